"""Half three: places of Shandong, Fujian, Henan, Liaoning and Yunnan; 〇, tildes, en dashes, groups of other sizes.

A held-out measure, without bounds: it was written after the scanner and never used to tune it, whereas half two
was looked at while the scanner was changed. Do not look at its misses while changing the scanner.
"""
from corpus import (card, credit_code, digits, full_width, grouped, identity, identity15, letters, spelled)

ROUND = "〇一二三四五六七八九"
CAPITAL = "零壹贰叁肆伍陆柒捌玖"
ASKED = "零幺两三四五六拐八勾"
TILDE, EN_DASH, EM_SPACE = "~", "–", "\u3000"
AREAS = ["370102", "370783", "350203", "410105", "210211", "530112"]
CARDS = ["621799", "622609", "621483", "622155", "436742", "522001"]
PROVINCES = "鲁闽豫辽云渝冀皖赣黑"

SURNAMES = list("邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟") + [
    "令狐", "端木", "公孙", "夏侯"]
GIVEN = ["建军", "淑芬", "子轩", "明", "艳", "世昌", "宝珠", "一鸣", "凯", "秋菊", "凤英", "新民", "晨曦", "玉兰", "庆丰",
         "诗涵", "俊", "爱华", "少华", "向东", "雅琴", "光辉", "兰芳", "学文", "博", "怡", "泽宇", "月娥"]
TRADITIONAL = ["鄧‹麗珍›", "蔣‹國樑›", "葉‹偉雄›", "盧‹寶儀›", "許‹志鵬›"]
MINORITY = ["阿‹依古丽.麦麦提›", "艾‹尔肯.托合提›", "次‹仁‧卓玛›", "巴‹特尔·苏和›", "玛‹丽亚·伊万诺娃›", "沙‹拉木•阿不力孜›"]
RARE_SURNAMES = ["乜", "郗", "逯", "昝", "苑", "濮阳", "钭", "单"]
RARE_GIVEN = ["垚", "小雨", "多多", "木", "旭日", "双喜", "未央", "安之", "三妹", "乐"]

PLACES = ["济南市历下区", "青岛市市北区", "厦门市思明区", "郑州市金水区", "大连市甘井子区", "昆明市五华区", "潍坊市寿光市"]
ROADS = ["经十路", "泉城路", "嘉禾路", "花园路", "西安路", "人民中路", "台东三路", "文化东路", "槐荫大街", "百花洲街"]
ESTATES = ["燕山小区", "瑞景公园", "名门国际", "万科城", "龙湖春江", "鲁能领秀城", "滨海馨园", "铁路宿舍"]
VILLAGES = ["小王庄村", "前屯村", "下洋村", "牛栏山村", "北辛庄", "者安村"]


def mobile(r):
    return r.choice(["14", "16", "13", "18", "19"]) + r.choice("5672489") + digits(r, 8)


def subscriber(r):
    return digits(r, 8, "258637")


def code(r):
    return r.choice(["0531", "0532", "0592", "0371", "0411", "0871", "024", "023", "010", "021"])


def name(r):
    return r.choice(SURNAMES) + "‹" + r.choice(GIVEN) + "›"


def any_name(r):
    return r.choice(RARE_SURNAMES) + "‹" + r.choice(RARE_GIVEN) + "›"


def spaced_name(r, blank):
    """A name of two signs with a blank between them, as lists align it."""
    return r.choice(SURNAMES[:-4]) + blank + "‹" + r.choice([given for given in GIVEN if len(given) == 1]) + "›"


def n(r, top, least=1):
    return f"‹{r.randint(least, top)}›"


def hanzi(r, of="一二三四五六七八"):
    return f"‹{r.choice(of)}›"


def hanzi_above_ten(r):
    return "‹" + r.choice(["十一", "十二", "十五", "十六", "二十", "二十三"]) + "›"


def room(r):
    return f"‹{r.randint(1, 33)}0{r.randint(1, 6)}›"


def road(r):
    return r.choice(PLACES) + r.choice(ROADS)


def estate(r):
    return r.choice(["", *PLACES]) + r.choice(ESTATES)


def city(r):
    return r.choice(PROVINCES) + r.choice("ABCDFGHJ")


def mail(r):
    return letters(r, r.randint(5, 8), "abcdeghijlmnoqsuwxyz") + digits(r, r.randint(1, 3))


