"""The Debian package on a bare machine without Swift: install, upgrade in use, bad surroundings."""

import os
import re
import shutil
import subprocess

from ..machine import USER, Machine
from . import start_times

SAMPLE = "/usr/share/hotline/SampleData"
# Names of this machine that may not be in a program which is handed out.
FOREIGN = re.compile(rb"/work/|/root/|/home/(?!build-user)|(?<![a-z])\.build")
CITY = f"""set -e
hotline init c --city 示例市 --area 0757
cp {SAMPLE}/register.csv c/
cp {SAMPLE}/parameters.csv c/Mappings/policy/foshan-2021/
mkdir -p c/Mappings/routing && cp {SAMPLE}/routing/*.csv c/Mappings/routing/
hotline -C c policy sign --by 示例签字人甲 --document 示例文号〔2021〕1号 --yes
hotline -C c route check
"""


def make_package(campaign, version=None):
    # A commit while the campaign runs would change the time of the files.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1600000000")
    words = ["make", "-s", "-C", campaign.root, "deb", "BUILD=" + os.path.dirname(campaign.program)]
    words += [f"VERSION={version}"] if version else []
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return os.path.join(campaign.root, done.stdout.strip().splitlines()[-1])


def field(package, name):
    return subprocess.run(
        ["dpkg-deb", "-f", package, name], stdout=subprocess.PIPE, text=True).stdout.strip()


def try_package(campaign, folder):
    older = make_package(campaign, "0.0.1")
    package = make_package(campaign)
    with open(package, "rb") as file:
        first = file.read()
    same = open(make_package(campaign), "rb").read() == first
    campaign.figure("package, made twice", "same bytes" if same else "different bytes")
    if not same:
        campaign.fail("package", "two packages of one program differ")
    campaign.figure("package", f"{os.path.basename(package)}, {len(first) / 1e6:.1f} MB")
    campaign.figure("package, installed size", f"{int(field(package, 'Installed-Size')) / 1024:.1f} MiB")
    campaign.figure("package, depends", field(package, "Depends"))
    if shutil.which("lintian"):
        found = subprocess.run(["lintian", package], stdout=subprocess.PIPE, text=True).stdout
        campaign.figure("package, lintian", found.strip().replace("\n", "; ") or "clean")
        if re.search("^E:", found, re.M):
            campaign.fail("lintian", found)
    machine = Machine(folder, "package")
    for name in (older, package):
        shutil.copy(name, machine.path("/tmp"))
    before = machine.packages()
    machine.run(f"apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/{os.path.basename(package)}", check=True)
    new = machine.packages() - before
    campaign.figure("package, installed with it", f"{len(new)}: {' '.join(sorted(new))}")
    program = open(machine.path("usr/bin/hotline"), "rb").read()
    foreign = sorted({m.group().decode() for m in FOREIGN.finditer(program)})
    campaign.figure("package, MB of the program", round(len(program) / 1e6, 1))
    campaign.figure("package, names of this machine in the program", " ".join(foreign) or "none")
    if foreign:
        campaign.fail("names of this machine", str(foreign))
    expect(campaign, machine, "--version", "hotline --version", 0)
    expect(campaign, machine, "init in an empty folder", "mkdir e && cd e && hotline init", 0)
    try_tutorial(campaign, machine)
    expect(campaign, machine, "route check", CITY, 0)
    expect(campaign, machine, "a workbook", "hotline explain --to codes.xlsx", 0, "codes.xlsx")
    try_surroundings(campaign, machine)
    try_upgrade(campaign, machine, os.path.basename(older), os.path.basename(package))
    start_times.compare(campaign, machine)


def expect(campaign, machine, name, script, code, words="", user=USER, environment=None):
    """Runs a script as an ordinary user; it must end with a code, and print some words."""
    done = machine.run(script, user=user, environment=environment)
    text = done.stdout + done.stderr
    held = done.returncode == code and words in text and "Fatal error" not in text
    campaign.figure(name, f"exit code {done.returncode}" + ("" if held else ", WRONG"))
    if not held:
        campaign.fail(name, f"{script}\n{text[-2000:]}")
    return done


