"""How departments write rows: CSV with any separator, and one XML form."""

BOM = b"\xef\xbb\xbf"


def cell(text, delimiter):
    """A field, in quotation marks where it must be."""
    if any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"%s"' % text.replace('"', '""')
    return text


def sheet(rows):
    """A sheet of ours: UTF-8, commas, line feeds."""
    return "".join(",".join(cell(str(value), ",") for value in row) + "\n" for row in rows).encode("utf-8")


def xml_text(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def xml_document():
    """What stands before and behind the records. GBK is declared; the bytes are GB18030."""
    return ('<?xml version="1.0" encoding="GBK"?>\n<!-- 纳税服务热线工单导出 -->\n<WorkOrders system="SWRX" version="2.1">\n',
            "</WorkOrders>\n")


XML_FORM = """  <WorkOrder id="{id}" state="{state}">
    <caller phone="{phone}" kind="{kind}">{name}</caller>
    <times>
      <received>{received}</received><accepted>{accepted}</accepted><closed>{closed}</closed>
    </times>
    <matter type="{type}" region="{region}">
      <category code="{code}">{category}</category>
      <title>{title}</title>
      <content><![CDATA[{content}]]></content>
      <place>{place}</place>
    </matter>
    <handling unit="{unit}" urgency="{urgency}">
      <result>{result}</result><reply>{reply}</reply>
    </handling>
    <satisfaction>{satisfaction}</satisfaction>
  </WorkOrder>
"""


def xml_record(values):
    return XML_FORM.format(**{
        name: text if name == "content" else xml_text(text) for name, text in values.items()})


def iso(instant):
    return instant.strftime("%Y-%m-%d %H:%M:%S")


def slash(instant):
    return "%d/%d/%d %d:%02d" % (instant.year, instant.month, instant.day, instant.hour, instant.minute)


def half_day(instant):
    """As spreadsheets in Chinese show it: 2021/3/5 下午2:05."""
    return "%d/%d/%d %s%d:%02d" % (instant.year, instant.month, instant.day, "上午" if instant.hour < 12 else "下午",
                                   (instant.hour + 11) % 12 + 1, instant.minute)


def compact(instant):
    return instant.strftime("%Y%m%d%H%M%S")


def chinese(instant):
    return "%d年%d月%d日 %d时%d分" % (instant.year, instant.month, instant.day, instant.hour, instant.minute)


def serial(instant):
    """Days since 1899-12-30, as spreadsheets keep time; seven decimals are a hundredth of a second."""
    days = instant.toordinal() - 693594
    minutes = instant.hour * 60 + instant.minute
    return "%d" % days if minutes == 0 else "%d.%07d" % (days, (minutes * 10000000 + 720) // 1440)