SPELLINGS = {
    "mobile": {
        "plain": lambda r: f"‹{mobile(r)}›",
        "86": lambda r: f"86‹{mobile(r)}›",
        "+86 and hyphens": lambda r: f"+86-‹{grouped(mobile(r), [3, 4], '-')}›",
        "＋８６": lambda r: f"＋８６‹{full_width(mobile(r))}›",
        "〇": lambda r: f"‹{spelled(mobile(r), ROUND)}›",
        "signs in groups": lambda r: f"‹{grouped(spelled(mobile(r), ROUND), [3, 4], ' ')}›",
        "幺两拐": lambda r: f"‹{spelled(mobile(r), ASKED)}›",
        "壹 in groups": lambda r: f"‹{grouped(spelled(mobile(r), CAPITAL), [3, 4], '-')}›",
        "tildes": lambda r: f"‹{grouped(mobile(r), [3, 4], TILDE)}›",
        "en dashes": lambda r: f"‹{grouped(mobile(r), [3, 4], EN_DASH)}›",
        "pause marks": lambda r: f"‹{grouped(mobile(r), [3, 4], '、')}›",
        "full-width dots": lambda r: f"‹{grouped(mobile(r), [3, 4], '．')}›",
        "full width in groups": lambda r: f"‹{full_width(grouped(mobile(r), [3, 4], '-'))}›",
        "4 3 4": lambda r: f"‹{grouped(mobile(r), [4, 3], '-')}›",
        "5 and 6": lambda r: f"‹{grouped(mobile(r), [5], ' ')}›",
        "3 and 8": lambda r: f"‹{grouped(mobile(r), [3], '-')}›",
        "prefix in brackets": lambda r: f"‹({(m := mobile(r))[:3]}){m[3:]}›",
        "single digits with hyphens": lambda r: f"‹{grouped(mobile(r), [1] * 11, '-')}›",
        "hyphens between blanks": lambda r: f"‹{grouped(mobile(r), [3, 4], ' - ')}›",
        "direction marks": lambda r: f"\u202d‹{mobile(r)}›\u202c",
    },
    "landline": {
        "plain": lambda r: f"{code(r)}‹{subscriber(r)}›",
        "no area code": lambda r: f"‹{subscriber(r)}›",
        "no area code, hyphen": lambda r: f"‹{grouped(subscriber(r), [4], '-')}›",
        "hyphens 4 4": lambda r: f"{code(r)}-‹{grouped(subscriber(r), [4], '-')}›",
        "full-width hyphen": lambda r: f"{code(r)}－‹{subscriber(r)}›",
        "tilde": lambda r: f"{code(r)}~‹{subscriber(r)}›",
        "en dash": lambda r: f"{code(r)}{EN_DASH}‹{subscriber(r)}›",
        "0086": lambda r: f"0086-{code(r)[1:]}-‹{subscriber(r)}›",
        "ext": lambda r: f"{code(r)}-‹{subscriber(r)}› ext.{digits(r, 3, '268')}",
        "转分机": lambda r: f"{code(r)}-‹{subscriber(r)}›转分机{digits(r, 3, '268')}",
        "square brackets": lambda r: f"【{code(r)}】‹{subscriber(r)}›",
        "〇": lambda r: f"〇五三一‹{spelled(subscriber(r), ROUND)}›",
        "signs and a hyphen": lambda r: f"零五九二-‹{spelled(subscriber(r), '零一二三四五六七八九')}›",
        "7 digits in groups": lambda r: f"0375-‹{grouped(digits(r, 7, '26'), [3], ' ')}›",
        "pairs": lambda r: f"{code(r)} ‹{grouped(subscriber(r), [2, 2, 2], ' ')}›",
    },
    "identity": {
        "plain": lambda r: f"‹{identity(r, AREAS)}›",
        "ideographic blanks": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], EM_SPACE)}›",
        "en dashes": lambda r: f"‹{grouped(identity(r, AREAS), [6, 8], EN_DASH)}›",
        "6 and 12": lambda r: f"‹{grouped(identity(r, AREAS), [6], ' ')}›",
        "14 and 4": lambda r: f"‹{grouped(identity(r, AREAS), [14], ' ')}›",
        "4 4 4 4 2": lambda r: f"‹{grouped(identity(r, AREAS), [4, 4, 4, 4], ' ')}›",
        "6 4 2 2 4": lambda r: f"‹{grouped(identity(r, AREAS), [6, 4, 2, 2], '-')}›",
        "6 6 6": lambda r: f"‹{grouped(identity(r, AREAS), [6, 6], ' ')}›",
        "single digits": lambda r: f"‹{grouped(identity(r, AREAS), [1] * 18, ' ')}›",
        "full width in groups": lambda r: f"‹{full_width(grouped(identity(r, AREAS), [6, 8], '-'))}›",
        "×": lambda r: f"‹{identity(r, AREAS, last='X')[:17]}›×",
        "hyphen before X": lambda r: (lambda i: f"‹{i[:17]}-X›")(identity(r, AREAS, last="X")),
        "〇": lambda r: f"‹{spelled(identity(r, AREAS, last='3'), ROUND)}›",
        "壹": lambda r: f"‹{spelled(identity(r, AREAS, last='5'), CAPITAL)}›",
        "15, full width": lambda r: f"‹{full_width(identity15(r, AREAS))}›",
        "15 with hyphens": lambda r: f"‹{grouped(identity15(r, AREAS), [6, 6], '-')}›",
        "wrong X": lambda r: (lambda i: f"‹{i[:17]}X›")(identity(r, AREAS, last="4")),
    },
    "passport": {
        "plain": lambda r: f"‹{r.choice('EG')}{digits(r, 8)}›",
        "later letters": lambda r: f"‹E{letters(r, 1, 'NPQRTUVWXY')}{digits(r, 7)}›",
        "two small letters": lambda r: f"‹e{letters(r, 1, 'abcdefgh')}{digits(r, 7)}›",
        "fours": lambda r: f"‹E {grouped(digits(r, 8), [4], ' ')}›",
        "hyphen after the letter": lambda r: f"‹{r.choice('EG')}-{digits(r, 8)}›",
        "low line": lambda r: f"‹E_{digits(r, 8)}›",
        "middle dot": lambda r: f"‹E·{digits(r, 8)}›",
        "Hong Kong": lambda r: f"‹K{r.choice(['J', ''])}{digits(r, 7)}›",
        "Japan": lambda r: f"‹T{letters(r, 1, 'HKRSZ')}{digits(r, 7)}›",
        "Korea": lambda r: f"‹M{digits(r, 8)}›",
        "full-width letter": lambda r: f"‹Ｅ{digits(r, 8)}›",
    },
    "permit": {
        "H and 8": lambda r: f"‹H{digits(r, 8)}›",
        "M and 10": lambda r: f"‹M{digits(r, 10)}›",
        "small c": lambda r: f"‹c{digits(r, 8)}›",
        "small c and letter": lambda r: f"‹c{letters(r, 1, 'ghjk').lower()}{digits(r, 7)}›",
        "W": lambda r: f"‹W{digits(r, 8)}›",
        "L": lambda r: f"‹L{digits(r, 8)}›",
        "hyphens": lambda r: f"‹C-{grouped(digits(r, 8), [4], '-')}›",
        "H and a hyphen": lambda r: f"‹H-{digits(r, 8)}›",
        "8 digits in groups": lambda r: f"‹0{grouped(digits(r, 7), [3], ' ')}›",
        "full-width digits": lambda r: f"‹M{full_width(digits(r, 8))}›",
        "residence in groups": lambda r: f"‹{grouped(identity(r, ['810000', '820000', '830000']), [6, 8], ' ')}›",
        "residence with X": lambda r: f"‹{identity(r, ['810000', '820000', '830000'], last='X')}›",
    },
    "hkid": {
        "hyphen": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')}{digits(r, 6)}-{digits(r, 1)}›",
        "slash": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')}{digits(r, 6)}/{digits(r, 1)}›",
        "full width": lambda r: f"‹{full_width(letters(r, 1, 'ABDGHKPR') + digits(r, 6) + '(' + digits(r, 1) + ')')}›",
        "square brackets": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')}{digits(r, 6)}[{digits(r, 1)}]›",
        "blank before the bracket": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')}{digits(r, 6)} ({digits(r, 1)})›",
        "threes": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')} {grouped(digits(r, 6), [3], ' ')} ({digits(r, 1)})›",
        "A in full-width brackets": lambda r: f"‹{letters(r, 1, 'ABDGHKPR')}{digits(r, 6)}（A）›",
        "two letters, no brackets": lambda r: f"‹{r.choice(['WX', 'XA', 'XE'])}{digits(r, 7)}›",
        "Macau, hyphens": lambda r: f"‹{digits(r, 1, '157')}-{digits(r, 6)}-{digits(r, 1)}›",
        "Macau, blank before the bracket": lambda r: f"‹{digits(r, 7, '157')} ({digits(r, 1)})›",
        "Macau, full width": lambda r: f"‹{full_width(digits(r, 7, '157') + '(' + digits(r, 1) + ')')}›",
    },
    "plate": {
        "plain": lambda r: f"{city(r)}‹{digits(r, 5)}›",
        "middle dot between blanks": lambda r: f"{city(r)} · ‹{digits(r, 5)}›",
        "katakana dot": lambda r: f"{city(r)}・‹{digits(r, 4)}{letters(r, 1)}›",
        "full-width dot": lambda r: f"{city(r)}．‹{digits(r, 5)}›",
        "en dash": lambda r: f"{city(r)}{EN_DASH}‹{digits(r, 5)}›",
        "ideographic blank": lambda r: f"{city(r)}{EM_SPACE}‹{letters(r, 1)}{digits(r, 4)}›",
        "letter last": lambda r: f"{city(r)}‹{digits(r, 4)}{letters(r, 1)}›",
        "two letters apart": lambda r: f"{city(r)}‹{letters(r, 1)}{digits(r, 1)}{letters(r, 1)}{digits(r, 2)}›",
        "small letters and hyphen": lambda r: f"{city(r).lower()}-‹{letters(r, 1).lower()}{digits(r, 4)}›",
        "new energy, blank": lambda r: f"{city(r)} ‹{r.choice('DFAB')}{digits(r, 5)}›",
        "new energy, small": lambda r: f"{city(r).lower()}‹{r.choice('df')}{digits(r, 5)}›",
        "new energy, full width": lambda r: (lambda c: f"{c[0]}{full_width(c[1])}‹{full_width(r.choice('DF') + digits(r, 5))}›")(city(r)),
        "new energy, two letters": lambda r: f"{city(r)}‹{r.choice('DF')}{letters(r, 1)}{digits(r, 4)}›",
        "超": lambda r: f"{city(r)}‹{digits(r, 4)}›超",
        "试": lambda r: f"{city(r)}‹{digits(r, 4)}›试",
        "应急": lambda r: f"{r.choice(PROVINCES)}X‹{digits(r, 4)}›应急",
        "挂 with a dot": lambda r: f"{city(r)}·‹{digits(r, 4)}›挂",
        "学 with a blank": lambda r: f"{city(r)} ‹{digits(r, 4)}›学",
        "WJ": lambda r: f"WJ{r.choice(PROVINCES)}‹{digits(r, 4)}{letters(r, 1, 'XBTDHJ')}›",
        "three and two": lambda r: f"{city(r)}‹{grouped(digits(r, 5), [3], ' ')}›",
    },
    "bankcard": {
        "plain": lambda r: f"‹{card(r, r.choice([16, 19]), CARDS)}›",
        "19 with hyphens": lambda r: f"‹{grouped(card(r, 19, CARDS), [4, 4, 4, 4], '-')}›",
        "low lines": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], '_')}›",
        "slashes": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], '/')}›",
        "en dashes": lambda r: f"‹{grouped(card(r, 16, CARDS), [4, 4, 4], EN_DASH)}›",
        "two blanks": lambda r: f"‹{grouped(card(r, 19, CARDS), [4, 4, 4, 4], '  ')}›",
        "19 with dots": lambda r: f"‹{grouped(card(r, 19, CARDS), [4, 4, 4, 4], '.')}›",
        "8 and 8": lambda r: f"‹{grouped(card(r, 16, CARDS), [8], ' ')}›",
        "fives": lambda r: f"‹{grouped(card(r, 19, CARDS), [5, 5, 5], ' ')}›",
        "6 6 7": lambda r: f"‹{grouped(card(r, 19, CARDS), [6, 6], ' ')}›",
        "17 in groups": lambda r: f"‹{grouped(card(r, 17, CARDS), [4, 4, 4, 4], ' ')}›",
        "18 in groups": lambda r: f"‹{grouped(card(r, 18, CARDS), [4, 4, 4, 4], ' ')}›",
        "full width in groups": lambda r: f"‹{full_width(grouped(card(r, 16, CARDS), [4, 4, 4], '-'))}›",
        "single digits": lambda r: f"‹{grouped(card(r, 16, CARDS), [1] * 16, ' ')}›",
        "signs": lambda r: f"‹{spelled(card(r, 16, CARDS), '零一二三四五六七八九')}›",
    },
    "wechat": {
        "a letter and digits": lambda r: f"‹{letters(r, 1, 'acdgjlxyz')}{digits(r, 8)}›",
        "letters, digits, letters": lambda r: f"‹{letters(r, 3, 'acdgjlxyz')}{digits(r, 3)}{letters(r, 2, 'acdgjlxyz')}›",
        "capital and low line": lambda r: f"‹{letters(r, 1)}{letters(r, 3, 'aeiou')}_{letters(r, 3, 'gnmst')}{digits(r, 2)}›",
        "two low lines": lambda r: f"‹{letters(r, 4, 'acdgjlxyz')}__{digits(r, 4)}›",
        "full width": lambda r: f"‹{full_width(letters(r, 4, 'acdgjlxyz') + digits(r, 4))}›",
        "long": lambda r: f"‹{letters(r, 10, 'aeioulmnst')}{digits(r, 6)}›",
        "in quotes": lambda r: f"“‹{letters(r, 5, 'acdgjlxyz')}{digits(r, 3)}›”",
    },
    "qq": {
        "plain": lambda r: f"‹{digits(r, r.randint(8, 10), '123456789')}›",
        "eleven digits": lambda r: f"‹3{digits(r, 10, '456789')}›",
        "five digits": lambda r: f"‹{digits(r, 5, '123456789')}›",
        "dots": lambda r: f"‹{grouped(digits(r, 9, '123456789'), [3, 3], '.')}›",
        "5 and 5": lambda r: f"‹{grouped(digits(r, 10, '123456789'), [5], ' ')}›",
        "4 and 4": lambda r: f"‹{grouped(digits(r, 8, '123456789'), [4], '-')}›",
        "signs": lambda r: f"‹{spelled(digits(r, 9, '123456789'), '零一二三四五六七八九')}›",
        "full width in groups": lambda r: f"‹{full_width(grouped(digits(r, 9, '123456789'), [3, 3], '-'))}›",
    },
    "email": {
        "plain": lambda r: f"‹{mail(r)}›@example.com",
        "plus": lambda r: f"‹{mail(r)}+{letters(r, 3, 'abcdegh')}›@example.net",
        "hyphen": lambda r: f"‹{letters(r, 4, 'abcdegh')}-{letters(r, 4, 'ijlmnoq')}›@example.com",
        "[at]": lambda r: f"‹{mail(r)}›[at]example.com",
        "(at)": lambda r: f"‹{mail(r)}›(at)example.org",
        "点": lambda r: f"‹{mail(r)}›@example点com",
        "full width": lambda r: f"‹{full_width(mail(r))}›" + full_width("@example.com"),
        "blank before @": lambda r: f"‹{mail(r)}› @example.com",
        "angle brackets": lambda r: f"<‹{mail(r)}›@example.com>",
        "school": lambda r: f"‹{digits(r, 10, '2')}›@stu.example.edu.cn",
        "first letter large": lambda r: f"‹{letters(r, 1)}{letters(r, 5, 'abcdeghij')}.{letters(r, 1)}›@Example.com",
    },
    "name": {
        "surname with given name": name,
        "one more surname with given name": name,
        "minority, dots": lambda r: r.choice(MINORITY),
    },
    "anyname": {
        "unusual": any_name,
        "usual": name,
        "traditional": lambda r: r.choice(TRADITIONAL),
        "blank in a name": lambda r: spaced_name(r, r.choice([" ", EM_SPACE])),
    },
    "address": {
        "road, house, one number": lambda r: f"{road(r)}{n(r, 350)}号",
        "号院 号楼": lambda r: f"{road(r)}{n(r, 99)}号院{n(r, 20)}号楼{n(r, 6)}单元{room(r)}",
        "巷": lambda r: f"{road(r)}{n(r, 30)}巷{n(r, 40)}号",
        "层 室": lambda r: f"{road(r)}{n(r, 200)}号{n(r, 30)}层{room(r)}室",
        "东户": lambda r: f"{estate(r)}{n(r, 30)}号楼{n(r, 4)}单元{n(r, 6)}楼{r.choice(['东户', '西户', '中户'])}",
        "house with a hyphen": lambda r: f"{road(r)}‹{r.randint(1, 99)}-{r.randint(1, 9)}›号",
        "甲": lambda r: f"{road(r)}{r.choice('甲乙')}{n(r, 60)}号",
        "门": lambda r: f"{estate(r)}{n(r, 30)}号楼{n(r, 4)}门{room(r)}",
        "number sign": lambda r: f"{estate(r)}{n(r, 20)}#{room(r)}",
        "full-width dashes": lambda r: f"{estate(r)}‹{full_width(str(r.randint(1, 20)))}－{r.randint(1, 4)}－{full_width(str(r.randint(1, 9)) + '02')}›",
        "above ten in signs": lambda r: f"{estate(r)}{hanzi_above_ten(r)}栋{hanzi(r, '一二三')}单元‹{r.choice('二三四五六')}零{r.choice('一二三')}›",
        "期": lambda r: f"{estate(r)}二期{n(r, 12)}栋{room(r)}室",
        "letter building": lambda r: f"{estate(r)}‹{r.choice('ABCDEF')}{r.randint(1, 9)}›栋{room(r)}房",
        "商铺": lambda r: f"{road(r)}{n(r, 150)}号{n(r, 30)}号商铺",
        "排": lambda r: f"{r.choice(VILLAGES)}{n(r, 12)}排{n(r, 9)}号",
        "group and house": lambda r: f"{r.choice(VILLAGES)}{n(r, 9)}组{n(r, 120)}号",
        "commas": lambda r: f"{estate(r)}，{n(r, 25)}栋，{n(r, 3)}单元，{room(r)}室",
    },
    "group": {
        "第…组": lambda r: f"{r.choice(VILLAGES)}第{n(r, 15)}组",
        "above ten": lambda r: f"{r.choice(VILLAGES)}第{hanzi_above_ten(r)}组",
        "村民…组": lambda r: f"{r.choice(VILLAGES)}村民{n(r, 12)}组",
        "村民第…小组": lambda r: f"{r.choice(VILLAGES)}村民第{hanzi(r)}小组",
        "full width": lambda r: f"{r.choice(VILLAGES)}‹{full_width(str(r.randint(1, 12)))}›组",
        "经济社": lambda r: f"{r.choice(VILLAGES)}第{hanzi(r)}经济合作社",
        "blanks": lambda r: f"{r.choice(VILLAGES)} {n(r, 12)} 组",
        "村民小组": lambda r: f"{r.choice(VILLAGES)}{hanzi_above_ten(r)}村民小组",
    },
}

