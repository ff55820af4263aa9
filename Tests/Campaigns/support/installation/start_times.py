"""How fast the program starts: beside git and a build without Swift's libraries in it."""

import os
import subprocess
import sys

from ..machine import USER


def compare(campaign, machine):
    dynamic = os.environ.get("DYNAMIC") or campaign.root + "/.build-dynamic/release/hotline"
    if not os.path.exists(dynamic):
        subprocess.run(
            ["swift", "build", "-c", "release", "--product", "hotline", "--scratch-path",
             campaign.root + "/.build-dynamic", "--package-path", campaign.root],
            stdout=sys.stderr, check=True)
    done = subprocess.run(
        [campaign.root + "/Benchmarks/startup"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "HOTLINE": campaign.program, "DYNAMIC": dynamic})
    medians = {}
    for line in done.stdout.splitlines()[1:]:
        campaign.figure("start, wall ms, CPU ms, times git", " ".join(line.split()))
        words = line.split()
        medians[" ".join(words[:2])] = float(words[2])
    if done.returncode != 0:
        campaign.fail("start times", done.stdout + done.stderr)
    for command in ("--version", "status"):
        if f"dynamic {command}" in medians:
            ratio = medians[f"hotline {command}"] / medians[f"dynamic {command}"]
            campaign.figure(f"start, {command}, the package beside the dynamic build", f"{ratio:.2f}")
    loop = "time (for i in $(seq 200); do hotline --version > /dev/null; done)"
    seconds = machine.run(f"TIMEFORMAT=%R; {loop}", user=USER, check=True).stderr.split()[-1]
    campaign.figure("start on the bare machine, --version, ms", round(float(seconds) * 1000 / 200, 2))
