"""Half one: places of Guangdong; dots, slashes, blanks after single digits, full-width signs, 一二三."""
from corpus import (card, credit_code, digits, full_width, grouped, identity, identity15, letters, spelled)

HANZI = "零一二三四五六七八九"
AREAS = ["440604", "440605", "440106", "430121", "450322"]
CARDS = ["621700", "622202", "621661", "622848"]

SURNAMES = list("王李张刘陈杨黄赵吴周") + ["欧阳", "司马", "诸葛"]
GIVEN = ["建国", "秀英", "志强", "丽华", "伟", "敏", "小红", "国栋", "雪梅", "嘉豪", "晓燕", "永福", "静", "海涛", "桂兰",
         "文杰", "美玲", "浩然", "春花", "德胜"]
MINORITY = ["阿‹卜杜拉·买买提›", "热‹合曼·吐尔逊›", "玉‹素甫·卡迪尔›"]
RARE_SURNAMES = ["亓", "佘", "麦", "邝", "冼"]
RARE_GIVEN = ["犇", "石头", "一丁", "小满", "之之", "十一", "淼淼", "不凡"]

PLACES = ["佛山市禅城区", "顺德区大良街道", "南海区桂城街道", "三水区西南街道", "高明区荷城街道", "禅城区祖庙街道"]
ROADS = ["汾江中路", "季华五路", "同济西路", "岭南大道北", "文华南路", "凤翔路", "建新街", "福贤里", "莲花巷"]
ESTATES = ["幸福小区", "翠湖花园", "怡翠豪庭", "东方广场", "保利花苑", "中海锦城"]
VILLAGES = ["石头村", "大塘村", "罗南村", "紫洞村", "上元村"]


def mobile(r):
    return r.choice(["13", "15"]) + r.choice("0356789") + digits(r, 8)


def subscriber(r):
    return digits(r, 8, "8236")


def name(r):
    return r.choice(SURNAMES) + "‹" + r.choice(GIVEN) + "›"


def any_name(r):
    return r.choice(RARE_SURNAMES) + "‹" + r.choice(RARE_GIVEN) + "›"


def n(r, top, least=1):
    return f"‹{r.randint(least, top)}›"


def room(r):
    return f"‹{r.randint(1, 32)}0{r.randint(1, 8)}›"


def hanzi_room(r):
    return "‹" + spelled(f"{r.randint(1, 9)}0{r.randint(1, 8)}", "〇一二三四五六七八九") + "›"


def road(r):
    return r.choice(PLACES) + r.choice(ROADS)


def plate(r):
    return r.choice("粤湘桂") + r.choice("ABCEXY"), digits(r, 5)


