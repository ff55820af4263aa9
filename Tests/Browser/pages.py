"""What people do on the pages, done by a real browser; then every page in both languages.

Reads ADDRESS, PASSWORD, LINE, PICTURES and AXE from the environment; prints what was seen, and ends with 1
where something is not as it should be.
"""
import os, subprocess, sys, urllib.request

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Chromium
import base64, datetime, openpyxl
from selenium.webdriver import ActionChains, Keys

PASSWORD, PICTURES = os.environ["PASSWORD"], os.environ["PICTURES"]
ITEM = "/items/12329-01"
wrong = []
browser_text = lambda: ""


def expect(is_so, what):
    print(("seen: " if is_so else "NOT SEEN: ") + what, flush=True)
    if not is_so:
        wrong.append(what)
        print(f"  {browser_text()[:600]}")


def evidence():
    path = os.path.join(os.getcwd(), "摸底.pdf")
    with open(path, "wb") as file:
        file.write(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    return path


def as_user(browser, account, password=PASSWORD):
    if browser.all('form[action="/logout"]'):
        browser.log_out()
    browser.log_in(account, password)


def fills_in_and_signs(browser):
    browser.open("/numbers")
    expect(browser.path.startswith("/login?next="), "whoever is not logged in is sent to the login")
    browser.log_in("reviewer-city", "a wrong password")
    expect("账户或密码不正确" in browser.text, "a wrong password is refused")
    browser.check("login with an error")
    as_user(browser, "reviewer-city")
    browser.open("/numbers")
    browser.fill("/numbers", mode="dual-number")
    links = [link.text for link in browser.all("tbody th a")]
    expect(links and "12329" in links and "12318" not in links, "the number ledger is filtered")
    browser.find('tbody th a[href="/numbers/12329"]').click()
    expect("归并决定" in browser.text and "12329-01" in browser.text, "a line is opened")
    browser.find(f'a[href="{ITEM}"]').click()
    browser.fill(ITEM + "/enter", conclusion="pass", evidence="摸底表", file=evidence())
    expect("已登记" in browser.text and "摸底.pdf" in browser.text, "evidence is uploaded")
    browser.picture("item-entered")
    as_user(browser, "approver-city")
    browser.open(ITEM)
    browser.fill(ITEM + "/except", because="纸质摸底表已收")
    browser.fill(ITEM + "/sign", role="approver", password="a wrong password")
    expect("HL4209" in browser.text, "a wrong password signs nothing")
    browser.check("item with an error")
    browser.fill(ITEM + "/sign", role="approver", password=PASSWORD)
    expect("已签认。" in browser.text, "the item is signed")
    browser.check("item signed")
    browser.picture("item-signed")
    as_user(browser, "reviewer-city")
    browser.open(ITEM)
    browser.fill(ITEM + "/enter", remark="补充说明")
    expect("需重签" in browser.text, "after a change it has to be signed again")


def is_refused(browser):
    as_user(browser, "viewer-city")
    browser.open("/users/admin-city")
    expect("没有权限" in browser.text, "a missing role is refused")
    browser.check("refusal")
    browser.open(ITEM)
    expect(not browser.all("main form"), "who only looks has no form")
    as_user(browser, "reviewer-own")
    browser.open("/numbers/12329")
    expect("不属于本区" in browser.text, "another district is refused")
    browser.open("/numbers")
    expect(len(browser.all("tbody tr")) == 1, "a district sees its line alone")


def brings_a_workbook_back(browser):
    as_user(browser, "reviewer-city")
    cookie = browser.driver.get_cookie("hotline-session")["value"]
    request = urllib.request.Request(browser.address + "/checklists.xlsx",
                                     headers={"Cookie": "hotline-session=" + cookie})
    with urllib.request.urlopen(request) as answer, open("list.xlsx", "wb") as file:
        file.write(answer.read())
    book = openpyxl.load_workbook("list.xlsx")
    filled = 0
    for sheet in book:
        head = next((cells for cells in sheet.iter_rows(values_only=True) if "结论" in cells), None)
        for row in sheet.iter_rows() if head else []:
            if row[0].value == "12329-02":
                row[head.index("结论")].value = "待定"
                row[head.index("意见")].value = "等待批复"
                row[head.index("填写人")].value = "核对人"
                row[head.index("日期")].value = datetime.date.today()
                filled += 1
    book.save("filled.xlsx")
    expect(filled == 1, "the workbook has the item once")
    browser.open("/checklists")
    browser.fill("/checklists/upload", workbook=os.path.abspath("filled.xlsx"))
    expect("将改动 1 项" in browser.text and "等待批复" in browser.text, "the plan is shown first")
    browser.check("plan of a workbook")
    browser.picture("plan")
    browser.fill("/checklists/enter")
    browser.open("/items/12329-02")
    expect("等待批复" in browser.text, "what was filled in is entered")


def looks_at_routes_and_records(browser):
    browser.open("/routes")
    browser.fill("/routes", dial="12366", at="2022-02-01 03:00")
    expect("拨打 12366" in browser.text and ("成功" in browser.text or "失败" in browser.text), "a call is traced")
    as_user(browser, "approver-city")
    browser.open("/quarantine")
    record = browser.find('tbody th a[href^="/quarantine/Q"]').get_attribute("href")[len(browser.address):]
    browser.open(record)
    expect("已脱敏" in browser.text, "fields are masked")
    browser.fill(record + "/clear", because="核对来件")
    expect("明文" in browser.text, "they are shown in clear for a reason")
    browser.open(record)
    browser.fill(record + "/waive", reason="重复的记录")
    expect("已豁免" in browser.text, "a record is waived")
    browser.open("/audit")
    expect("show-values" in browser.text and "核对来件" in browser.text, "the audit trail has who looked and why")


def enters_a_user(browser):
    as_user(browser, "admin-city")
    browser.open("/users")
    browser.fill("/users/add", account="xinren", person="新人", unit="市政务服务数据管理局", roles="viewer", password=PASSWORD)
    link = browser.find("main .id").text
    browser.check("link")
    browser.log_out()
    browser.open(link[len(browser.address):])
    browser.check("first password")
    browser.fill(link[len(browser.address):], new="a password of my own", again="a password of my own")
    browser.log_in("xinren", "a password of my own")
    expect("新人" in browser.text, "a new user sets a password by the link and logs in")


def prints(browser):
    browser.open("/cutovers")
    result = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    with open(PICTURES + "/cutovers.pdf", "wb") as file:
        file.write(base64.b64decode(result["data"]))
    text = subprocess.run(["pdftotext", PICTURES + "/cutovers.pdf", "-"], capture_output=True, text=True).stdout
    size = subprocess.run(["pdfinfo", PICTURES + "/cutovers.pdf"], capture_output=True, text=True).stdout
    expect("割接日历" in text and "(A4)" in size and "退出" not in text, "a page prints on A4, without menu and forms")


def reaches_all_by_keyboard(browser):
    browser.open(ITEM)
    first = None
    reached = set()
    for _ in range(200):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        active = browser.driver.switch_to.active_element
        first = first or active.get_attribute("class")
        if active.id in reached:
            break
        reached.add(active.id)
    wanted = [element for element in browser.all("a[href], button, input:not([type=hidden]):not([hidden]), select, [tabindex='0']")]
    missing = [element for element in wanted if element.id not in reached]
    expect(first == "skip", "the first thing that Tab reaches leads to the content")
    expect(not missing, f"Tab reaches everything ({len(wanted)}): {[m.get_attribute('outerHTML')[:80] for m in missing[:3]]}")


def sees_a_fault(browser):
    """The check itself is checked: a picture without words is a fault."""
    browser.open("/password")
    browser.driver.execute_script("document.querySelector('main').append(document.createElement('img'))")
    browser.check("fault")
    expect(any("image-alt" in fault for fault in browser.faults), "axe-core finds a fault that is there")
    browser.faults.clear()


def is_accessible(browser):
    pages = {"overview": "/", "numbers": "/numbers", "line": "/numbers/12329", "checklists": "/checklists", "item": ITEM,
             "batches": "/batches", "batch": "/batches/B0001", "quarantine": "/quarantine", "rules": "/policies",
             "routes": "/routes?dial=12329&at=2022-02-01+03:00", "cutovers": "/cutovers", "reports": "/reports",
             "audit": "/audit", "users": "/users", "user": "/users/viewer-city", "password": "/password", "missing": "/nothing",
             "wrong-time": "/routes?at=soon"}
    as_user(browser, "admin-city")
    for language in ["zh", "en"]:
        browser.open("/?lang=" + language)
        for name, path in pages.items():
            browser.open(path)
            browser.check(f"{name} ({language})")
            browser.picture(f"{name}-{language}")
        if language == "en":
            expect("Number ledger" in (browser.open("/numbers") or browser.text), "English by a switch")
            browser.log_out()
            browser.check("login (en)")
    as_user(browser, "approver-city")
    browser.open("/quarantine")
    browser.find('tbody th a[href^="/quarantine/Q"]').click()
    browser.check("record (en)")
    browser.picture("record-en")
    browser.open("/?lang=zh")
    for paper in ["/reports/plan/12329", "/reports/acceptance/12329", "/reports/progress"]:
        browser.open(paper)
        browser.check(paper)


def main():
    global browser_text
    browser = Chromium(os.environ["ADDRESS"])
    browser_text = lambda: browser.text
    try:
        fills_in_and_signs(browser)
        is_refused(browser)
        brings_a_workbook_back(browser)
        looks_at_routes_and_records(browser)
        enters_a_user(browser)
        as_user(browser, "reviewer-city")
        prints(browser)
        reaches_all_by_keyboard(browser)
        sees_a_fault(browser)
        is_accessible(browser)
    finally:
        browser_text = lambda: ""
        browser.close()
    expect(not browser.complaints, f"no complaint of the browser {browser.complaints[:5]}")
    expect(not browser.faults, f"no fault of accessibility {browser.faults[:8]}")
    print(f"axe-core: {browser.looked} pages, up to {browser.rules} rules passed on one, {len(browser.faults)} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