def try_tutorial(campaign, machine):
    """Every command of the first tutorial prints what the page shows."""
    machine.run(f"mkdir t && cp -r {SAMPLE} t/", user=USER, check=True)
    steps, inside = [], False
    for line in open(campaign.root + "/Documentation/Tutorials/first-import.md"):
        line = line.rstrip("\n")
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            steps.append((line[2:], []))
        elif inside:
            steps[-1][1].append(line)
    wrong = 0
    for command, expected in steps:
        done = machine.run(f"{command} 2>&1", user=USER, folder=f"/home/{USER}/t")
        pattern = "".join(
            r"(?:.*\n)*?" if line.strip() == "…"
            else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in expected)
        if not re.fullmatch(pattern, done.stdout):
            wrong += 1
            campaign.fail("tutorial", f"{command}\n{done.stdout}")
    campaign.figure("first tutorial, commands", f"{len(steps)}, {wrong} wrong")


def try_surroundings(campaign, machine):
    """Closed pipes, a home that cannot be written to, locales and terminals that are not there."""
    for command in ("hotline --help", "hotline -C c status", "hotline -C c classify"):
        expect(campaign, machine, f"closed pipe, {command}",
               f"{command} | true; code=${{PIPESTATUS[0]}}; [ $code = 0 ] || [ $code = 141 ]", 0)
    machine.run("mkdir -p /tmp/w && chmod 777 /tmp/w && mkdir /none && chmod 555 /none", check=True)
    expect(campaign, machine, "home without write permission", "cd /tmp/w && hotline init h --city 示例市 --area 0757 && "
           "hotline -C h status", 0, environment={"HOME": "/none"})
    expect(campaign, machine, "no home", "cd /tmp/w && hotline init n --city 示例市 --area 0757 && hotline -C n status", 0,
           environment={"HOME": "/nowhere"})
    for locale, words in (("zh_CN.UTF-8", "工作区已建立"), ("de_DE.ISO-8859-1", "workspace created"),
                          ("xx_XX", "workspace created")):
        expect(campaign, machine, f"locale {locale}, not installed", f"hotline init l-{locale}", 0, words,
               environment={"LANG": locale, "LC_ALL": locale})
    expect(campaign, machine, "TERM=dumb, 20 columns", "hotline -C c status", 0,
           environment={"TERM": "dumb", "COLUMNS": "20"})


def try_upgrade(campaign, machine, older, package):
    """Another version is installed while imports run: nothing of a workspace is in a package."""
    def install(name):
        machine.run(f"apt-get install -y -qq --allow-downgrades /tmp/{name}", check=True)
    install(older)
    sums = "find c/Mappings c/register.csv c/settings.csv -type f -exec sha256sum {} + | sort"
    before = machine.run(sums, user=USER, check=True).stdout
    loop = (f"for i in $(seq 100); do cp {SAMPLE}/exports/12329/12329-2019.csv d$i.csv; hotline -C c -q import "
            f"d$i.csv -m 12329-gjj --line 12329 --tolerance 50% || exit 1; done > loop.txt 2>&1")
    running = subprocess.Popen(
        ["chroot", f"--userspec={USER}:{USER}", machine.folder, "/usr/bin/env", "-i",
         f"PATH={machine.path_of_programs}", f"HOME=/home/{USER}", "bash", "-c", f"cd /home/{USER}; {loop}"])
    times = 0
    while running.poll() is None and times < 6:
        install(package if times % 2 == 0 else older)
        times += 1
    install(package)
    code = running.wait()
    after = machine.run(sums, user=USER, check=True).stdout
    expect(campaign, machine, "ledger check after upgrades in use", "hotline -C c ledger check", 0)
    campaign.figure("installations while imports ran", f"{times}, exit code of the imports {code}")
    if code != 0 or before != after or times < 2:
        campaign.fail("upgrade", f"{code} {times} {machine.run('tail -5 loop.txt', user=USER).stdout}")
    machine.run("apt-get purge -y -qq hotline", check=True)
    left = machine.run("find /usr /etc /var/lib/hotline -path '*hotline*' 2>/dev/null", check=False).stdout
    campaign.figure("files after removal", left.split() or "none")
    if left or machine.run(sums, user=USER).stdout != before:
        campaign.fail("removal", left)
    install(package)