SPELLINGS = {
    "mobile": {
        "plain": lambda r: f"‹{mobile(r)}›",
        "dots": lambda r: f"‹{grouped(mobile(r), [3, 4], '.')}›",
        "slashes": lambda r: f"‹{grouped(mobile(r), [3, 4], '/')}›",
        "blanks": lambda r: f"‹{grouped(mobile(r), [3, 4], ' ')}›",
        "single digits": lambda r: f"‹{grouped(mobile(r), [1] * 11, ' ')}›",
        "full width": lambda r: f"‹{full_width(mobile(r))}›",
        "+86": lambda r: f"+86‹{mobile(r)}›",
        "+86 and blanks": lambda r: f"+86 ‹{grouped(mobile(r), [3, 4], ' ')}›",
        "一二三": lambda r: f"‹{spelled(mobile(r), HANZI)}›",
        "4 dots 4 dots 3": lambda r: f"‹{grouped(mobile(r), [4, 4], '.')}›",
        "hanzi at the end": lambda r: (lambda m: f"‹{m[:7]}{spelled(m[7:], HANZI)}›")(mobile(r)),
    },
    "landline": {
        "plain": lambda r: f"0757‹{subscriber(r)}›",
        "hyphen": lambda r: f"0757-‹{subscriber(r)}›",
        "slash": lambda r: f"0757/‹{subscriber(r)}›",
        "dots": lambda r: f"0757.‹{grouped(subscriber(r), [4], '.')}›",
        "brackets": lambda r: f"(0757)‹{subscriber(r)}›",
        "blanks": lambda r: f"0757 ‹{grouped(subscriber(r), [4], ' ')}›",
        "full width": lambda r: full_width("0757-") + f"‹{full_width(subscriber(r))}›",
        "转": lambda r: f"0757-‹{subscriber(r)}›转{digits(r, 3, '1268')}",
        "second hyphen": lambda r: f"020-‹{subscriber(r)}›-{digits(r, 3, '1268')}",
        "single digits": lambda r: "0 7 5 7 ‹" + grouped(subscriber(r), [1] * 8, " ") + "›",
    },
    "identity": {
        "plain": lambda r: f"‹{identity(r, AREAS)}›",
        "x": lambda r: f"‹{identity(r, AREAS, last='X').lower()}›",
        "X": lambda r: f"‹{identity(r, AREAS, last='X')}›",
        "6 blank 8 blank 4": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], ' ')}›",
        "6 dot 8 dot 4": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], '.')}›",
        "6 slash 8 slash 4": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], '/')}›",
        "15": lambda r: f"‹{identity15(r, AREAS)}›",
        "wrong check digit": lambda r: f"‹{identity(r, AREAS, right=False)}›",
    },
    "passport": {
        "plain": lambda r: f"‹{r.choice('EG')}{digits(r, 8)}›",
        "blank after the letter": lambda r: f"‹{r.choice('EG')} {digits(r, 8)}›",
        "dots": lambda r: f"‹E.{grouped(digits(r, 8), [4], '.')}›",
        "two letters": lambda r: f"‹E{letters(r, 1, 'ABCDF')}{digits(r, 7)}›",
    },
    "permit": {
        "C": lambda r: f"‹C{digits(r, 8)}›",
        "H and 10": lambda r: f"‹H{digits(r, 10)}›",
        "M and 8": lambda r: f"‹M{digits(r, 8)}›",
        "C and a blank": lambda r: f"‹C {grouped(digits(r, 8), [4], ' ')}›",
    },
    "hkid": {
        "brackets": lambda r: f"‹{letters(r, 1, 'ABCDEGHKPRVYZ')}{digits(r, 6)}({r.choice('0123456789A')})›",
        "two letters": lambda r: f"‹W{letters(r, 1, 'X')}{digits(r, 6)}({r.choice('0123456789A')})›",
        "Macau": lambda r: f"‹{digits(r, 7, '157')}({digits(r, 1)})›",
        "Macau, slashes": lambda r: f"‹{digits(r, 1, '157')}/{digits(r, 6)}/{digits(r, 1)}›",
    },
    "plate": {
        "plain": lambda r: "{}‹{}›".format(*plate(r)),
        "middle dot": lambda r: "{}·‹{}›".format(*plate(r)),
        "hyphen": lambda r: "{}-‹{}›".format(*plate(r)),
        "blank": lambda r: "{} ‹{}›".format(*plate(r)),
        "new energy": lambda r: f"{plate(r)[0]}‹{r.choice('DF')}{digits(r, 5)}›",
        "学": lambda r: f"{plate(r)[0]}‹{digits(r, 4)}›学",
        "警": lambda r: f"{plate(r)[0]}‹{digits(r, 4)}›警",
        "挂": lambda r: f"{plate(r)[0]}‹{digits(r, 4)}›挂",
        "港": lambda r: f"粤Z‹{digits(r, 4)}›港",
        "full width": lambda r: "粤Ｅ‹" + full_width(digits(r, 5)) + "›",
        "letters within": lambda r: f"{plate(r)[0]}‹{digits(r, 1)}{letters(r, 2)}{digits(r, 2)}›",
    },
    "bankcard": {
        "plain": lambda r: f"‹{card(r, r.choice([16, 19]), CARDS)}›",
        "blanks": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], ' ')}›",
        "19 in blanks": lambda r: f"‹{grouped(card(r, 19, CARDS), [4, 4, 4, 4], ' ')}›",
        "dots": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], '.')}›",
        "wrong check digit": lambda r: f"‹{card(r, 19, CARDS, right=False)}›",
    },
    "wechat": {
        "letters and digits": lambda r: f"‹{letters(r, 4, 'abcdefghkmnpqrstwxyz')}{digits(r, 4)}›",
        "wxid": lambda r: f"wxid_‹{letters(r, 14, 'abcdefghkmnpqrstwxyz0123456789')}›",
        "letters and a year": lambda r: f"‹{letters(r, 6, 'abdehilmnoqx')}19{digits(r, 2, '6789')}›",
    },
    "qq": {
        "plain": lambda r: f"‹{digits(r, r.randint(7, 10), '123456789')}›",
        "blanks": lambda r: f"‹{grouped(digits(r, 9, '123456789'), [3, 3], ' ')}›",
        "full width": lambda r: f"‹{full_width(digits(r, 9, '123456789'))}›",
    },
    "email": {
        "plain": lambda r: f"‹{letters(r, 6, 'abdehilmnoqx')}{digits(r, 2)}›@example.com",
        "full-width ＠": lambda r: f"‹{letters(r, 6, 'abdehilmnoqx')}{digits(r, 2)}›＠example.com",
        "blanks": lambda r: f"‹{letters(r, 7, 'abdehilmnoqx')}› @ example.cn",
        "digits": lambda r: f"‹{digits(r, 9, '123456789')}›@example.net",
        "capitals": lambda r: f"‹{letters(r, 7)}›@EXAMPLE.COM",
    },
    "name": {
        "surname and given name": name,
        "surname and given name again": name,
        "with ·": lambda r: r.choice(MINORITY),
    },
    "anyname": {"any given name": any_name, "common": name},
    "address": {
        "road, house": lambda r: f"{road(r)}{n(r, 280)}号",
        "road, house, building, room": lambda r: f"{road(r)}{n(r, 120)}号{n(r, 20)}座{room(r)}房",
        "estate, building, unit, room": lambda r: f"{r.choice(PLACES)}{r.choice(ESTATES)}{n(r, 30)}栋{n(r, 4)}单元{room(r)}室",
        "estate, building, room": lambda r: f"{r.choice(ESTATES)}{n(r, 30)}栋{room(r)}",
        "之": lambda r: f"{road(r)}{n(r, 99)}号之‹{spelled(digits(r, 1, '1234'), HANZI)}›",
        "一二三": lambda r: f"{r.choice(ESTATES)}‹{r.choice('二三四五六七八')}›座{hanzi_room(r)}房",
        "full width": lambda r: f"{road(r)}‹{full_width(str(r.randint(2, 99)))}›号‹{full_width(str(r.randint(2, 9)))}›楼",
        "village": lambda r: f"{r.choice(VILLAGES)}{r.choice(['东街', '南便坊', '新村'])}{n(r, 60)}号",
    },
    "group": {
        "第…村民小组": lambda r: f"{r.choice(VILLAGES)}第{n(r, 12)}村民小组",
        "第一村民小组": lambda r: f"{r.choice(VILLAGES)}第‹{r.choice('一二三四五六七八九十')}›村民小组",
        "组": lambda r: f"{r.choice(VILLAGES)}{n(r, 12)}组",
    },
}