NEGATIVES = {
    "money": {
        "元整": lambda r: f"人民币{r.randint(1, 90)}{digits(r, 3)}元整",
        "hanzi, formal": lambda r: r.choice(["壹万贰仟元整", "叁拾伍万元", "捌佰元整", "陆万零伍佰元"]),
        "￥": lambda r: f"￥{r.randint(1, 99)},{digits(r, 3)}",
        "span": lambda r: f"{r.randint(10, 40)}00-{r.randint(41, 90)}00元",
        "亿": lambda r: f"{r.randint(1, 9)}.{digits(r, 2)}亿元",
        "rate": lambda r: f"{r.randint(1, 9)}.{digits(r, 2)}元/平方米",
        "seven digits": lambda r: f"{digits(r, 7, '123456789')}元",
    },
    "date": {
        "two-digit year": lambda r: f"{r.randint(20, 25)}年{r.randint(1, 12)}月{r.randint(1, 28)}日",
        "date and time": lambda r: f"202{r.randint(0, 5)}-{r.randint(1, 12):02}-{r.randint(1, 28):02} {r.randint(6, 23):02}:{digits(r, 1, '012345')}{digits(r, 1)}",
        "full width": lambda r: full_width(f"202{r.randint(0, 5)}") + "年" + full_width(str(r.randint(1, 12))) + "月",
        "span": lambda r: f"202{r.randint(0, 3)}年{r.randint(1, 12)}月至202{r.randint(4, 5)}年{r.randint(1, 12)}月",
        "part of a month": lambda r: f"{r.randint(1, 12)}月{r.choice(['上旬', '中旬', '底', '初'])}",
        "dotted month": lambda r: f"20{r.randint(15, 25)}.{r.randint(1, 12):02}",
    },
    "time": {
        "half": lambda r: f"{r.choice(['凌晨', '傍晚', '夜里'])}{r.randint(1, 11)}点半",
        "tilde": lambda r: f"{r.randint(18, 23)}:00~次日{r.randint(5, 7)}:30",
        "hanzi": lambda r: r.choice(["早上六点多", "晚上十一点", "中午十二点"]),
    },
    "document": {
        "鲁政发": lambda r: f"鲁政发〔20{r.randint(15, 25)}〕{r.randint(1, 60)}号",
        "thick brackets": lambda r: f"闽人社文【20{r.randint(15, 25)}】{r.randint(1, 150)}号",
        "order": lambda r: f"国务院令第{r.randint(300, 790)}号",
        "财税": lambda r: f"财税[20{r.randint(10, 25)}]{r.randint(1, 170)}号",
    },
    "statute": {
        "民法典": lambda r: f"《民法典》第{r.choice(['一千一百六十五', '二百七十八', '九百四十四', '一千零四十二'])}条",
        "brackets": lambda r: f"《劳动合同法实施条例》第{r.randint(2, 38)}条第（{r.choice('一二三')}）项",
        "without title": lambda r: f"食品安全法第{r.randint(10, 148)}条",
    },
    "credit": {"business": lambda r: credit_code(r, r.choice(["370100", "350200", "410100"]))},
    "hotline": {
        "public": lambda r: r.choice(["12333", "12366", "12328", "12355", "95598", "96110", "10010", "11185"]),
        "400 in blanks": lambda r: f"400 {digits(r, 3, '68')} {digits(r, 4)}",
        "400 full": lambda r: f"400-{digits(r, 4, '68')}-{digits(r, 3)}",
    },
    "ticket": {
        "DH": lambda r: f"DH{digits(r, 12, '2')}",
        "JN and hyphens": lambda r: f"JN-20{r.randint(22, 25)}-{digits(r, 6)}",
    },
    "parcel": {
        "SF": lambda r: f"SF{digits(r, 13, '1')}",
        "YT": lambda r: f"YT{digits(r, 13, '78')}",
    },
    "medicine": {"国药准字": lambda r: f"国药准字{r.choice('ZHS')}20{digits(r, 6)}"},
    "licence": {"food": lambda r: f"JY{digits(r, 14, '1')}", "production": lambda r: f"SC{digits(r, 14, '1')}"},
    "transit": {
        "train": lambda r: f"{r.choice('GDKZ')}{r.randint(100, 9000)}次列车",
        "flight": lambda r: f"{r.choice(['MU', 'CA', 'SC', 'MF'])}{r.randint(1000, 9999)}航班",
        "BRT": lambda r: f"BRT{r.randint(1, 9)}路",
        "exit": lambda r: f"地铁站{r.choice('ABCD')}{r.randint(1, 4)}口",
    },
    "scenic": {"AAAA": lambda r: f"{r.choice(['AAAA', 'AAAAA'])}级风景区"},
    "area": {"square metres": lambda r: f"{r.randint(40, 300)}平米", "hectares": lambda r: f"{r.randint(2, 90)}亩{r.randint(1, 9)}分地"},
    "reading": {"heat": lambda r: f"{r.randint(1000, 9000)}千瓦时", "degrees": lambda r: f"{r.randint(10, 17)}.{digits(r, 1)}℃",
                "decibels": lambda r: f"{r.randint(50, 95)}分贝"},
    "post": {"national": lambda r: f"G{r.randint(104, 330)}国道K{r.randint(10, 900)}+{digits(r, 3)}",
             "province": lambda r: f"S{r.randint(101, 330)}省道{r.randint(2, 200)}公里"},
    "percent": {"span": lambda r: f"{r.randint(1, 40)}%-{r.randint(41, 99)}%", "hanzi": lambda r: r.choice(["百分之十五", "百分之七点二", "两成半"])},
    "road": {"road": lambda r: r.choice(ROADS[:8]) + r.choice(["与高架桥下", "全段", "西侧人行道", "公交站旁"])},
    "unit": {"unit": lambda r: r.choice(["历下区教育和体育局", "厦门市自来水公司", "金水区人社局", "市北区综合行政执法局", "昆明市第三人民医院",
                                         "甘井子区供热办", "省人力资源社会保障厅"])},
    "word": {"word": lambda r: r.choice(["方便面", "石油公司", "常年", "康复中心", "万达影城", "江边", "任务", "金融机构", "毛病", "孔洞", "顾客",
                                         "文件", "武术班", "田地", "范围", "史料", "许多人", "余额", "夏天", "沈阳路"])},
    "model": {"model": lambda r: r.choice(["奥克斯KFR-26GW", "OPPO Reno11", "特斯拉Model3", "海信75E5K", "雅迪DE2", "佳能EOS200D"])},
    "contract": {"contract": lambda r: f"HT20{r.randint(19, 25)}{digits(r, 5)}", "lease": lambda r: f"鲁济租字第{digits(r, 6)}号"},
    "standard": {"JGJ": lambda r: f"JGJ {r.randint(10, 400)}-20{r.randint(10, 23)}", "GB": lambda r: f"GB{r.randint(50001, 50999)}-20{r.randint(10, 23)}",
                 "ISO": lambda r: f"ISO {r.choice(['9001', '14001', '45001'])}:20{r.randint(15, 24)}"},
    "version": {"build": lambda r: f"v{r.randint(1, 9)}.{r.randint(0, 9)}（build {digits(r, 4, '1234')}）"},
    "lawsuit": {"court": lambda r: f"（202{r.randint(0, 5)}）鲁01民终{digits(r, 4, '123456789')}号", "labour": lambda r: f"济劳人仲案字[202{r.randint(0, 5)}]第{digits(r, 3, '123456789')}号"},
    "school": {"class": lambda r: f"{r.choice('一二三四五六')}年级{r.randint(1, 12)}班"},
    "count": {"households": lambda r: f"{r.randint(20, 900)}户", "houses": lambda r: f"{r.randint(3, 40)}栋楼"},
    "age": {"age": lambda r: f"{r.randint(60, 95)}岁"},
    "tyre": {"tyre": lambda r: f"{r.choice(['185/65R15', '205/55R16', '225/45R17'])}"},
    "batch": {"batch": lambda r: f"20{r.randint(22, 25)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.choice('ABC')}{digits(r, 1)}"},
}

