"""A headless Chromium with what the tests of the pages ask of it."""
import os, shutil, tempfile

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

PICTURES = os.environ["PICTURES"]
AXE = open(os.environ["AXE"], encoding="utf-8").read()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Chromium:
    """One window: pages, forms, pictures, complaints of the browser, faults of accessibility."""

    def __init__(self, address):
        self.address = address.rstrip("/")
        self.home = tempfile.mkdtemp()
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900",
                     f"--user-data-dir={self.home}/profile"]:
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        self.complaints, self.faults, self.rules, self.looked = [], [], 0, 0

    def close(self):
        self.driver.quit()
        shutil.rmtree(self.home, ignore_errors=True)

    def open(self, path):
        self.driver.get(self.address + path)
        self.note_complaints(path)

    def note_complaints(self, path):
        """What the console says: an error page's own status is no complaint."""
        for entry in self.driver.get_log("browser"):
            if "the server responded with a status of 4" not in entry["message"]:
                self.complaints.append(f"{path}: {entry['message']}")

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def path(self):
        return self.driver.current_url[len(self.address):]

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def fill(self, form, **fields):
        """Fills in a form, found by its action, and sends it."""
        form = self.find(f'form[action="{form}"]')
        for name, value in fields.items():
            field = form.find_element(By.CSS_SELECTOR, f'[name="{name}"]')
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            else:
                if field.get_attribute("type") != "file":
                    field.clear()
                field.send_keys(value)
        self.driver.execute_script("window.isBefore = true")
        form.find_element(By.CSS_SELECTOR, "button").click()
        # Between two pages there is none to ask.
        WebDriverWait(self.driver, 20, ignored_exceptions=[WebDriverException]).until(
            lambda driver: driver.execute_script("return !window.isBefore && document.readyState === 'complete'"))
        self.note_complaints(self.path)

    def log_in(self, account, password):
        self.open("/login")
        self.fill("/login", account=account, password=password)

    def log_out(self):
        self.fill("/logout")

    def picture(self, name):
        """The whole page, however long."""
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        self.driver.set_window_size(1280, min(max(height + 140, 600), 4000))
        self.driver.save_screenshot(f"{PICTURES}/{name}.png")
        self.driver.set_window_size(1280, 900)

    def check(self, name):
        """Asks axe-core for faults by WCAG 2.2, levels A and AA."""
        self.driver.execute_script(AXE)
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}})"
            ".then(result => done({faults: result.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]),"
            " passes: result.passes.length}))", TAGS)
        self.looked += 1
        self.rules = max(self.rules, found["passes"])
        self.faults += [f"{name}: {rule} {nodes}" for rule, nodes in found["faults"]]