NEGATIVES = {
    "money": {
        "元": lambda r: f"{r.randint(20, 98000)}元",
        "decimals": lambda r: f"{r.randint(1, 900)}.{digits(r, 2)}元",
        "thousands": lambda r: f"{r.randint(1, 99)},{digits(r, 3)}.00元",
        "万元": lambda r: f"{r.randint(2, 400)}.{digits(r, 1)}万元",
    },
    "date": {
        "hyphens": lambda r: f"202{r.randint(0, 5)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
        "年月日": lambda r: f"202{r.randint(0, 5)}年{r.randint(1, 12)}月{r.randint(1, 28)}日",
        "dots": lambda r: f"202{r.randint(0, 5)}.{r.randint(1, 12)}.{r.randint(1, 28)}",
        "month and day": lambda r: f"{r.randint(1, 12)}月{r.randint(1, 28)}号",
    },
    "time": {
        "colon": lambda r: f"{r.randint(6, 23)}:{r.randint(0, 59):02}",
        "点": lambda r: f"{r.choice(['早上', '下午', '晚上'])}{r.randint(1, 11)}点{r.randint(10, 50)}分",
    },
    "document": {
        "粤府": lambda r: f"粤府〔20{r.randint(15, 25)}〕{r.randint(1, 120)}号",
        "佛府办": lambda r: f"佛府办〔20{r.randint(15, 25)}〕{r.randint(1, 60)}号",
        "square brackets": lambda r: f"佛建[20{r.randint(15, 25)}]{r.randint(1, 200)}号",
    },
    "statute": {
        "article": lambda r: f"《物业管理条例》第{r.randint(2, 60)}条",
        "article in hanzi": lambda r: f"《劳动合同法》第{r.choice(['三十八', '四十七', '八十二', '十九'])}条第二款",
    },
    "credit": {"code": lambda r: credit_code(r, "440600")},
    "hotline": {"short": lambda r: r.choice(["12345", "12315", "110", "119", "95588", "10086"]),
                "400": lambda r: f"400-{digits(r, 3, '68')}-{digits(r, 4)}"},
    "ticket": {"date and count": lambda r: f"202{r.randint(2, 5)}{r.randint(1, 12):02}{r.randint(1, 28):02}-{digits(r, 5)}",
               "letters": lambda r: f"FS{r.randint(22, 25)}{r.randint(1, 12):02}{digits(r, 6)}"},
    "transit": {"metro": lambda r: f"{r.randint(1, 9)}号线", "bus": lambda r: f"{r.randint(101, 299)}路公交车"},
    "scenic": {"A": lambda r: f"{r.randint(3, 5)}A级景区"},
    "area": {"平方米": lambda r: f"{r.randint(40, 180)}.{digits(r, 1)}平方米", "亩": lambda r: f"{r.randint(2, 80)}亩"},
    "reading": {"electricity": lambda r: f"{r.randint(10000, 99999)}.{digits(r, 1)}度"},
    "post": {"K": lambda r: f"K{r.randint(10, 400)}+{digits(r, 3)}"},
    "percent": {"percent": lambda r: f"{r.randint(1, 99)}%", "decimals": lambda r: f"{r.randint(1, 99)}.{digits(r, 1)}%"},
    "road": {"road": lambda r: r.choice(ROADS[:6]) + r.choice(["路口", "辅道", "一带"])},
    "unit": {"unit": lambda r: r.choice(["佛山市公安局", "石湾镇街道办事处", "禅城区住房和城乡建设局", "南海区人民医院", "桂城街道城管办"])},
    "word": {"word": lambda r: r.choice(["王府井", "高速公路", "白天", "黄金周", "马路", "钱款", "金额", "周末", "张贴", "陈旧设施"])},
    "model": {"model": lambda r: r.choice(["美的KFR-35GW", "华为Mate60", "格力KFR-72LW", "红米Note12"])},
    "contract": {"contract": lambda r: f"FSJS-{r.randint(2019, 2025)}-{digits(r, 4)}"},
    "standard": {"GB": lambda r: f"GB/T {r.randint(10000, 39999)}-20{r.randint(10, 23)}"},
    "version": {"V": lambda r: f"V{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}"},
    "lawsuit": {"court": lambda r: f"（202{r.randint(0, 5)}）粤0604民初{digits(r, 4, '123456789')}号"},
}

