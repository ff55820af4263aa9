"""Half two: places outside Guangdong; low lines, middle dots, long dashes, 幺, signs mixed with digits, words between.

Written before the scanner of this table of kinds; its misses were looked at once half one was complete, so that
half three, which was not, measures what the scanner does with texts that it was never fitted to.
"""
from corpus import (card, credit_code, digits, full_width, grouped, identity, identity15, letters, spelled)

SPOKEN = "零幺二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
AREAS = ["510107", "330106", "420111", "610113", "320505"]
CARDS = ["622588", "625912", "621288", "623058"]

SURNAMES = list("徐孙胡朱高林何郭罗梁宋郑谢韩唐冯董萧程曹") + ["上官", "皇甫", "司徒", "慕容"]
GIVEN = ["俊杰", "梓涵", "素珍", "长根", "莉", "鹏飞", "翠萍", "宇轩", "红霞", "大勇", "婉婷", "振华", "磊", "思远", "玉梅",
         "立新", "佳琪", "子墨", "金凤", "守义", "若曦", "铁柱"]
MINORITY = ["古‹丽娜尔·艾合买提›", "迪‹力木拉提•阿布都›", "扎‹西·次仁›", "努‹尔兰・哈孜›"]
RARE_SURNAMES = ["仉", "逄", "呙", "訾", "尉迟", "亢"]
RARE_GIVEN = ["骉", "大山", "七七", "可", "来福", "知了", "天天", "木子木"]

PLACES = ["成都市武侯区", "杭州市西湖区", "武汉市洪山区", "西安市雁塔区", "苏州高新区", "长沙市岳麓区"]
ROADS = ["科华北路", "文三西路", "珞狮南路", "小寨东路", "麓山大道", "狮山横街", "青年里", "柳浪新村路"]
ESTATES = ["锦绣家园", "丽景名都", "蓝光雍锦", "金地艺境", "阳光新城", "书香雅苑"]
VILLAGES = ["沙坝村", "红星村", "柳河村", "青龙寨", "长岭村"]


def mobile(r):
    return r.choice(["17", "18", "19"]) + r.choice("135678") + digits(r, 8)


def subscriber(r):
    return digits(r, 8, "6857")


def name(r):
    return r.choice(SURNAMES) + "‹" + r.choice(GIVEN) + "›"


def any_name(r):
    return r.choice(RARE_SURNAMES) + "‹" + r.choice(RARE_GIVEN) + "›"


def n(r, top, least=1):
    return f"‹{r.randint(least, top)}›"


def hanzi(r, of="一二三四五六七八九十"):
    return f"‹{r.choice(of)}›"


def room(r):
    return f"‹{r.randint(1, 28)}0{r.randint(1, 6)}›"


def road(r):
    return r.choice(PLACES) + r.choice(ROADS)


def estate(r):
    return r.choice(["", *PLACES]) + r.choice(ESTATES)


def city(r):
    return r.choice("川浙鄂陕苏湘京沪") + r.choice("ABCFGK")


def mixed(r, text):
    """Some digits as signs, the others as they are."""
    return "".join(spelled(sign, SPOKEN) if r.random() < 0.4 else sign for sign in text)