FRAMES = [
    "反映人：{anyname}\n联系方式：{mobile}\n问题：{road}积水，{unit}一直没来看。",
    "市民{anyname}来信，称{unit}在{date}发放的补贴少算了{money}。",
    "举报人{anyname}（{mobile}）举报{road}有黑作坊，许可证{licence}是假的。",
    "户主{anyname}，公民身份证号{identity}，燃气表读数{reading}不准。",
    "当事人{anyname}不服{lawsuit}裁决，想知道去哪里申诉。",
    "业主{anyname}，房屋坐落{address}，{area}的房子漏水三年。",
    "受害人{anyname}被{word}骗走{money}，至今没有立案。",
    "参保人{anyname}，社会保障号码{identity}，{date}断缴，能否补缴。",
    "收件人{anyname}，快递单号{parcel}，物流显示签收但是没收到。",
    "患者{anyname}在{unit}开的{medicine}过敏，要求退药费{money}。",
    "学生姓名{anyname}，{school}，入学积分算错了。",
    "留言人：{anyname}，邮箱地址：{email}，请公开{document}全文。",
    "您好！我姓名叫{anyname}，这是我的移动电话{mobile}，想反映{transit}晚点的事。",
    "{name}小姐说{time}隔壁KTV达到{reading}，睡不成觉。",
    "{name}同志作为支部书记，把{group}的{area}承包给亲戚。",
    "主治医生{name}收红包{money}，{unit}包庇。",
    "{name}经理承诺{date}前退款，结果人找不到了，手机{mobile}也关机。",
    "{name}校长违规收择校费{money}，违反{statute}。",
    "社区主任{name}拒绝给{address}的住户开证明。",
    "我爱人{name}在{unit}做手术后感染，住院花了{money}。",
    "哥哥{name}去世后，抚恤金按{document}只发了{percent}。",
    "女儿{name}在{school}被同学殴打，老师不管。",
    "岳父{name}今年{age}，想申请助餐，家在{address}。",
    "外婆{name}的老年卡在{transit}刷不了。",
    "房客{name}欠租{money}不搬，还把{address}转租出去。",
    "民警{name}态度恶劣，{date}不给出警回执。",
    "我被{name}律师忽悠签了{contract}，律师费{money}不退。",
    "教练{name}卷款走人，{word}的会员卡{money}作废。",
    "借条上写着债务人{name}，借款{money}，月息{percent}。",
    "网格员{name}从来不上门，{count}没有做登记。",
    "Tel：{mobile}，随时可以联系。",
    "本机{mobile}被扣了{money}增值业务费，致电{hotline}无果。",
    "{mobile}，这是我的号，请尽快回复。",
    "电话微信同号{mobile}，店铺在{road}。",
    "骗子用{mobile}冒充{unit}，让我下载{version}的软件。",
    "工地负责人手机号为{mobile}，{time}浇混凝土，噪声{reading}。",
    "我换号了，以前是{mobile}，现在是{mobile}。",
    "学校总机{landline}，打了十几次，没有一次接通。",
    "我家固定电话{landline}，最近老收到{hotline}的推销。",
    "值班电话：{landline}，{time}以后没有人接。",
    "供热站报修电话{landline}打不通，室内只有{reading}。",
    "联系座机{landline}即可，我耳朵不好请大声点。",
    "身份证号为{identity}，在{unit}办居住证卡住了。",
    "个人信息如下，身份证号{identity}，请帮我查{date}的医保报销。",
    "身份证{identity}被人冒用注册公司，信用代码是{credit}。",
    "本人证件号{identity}，孩子上学需要{document}规定的材料吗？",
    "网上填写身份证号码：{identity}，总提示{version}校验失败。",
    "护照号码：{passport}，{transit}退票被收{percent}手续费。",
    "护照号是{passport}，入境时在{date}被要求补材料。",
    "本人外籍，passport {passport}，租房登记{unit}不给办。",
    "换发护照后旧护照号{passport}对应的驾照没法用了。",
    "持台湾居民来往大陆通行证{permit}，购票系统{version}报错。",
    "通行证{permit}，买{scenic}年票说不支持。",
    "港澳居民居住证号{permit}，给孩子报{school}被拒。",
    "往来港澳通行证号是{permit}，{date}签注未到账。",
    "香港身份证{hkid}的持有人，能否缴纳灵活就业社保？",
    "我持香港身份证，号码{hkid}，咨询{statute}适不适用。",
    "澳门身份证{hkid}，在{unit}办理银行开户证明。",
    "车牌号码{plate}，三天两头停在{road}盲道上。",
    "车辆{plate}年检被{unit}卡住，说轮胎{tyre}不符。",
    "{plate}货车超载，经过{post}不减速。",
    "有辆牌照{plate}的车在{transit}揽客，要价{money}。",
    "我的车{plate}在{date}被贴条，明明是{road}的白线车位。",
    "行车记录仪拍到{plate}压实线，时间{time}，路段{post}。",
    "收款账户{bankcard}，工程款{money}拖到现在。",
    "借记卡{bankcard}无故被限额，{hotline}推给网点。",
    "信用卡卡号{bankcard}，分期利率{percent}，没有告知。",
    "对方提供的银行卡{bankcard}，我{date}转过去{money}。",
    "养老金发放卡号为{bankcard}，本月没到账。",
    "wx：{wechat}，有照片和视频。",
    "微信账号{wechat}在群里卖{medicine}，没有资质。",
    "中介让我加薇信{wechat}，说交{money}就能落户。",
    "WeChat ID：{wechat}，请联系我。",
    "代购的微信ID是{wechat}，卖过期{word}，批号{batch}。",
    "QQ号：{qq}，可以传原件。",
    "客服qq {qq}，付了{money}就不回话。",
    "有一个QQ群，群主QQ是{qq}，组织刷单返利{percent}。",
    "我的邮件地址是{email}，请寄{contract}复印件。",
    "mail：{email}，麻烦答复一下{statute}怎么理解。",
    "往{email}发过两次，{unit}都不回。",
    "本人居住于{address}，楼上{time}拖桌子。",
    "住址：{address}；诉求：暖气费{money}退不回来。",
    "店开在{address}，营业执照{credit}，被要求拆招牌。",
    "救护车找不到{address}，门牌掉了很久。",
    "{address}，化粪池外溢，{count}受影响。",
    "老房子在{address}，鉴定依据{standard}，结论是D级。",
    "户籍所在地{group}，土地确权面积{area}写错。",
    "{group}的机井坏了，{count}没水浇地。",
    "本村{group}去年修桥集资{money}，账目不公布。",
    "我在{group}种果树，{post}扩建砍了没赔。",
    "承诺{date}通车的{road}，到今天还围着。",
    "依照{document}，退役军人优待比例为{percent}，{unit}不认。",
    "{transit}上{word}太少，建议增开。",
    "订的{model}，合同{contract}写{money}，提车时加价。",
    "药盒上印着{medicine}，生产批号{batch}，吃了拉肚子。",
    "工单{ticket}办结意见与事实不符，要求重办。",
    "我上月提过诉求{ticket}，{hotline}回访后没有下文。",
    "单号{parcel}的包裹里{model}碎屏，赔付{percent}。",
    "消防通道宽度不满足{standard}，{count}联名反映。",
    "{lawsuit}判了以后，{word}仍不履行，差{money}。",
    "饭店食品许可证{licence}过期，{unit}没有处罚。",
    "门票{money}，{scenic}里{word}却没有开放。",
    "公司{credit}注销了，欠薪{money}找谁要？",
    "后轮换成{tyre}收我{money}，市场价不到一半。",
    "{school}搬到{road}以后，{time}堵得厉害。",
    "供货方{name}，开户卡号{bankcard}，QQ号{qq}，货没发。",
    "司机{name}师傅驾驶{plate}，电话{mobile}，多收{money}。",
    "姐姐{name}（身份证{identity}）住{address}，想申请残疾补贴{money}。",
]