FRAMES = [
    "我叫{anyname}，电话{mobile}，住在{address}，楼下烧烤档{time}还在吵，请处理。",
    "本人{anyname}，身份证{identity}，{date}办理的社保转移到现在没有结果。",
    "姓名：{anyname}，手机：{mobile}，反映{road}路灯不亮。",
    "联系人{anyname}，联系电话{landline}，反映{unit}窗口态度差。",
    "来电人{anyname}称其在{date}购买的{model}出现故障，商家不肯退{money}。",
    "{name}先生来电，反映{address}楼道堆放杂物，希望{unit}跟进。",
    "{name}女士反映物业费按{money}每月收，不符合{statute}。",
    "请帮忙找{name}师傅，他的手机号码是{mobile}，车停在{road}。",
    "村长{name}占用集体土地{area}建房，位置在{group}。",
    "邻居{name}半夜装修，{address}的住户都受不了。",
    "我老公{name}在工地受伤，工头一直不付{money}医药费。",
    "我母亲{name}今年办理高龄津贴，证件号码{identity}，{unit}说查不到。",
    "回电请打{mobile}，不要打座机。",
    "打{mobile}找我就行，{time}之后有空。",
    "我的号码{mobile}，已经拨打过{hotline}，没有人处理。",
    "商家电话{landline}一直打不通，我付了{money}定金。",
    "座机{landline}，工作时间有人接。",
    "单位固话{landline}，传真同号，合同编号{contract}。",
    "家里电话：{landline}，{date}报装宽带至今没人上门。",
    "身份证号码{identity}，查询失业金发放进度。",
    "身份证：{identity}，申请公租房{area}，排队已经两年。",
    "本人持身份证{identity}到{unit}办事，被告知系统版本{version}有问题。",
    "护照号{passport}，在机场被拒绝登机，要求赔偿{money}。",
    "我的护照{passport}过期，{date}预约不上换证。",
    "外籍员工护照号码{passport}，办理工作许可被退件，窗口引用{statute}。",
    "往来港澳通行证{permit}续签，自助机吞了证。",
    "回乡证号{permit}无法在网上实名认证，影响购买{scenic}门票。",
    "港澳居民来往内地通行证{permit}，注册不了粤省事{version}。",
    "本人香港居民，身份证{hkid}，在佛山买房面积{area}，无法网签。",
    "澳门身份证号{hkid}的老人想办长者卡，{unit}不受理。",
    "香港身份证号码是{hkid}，咨询个税退税{money}。",
    "车牌{plate}违停在{road}，堵住消防通道。",
    "车牌号为{plate}的泥头车{time}沿{road}撒漏。",
    "举报{plate}闯红灯，时间{date}，地点{post}。",
    "小车{plate}在{post}处被撞，保险公司只赔{percent}。",
    "网约车{plate}绕路多收{money}，平台客服{hotline}不处理。",
    "银行卡号{bankcard}被冻结，里面有{money}。",
    "工资卡{bankcard}，公司从{date}开始没发工资，按{statute}应当补偿。",
    "卡号：{bankcard}，被骗转走{money}，已报{hotline}。",
    "请把退款打到卡号{bankcard}，户名{name}先生。",
    "加我微信{wechat}，发现场照片给你们。",
    "微信号：{wechat}，商家在朋友圈卖假药。",
    "卖家微信{wechat}收了{money}就拉黑我。",
    "QQ：{qq}，有录音可以提供。",
    "我的QQ号{qq}被盗，骗了同学{money}。",
    "QQ号码是{qq}，群里有人卖{model}假货。",
    "请回复到邮箱{email}，谢谢。",
    "电子邮箱：{email}，请把{document}的解读发给我。",
    "材料已发{email}，请{unit}查收。",
    "家住{address}，水表走得快，上月用了{reading}。",
    "地址：{address}，{date}停水到现在。",
    "现住{address}，小区电梯故障率{percent}，一直没修。",
    "位于{address}的早餐店无证经营，执照上写的是{credit}。",
    "我家在{address}，{transit}施工震裂了墙。",
    "{group}的分红没有公开，账上应有{money}。",
    "户口在{group}，征地补偿按{document}应为{percent}。",
    "我是{group}的村民，{area}鱼塘被填。",
    "根据{document}和{statute}，请问补贴标准是多少。",
    "工单编号{ticket}回复说已整改，实际没有，白跑一趟。",
    "之前的工单{ticket}被退回，理由是不符合{standard}。",
    "{transit}末班车改到{time}，{word}不方便。",
    "{transit}在{road}不停站，司机说{date}起改线。",
    "{scenic}门票从{money}涨到{money}，{word}期间更贵。",
    "企业统一社会信用代码{credit}，申报时提示税率{percent}有误。",
    "电表显示{reading}，账单却是{money}。",
    "建议{road}按{standard}重新划线，{word}容易拥堵。",
    "法院判决{lawsuit}已生效，对方拒不执行{money}。",
    "案号{lawsuit}，公司合同{contract}约定违约金{percent}。",
    "软件升级到{version}之后{word}打不开，拨{hotline}没人接。",
    "请问{unit}周末上班吗，{transit}能到吗。",
    "{word}噪音大，{post}附近的隔音屏不符合{standard}。",
    "我姓名{anyname}，QQ{qq}，邮箱{email}，诉求编号{ticket}。",
    "孩子{name}同学在学校受伤，班主任电话{mobile}。",
    "店主{name}先生，微信{wechat}，地址{address}，欠款{money}。",
]