SPELLINGS = {
    "mobile": {
        "plain": lambda r: f"‹{mobile(r)}›",
        "low lines": lambda r: f"‹{grouped(mobile(r), [3, 4], '_')}›",
        "middle dots": lambda r: f"‹{grouped(mobile(r), [3, 4], '·')}›",
        "hyphens": lambda r: f"‹{grouped(mobile(r), [3, 4], '-')}›",
        "full-width hyphens": lambda r: f"‹{grouped(mobile(r), [3, 4], '－')}›",
        "long dashes": lambda r: f"‹{grouped(mobile(r), [3, 4], '—')}›",
        "ideographic blanks": lambda r: f"‹{grouped(mobile(r), [3, 4], chr(0x3000))}›",
        "幺": lambda r: f"‹{spelled(mobile(r), SPOKEN)}›",
        "壹": lambda r: f"‹{spelled(mobile(r), FORMAL)}›",
        "mixed signs": lambda r: f"‹{mixed(r, mobile(r))}›",
        "0086": lambda r: f"0086-‹{mobile(r)}›",
        "86 in brackets": lambda r: f"（+86）‹{mobile(r)}›",
        "3 3 5": lambda r: f"‹{grouped(mobile(r), [3, 3], ' ')}›",
        "pairs": lambda r: f"‹{grouped(mobile(r), [3, 2, 2, 2], ' ')}›",
        "commas": lambda r: f"‹{grouped(mobile(r), [3, 4], '，')}›",
        "two blanks": lambda r: f"‹{grouped(mobile(r), [3, 4], '  ')}›",
    },
    "landline": {
        "full-width brackets": lambda r: f"（028）‹{subscriber(r)}›",
        "brackets and a blank": lambda r: f"（0571）‹{grouped(subscriber(r), [4], ' ')}›",
        "long dash": lambda r: f"027—‹{subscriber(r)}›",
        "low lines": lambda r: f"0512_‹{grouped(subscriber(r), [4], '_')}›",
        "middle dots": lambda r: f"029·‹{grouped(subscriber(r), [4], '·')}›",
        "+86": lambda r: f"+86-731-‹{grouped(subscriber(r), [4], '-')}›",
        "区号": lambda r: f"区号0571，‹{subscriber(r)}›",
        "分机": lambda r: f"028-‹{subscriber(r)}›分机{digits(r, 4, '8')}",
        "#": lambda r: f"027-‹{subscriber(r)}›#{digits(r, 3, '35')}",
        "幺": lambda r: f"零二八‹{spelled(subscriber(r), SPOKEN)}›",
        "7 digits": lambda r: f"0816-‹{digits(r, 7, '26')}›",
    },
    "identity": {
        "plain": lambda r: f"‹{identity(r, AREAS)}›",
        "hyphens": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], '-')}›",
        "middle dots": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], '·')}›",
        "low lines": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], '_')}›",
        "full width": lambda r: f"‹{full_width(identity(r, AREAS))}›",
        "Ｘ": lambda r: f"‹{identity(r, AREAS, last='X')[:17]}Ｘ›",
        "6 4 4 4": lambda r: f"‹{grouped(identity(r, AREAS), [6, 4, 4], ' ')}›",
        "3 3 4 4 4": lambda r: f"‹{grouped(identity(r, AREAS), [3, 3, 4, 4], ' ')}›",
        "blank before x": lambda r: (lambda i: f"‹{i[:17]} x›")(identity(r, AREAS, last="X")),
        "15 in groups": lambda r: f"‹{grouped(identity15(r, AREAS), [6, 6], ' ')}›",
        "wrong check digit in groups": lambda r: f"‹{grouped(identity(r, AREAS, right=False), [6, 8], '-')}›",
        "幺": lambda r: f"‹{spelled(identity(r, AREAS, last='7'), SPOKEN)}›",
    },
    "passport": {
        "letters and 7": lambda r: f"‹E{letters(r, 1, 'GHJKLM')}{digits(r, 7)}›",
        "lower case": lambda r: f"‹{r.choice('eg')}{digits(r, 8)}›",
        "full width": lambda r: f"‹{full_width('E' + digits(r, 8))}›",
        "hyphens": lambda r: f"‹E-{grouped(digits(r, 8), [4], '-')}›",
        "official": lambda r: f"‹{r.choice(['SE', 'DE', 'PE'])}{digits(r, 7)}›",
        "in threes": lambda r: f"‹E{grouped(digits(r, 8), [2, 3], ' ')}›",
    },
    "permit": {
        "two letters": lambda r: f"‹C{letters(r, 1, 'ABDEF')}{digits(r, 7)}›",
        "8 digits": lambda r: f"‹0{digits(r, 7)}›",
        "H and blanks": lambda r: f"‹H{grouped(digits(r, 8), [2, 3], ' ')}›",
        "full width": lambda r: f"‹{full_width('H' + digits(r, 8))}›",
        "lower case": lambda r: f"‹m{digits(r, 8)}›",
        "residence": lambda r: f"‹{identity(r, ['810000', '820000', '830000'])}›",
    },
    "hkid": {
        "full-width brackets": lambda r: f"‹{letters(r, 1, 'CDFKMSYZ')}{digits(r, 6)}（{digits(r, 1)}）›",
        "no brackets": lambda r: f"‹{letters(r, 1, 'CDFKMSYZ')}{digits(r, 7)}›",
        "blanks": lambda r: f"‹{letters(r, 1, 'CDFKMSYZ')} {digits(r, 6)} ({digits(r, 1)})›",
        "lower case": lambda r: f"‹{letters(r, 1, 'cdfkmsyz')}{digits(r, 6)}({digits(r, 1)})›",
        "Macau, full-width brackets": lambda r: f"‹{digits(r, 7, '157')}（{digits(r, 1)}）›",
    },
    "plate": {
        "dot": lambda r: f"{city(r)}.‹{digits(r, 5)}›",
        "bullet": lambda r: f"{city(r)}•‹{letters(r, 1)}{digits(r, 4)}›",
        "low line": lambda r: f"{city(r)}_‹{digits(r, 5)}›",
        "lower case": lambda r: f"{city(r).lower()}‹{digits(r, 1)}{letters(r, 1).lower()}{digits(r, 3)}›",
        "large new energy": lambda r: f"{city(r)}‹{digits(r, 5)}{r.choice('DF')}›",
        "new energy with a dot": lambda r: f"{city(r)}·‹{r.choice('DF')}{letters(r, 1)}{digits(r, 4)}›",
        "澳": lambda r: f"粤Z·‹{digits(r, 4)}›澳",
        "领": lambda r: f"{city(r)}‹{digits(r, 4)}›领",
        "使 first": lambda r: f"使‹{digits(r, 6, '12')}›",
        "使 last": lambda r: f"‹{digits(r, 6, '12')}›使",
        "blank after the province": lambda r: (lambda c: f"{c[0]} {c[1]} ‹{digits(r, 5)}›")(city(r)),
        "full width with a dot": lambda r: (lambda c: f"{c[0]}{full_width(c[1])}·‹{full_width(digits(r, 5))}›")(city(r)),
        "blank within": lambda r: f"{city(r)}‹{grouped(digits(r, 5), [2], ' ')}›",
    },
    "bankcard": {
        "hyphens": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], '-')}›",
        "ideographic blanks": lambda r: f"‹{grouped(card(r, 19, CARDS), [4, 4, 4, 4], chr(0x3000))}›",
        "middle dots": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], '·')}›",
        "full width": lambda r: f"‹{full_width(card(r, 16, CARDS))}›",
        "17": lambda r: f"‹{card(r, 17, CARDS)}›",
        "18": lambda r: f"‹{card(r, 18, CARDS)}›",
        "6 and 13": lambda r: f"‹{grouped(card(r, 19, CARDS), [6], ' ')}›",
        "wrong check digit in groups": lambda r: f"‹{grouped(card(r, 16, CARDS, right=False), [4, 4, 4], ' ')}›",
    },
    "wechat": {
        "low line": lambda r: f"‹{letters(r, 4, 'bcfjkpvwz')}_{digits(r, 3)}›",
        "hyphen": lambda r: f"‹{letters(r, 5, 'bcfjkpvwz')}-{digits(r, 2)}›",
        "letters only": lambda r: f"‹{letters(r, 9, 'aeioubcfjkpvw')}›",
        "capitals": lambda r: f"‹{letters(r, 3)}{digits(r, 5)}›",
    },
    "qq": {
        "hyphens": lambda r: f"‹{grouped(digits(r, 9, '123456789'), [3, 3], '-')}›",
        "short": lambda r: f"‹{digits(r, 6, '123456789')}›",
        "幺": lambda r: f"‹{spelled(digits(r, 9, '123456789'), SPOKEN)}›",
        "single digits": lambda r: f"‹{grouped(digits(r, 8, '123456789'), [1] * 8, ' ')}›",
    },
    "email": {
        "low line": lambda r: f"‹{letters(r, 4, 'bcfjkpvwz')}_{letters(r, 4, 'aeioupt')}›@example.org",
        "dot": lambda r: f"‹{letters(r, 4, 'bcfjkpvwz')}.{letters(r, 4, 'aeioupt')}›@mail.example.cn",
        "艾特": lambda r: f"‹{letters(r, 7, 'bcfjkpvwz')}{digits(r, 1)}›艾特example.com",
        "at": lambda r: f"‹{letters(r, 8, 'bcfjkpvwz')}› at example.com",
        "full-width dot": lambda r: f"‹{letters(r, 8, 'bcfjkpvwz')}›@example．com",
        "blank after @": lambda r: f"‹{letters(r, 8, 'bcfjkpvwz')}›@ example.com",
    },
    "name": {
        "surname, given name": name,
        "surname, given name again": name,
        "minority": lambda r: r.choice(MINORITY),
    },
    "anyname": {"rare": any_name, "listed": name},
    "address": {
        "blank before the number": lambda r: f"{road(r)} {n(r, 320)}号",
        "annex": lambda r: f"{road(r)}{n(r, 200)}号附{n(r, 12)}号",
        "building letter": lambda r: f"{road(r)}{n(r, 90)}号‹{r.choice('ABCD')}›座{room(r)}",
        "幢": lambda r: f"{estate(r)}{hanzi(r)}幢‹{spelled(f'{r.randint(1, 9)}0{r.randint(1, 4)}', '〇一二三四五六七八九')}›",
        "区 幢 梯": lambda r: f"{estate(r)}{r.choice('东西')}区{n(r, 18)}幢{n(r, 3)}梯{room(r)}",
        "#楼": lambda r: f"{estate(r)}{n(r, 20)}#楼{n(r, 3)}单元{room(r)}",
        "号楼": lambda r: f"{estate(r)}{n(r, 26)}号楼{room(r)}室",
        "dashes": lambda r: f"{estate(r)}‹{r.randint(1, 26)}-{r.randint(1, 4)}-{r.randint(1, 18)}0{r.randint(1, 4)}›",
        "弄": lambda r: f"{road(r)}{n(r, 900, 10)}弄{n(r, 60)}号{room(r)}室",
        "hanzi house": lambda r: f"{road(r)}‹{r.choice(['二十七', '一百零八', '三十五', '六十'])}›号",
        "第…栋": lambda r: f"{estate(r)}第{hanzi(r)}栋第{hanzi(r, '二三四五')}层",
        "hamlet": lambda r: f"{r.choice(VILLAGES)}{r.choice(['河湾', '岩上'])}院子{n(r, 90)}号",
    },
    "group": {
        "社": lambda r: f"{r.choice(VILLAGES)}{hanzi(r)}社",
        "队": lambda r: f"{r.choice(VILLAGES)}{hanzi(r)}队",
        "生产队": lambda r: f"{r.choice(VILLAGES)}第{n(r, 12)}生产队",
        "小组": lambda r: f"{r.choice(VILLAGES)}{n(r, 12)}小组",
        "屯": lambda r: f"{r.choice(VILLAGES)}第{hanzi(r)}屯",
    },
}

NEGATIVES = {
    "money": {
        "块": lambda r: f"{r.randint(5, 990)}块",
        "余元": lambda r: f"{r.randint(2, 90)}00余元",
        "¥": lambda r: f"¥{r.randint(10, 9000)}.{digits(r, 2)}",
        "hanzi": lambda r: r.choice(["三千五百元", "两万八千元", "一百二十元", "五十万元"]),
        "millions": lambda r: f"{r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}元",
    },
    "date": {
        "slashes": lambda r: f"202{r.randint(0, 5)}/{r.randint(1, 12)}/{r.randint(1, 28)}",
        "8 digits": lambda r: f"202{r.randint(0, 5)}{r.randint(1, 12):02}{r.randint(1, 28):02}",
        "hanzi": lambda r: "二〇二" + r.choice("一二三四") + "年" + r.choice(["三", "十一", "七"]) + "月" + r.choice(["五", "十八", "二十"]) + "日",
        "year and month": lambda r: f"20{r.randint(10, 25)}年{r.randint(1, 12)}月",
        "month.day": lambda r: f"{r.randint(1, 12)}月{r.randint(1, 28)}日",
    },
    "time": {
        "seconds": lambda r: f"{r.randint(6, 23):02}:{r.randint(0, 59):02}:{r.randint(0, 59):02}",
        "时分": lambda r: f"{r.randint(6, 23)}时{r.randint(10, 59)}分",
        "span": lambda r: f"{r.randint(6, 11)}:00-{r.randint(12, 21)}:30",
    },
    "document": {
        "国办发": lambda r: f"国办发〔20{r.randint(15, 25)}〕{r.randint(1, 90)}号",
        "round brackets": lambda r: f"川人社发（20{r.randint(15, 25)}）{r.randint(1, 60)}号",
        "no brackets": lambda r: f"杭政函20{r.randint(15, 25)}年第{r.randint(1, 90)}号",
    },
    "statute": {
        "law": lambda r: f"《消费者权益保护法》第{r.choice(['五十五', '二十四', '二十五', '七'])}条",
        "items": lambda r: f"《道路交通安全法》第{r.randint(10, 99)}条第{r.randint(1, 4)}项",
    },
    "credit": {"company": lambda r: credit_code(r, r.choice(["510100", "330100"]))},
    "hotline": {"numbers": lambda r: r.choice(["12329", "12348", "120", "122", "95533", "10000", "12306"]),
                "800": lambda r: f"800-{digits(r, 3, '8')}-{digits(r, 4)}",
                "400 in one": lambda r: f"400{digits(r, 7, '6')}"},
    "ticket": {"letters and count": lambda r: f"CD-{digits(r, 8, '2')}", "hotline's": lambda r: f"WH{digits(r, 10, '2')}"},
    "transit": {"line": lambda r: f"地铁{r.randint(1, 18)}号线", "bus": lambda r: f"{r.randint(300, 999)}路"},
    "scenic": {"hanzi": lambda r: f"国家{r.choice('4５5')}A级旅游景区"},
    "area": {"㎡": lambda r: f"{r.randint(40, 180)}㎡", "公顷": lambda r: f"{r.randint(2, 80)}.{digits(r, 1)}公顷"},
    "reading": {"water": lambda r: f"{r.randint(100, 3000)}吨", "gas": lambda r: f"{r.randint(100, 9000)}立方米"},
    "post": {"G": lambda r: f"G{r.randint(4, 99)}高速{r.randint(10, 999)}公里处"},
    "percent": {"full-width": lambda r: f"{r.randint(1, 99)}％", "hanzi": lambda r: r.choice(["百分之三十", "百分之五", "三成"])},
    "road": {"road": lambda r: r.choice(ROADS[:5]) + r.choice(["与环城路交叉口", "沿线", "附近"])},
    "unit": {"unit": lambda r: r.choice(["武侯区市场监督管理局", "杭州市不动产登记中心", "洪山区交警大队", "长沙市第一中学", "高新区管委会"])},
    "word": {"word": lambda r: r.choice(["高峰期", "程序", "何时", "林业", "曹操专车", "水管", "方案", "平房", "宋体字", "安全员", "成本"])},
    "model": {"model": lambda r: r.choice(["小米14Pro", "海尔BCD-470", "iPhone15", "比亚迪DM-i2023款", "联想R9000P"])},
    "contract": {"contract": lambda r: f"（20{r.randint(19, 25)}）合字第{digits(r, 4)}号"},
    "standard": {"DB": lambda r: f"DB51/{digits(r, 4, '123')}-20{r.randint(10, 23)}", "GB": lambda r: f"GB {r.randint(1000, 9999)}.1-20{r.randint(10, 23)}"},
    "version": {"version": lambda r: f"{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(100, 999)}版"},
    "year": {"year": lambda r: f"{r.randint(1990, 2025)}年"},
    "school": {"class": lambda r: f"高{r.choice('一二三')}（{r.randint(1, 20)}）班"},
}

FRAMES = [
    "你好，我是{anyname}，号码写在这里{mobile}，想问{document}什么时候执行。",
    "诉求人：{anyname}；身份证件：{identity}；事由：{unit}不予受理。",
    "我的名字是{anyname}，家庭住址为{address}，暖气不热。",
    "投诉人{anyname}，回访号码{landline}，投诉对象{unit}。",
    "署名：{anyname}，{date}。",
    "申请人{anyname}，有效证件{identity}，申请{year}的困难补助{money}。",
    "{name}阿姨今年八十多岁，独居在{address}，没人送药。",
    "{name}大爷{time}在{road}摔倒，至今没有人赔。",
    "{name}老师在{school}体罚学生，家长很气愤。",
    "房东{name}不退押金{money}，说要扣{percent}。",
    "楼上住户{name}往下扔烟头，{address}阳台都烧黑了。",
    "妻子{name}怀孕期间被公司辞退，依据{statute}应当赔偿。",
    "儿子{name}在{school}就读，{unit}学籍系统查不到。",
    "同事{name}和我一样被拖欠{money}，去{hotline}问过也没用。",
    "包工头{name}跑了，欠我们{money}，电话是{mobile}。",
    "有事联系我{mobile}，{time}不方便接听。",
    "我手机{mobile}收到诈骗短信，让我交{money}。",
    "麻烦回电，{mobile}，谢谢你们了。",
    "老板的号{mobile}，人在{road}开店。",
    "办公电话{landline}没人接，{hotline}又一直占线。",
    "请拨打我家座机{landline}联系老人。",
    "物业办公室{landline}永远占线，小区{area}绿地被占。",
    "公民身份号码{identity}，{date}提交的落户申请被退。",
    "我父亲的证号是{identity}，养老金少发{money}。",
    "社保卡对应身份证{identity}，缴费比例写成{percent}。",
    "携带护照{passport}入住酒店被拒，前台说系统{version}不支持。",
    "护照编号：{passport}，签证被拒要求退费{money}。",
    "出入境大厅丢了我的护照，编号{passport}，{date}办的。",
    "台胞证{permit}无法购买高铁票，{hotline}说要人工窗口。",
    "通行证号码{permit}，预约{scenic}失败。",
    "港澳台居民居住证{permit}在医院挂不了号。",
    "港澳通行证{permit}丢失，想挂失。",
    "我是港人，香港居民身份证{hkid}，开户被拒。",
    "持澳门居民身份证{hkid}来蓉就业，问{document}的补贴。",
    "HKID是{hkid}，想办理{unit}的登记。",
    "一辆车号{plate}的面包车长期停在{road}占道。",
    "{plate}这辆车{time}鸣笛扰民。",
    "司机驾驶{plate}在{post}别车，差点出事。",
    "投诉出租车{plate}，从{transit}起点站拒载。",
    "发现{plate}乱停，占了{area}绿地。",
    "账号{bankcard}被银行误扣{money}，客服{hotline}推脱。",
    "开户行账号：{bankcard}，补贴{money}未到账。",
    "储蓄卡{bankcard}在{date}被盗刷。",
    "银行账户{bankcard}，被中介骗了{money}。",
    "VX：{wechat}，欢迎来了解情况。",
    "对方的威信号是{wechat}，卖的是{model}翻新机。",
    "可以加V信{wechat}看视频。",
    "扣扣{qq}，里面有聊天记录。",
    "企鹅号{qq}，卖家一直不发货，货款{money}。",
    "我扣扣号码：{qq}，有{model}的购买截图。",
    "发票请寄到我信箱{email}，金额{money}。",
    "E-mail: {email}，请书面答复。",
    "联络邮件{email}，附件是{contract}合同。",
    "房子在{address}，面积{area}，产权证办不下来。",
    "租住{address}，水费按{reading}收，明显不对。",
    "事发地{address}，墙体脱落砸到人。",
    "快递送到{address}门口被偷，价值{money}。",
    "{address}有人群租，{unit}查过又反弹。",
    "家在{group}，{year}修的路已经坑坑洼洼。",
    "{group}低保名额不公，{money}没有发到人。",
    "我们{group}的水渠堵了，{area}稻田没水。",
    "反映{group}选举问题，违反{statute}。",
    "{transit}空调太冷，{time}人又多，希望调整。",
    "想咨询{statute}里的三倍赔偿，商家{model}假一罚三。",
    "{document}规定的{percent}补贴，到底怎么领。",
    "营业执照上信用代码{credit}，公司已人去楼空，欠{money}。",
    "受理编号{ticket}显示办结，可{road}还是老样子。",
    "上次投诉的流水号{ticket}，{hotline}说已转{unit}。",
    "{contract}约定{date}交房，延期每天赔{money}。",
    "幼儿园甲醛超标，检测依据{standard}，{school}搬到隔壁。",
    "{standard}要求盲道连续，{road}的盲道被摊贩占了。",
    "App更新{version}闪退，{word}都不知道找谁。",
    "{scenic}停车费{money}一小时，{word}没有公示。",
    "{word}不透明，{unit}的{contract}招标有问题。",
    "煤气表走了{reading}，{word}也没人解释。",
    "{post}护栏破损，{date}就报过{hotline}。",
    "我是{anyname}，扣扣{qq}，邮件{email}，收款账号{bankcard}。",
    "车主{name}先生开{plate}撞坏{address}的门禁。",
    "老伴{name}的台胞证{permit}和护照{passport}都过期了。",
]
