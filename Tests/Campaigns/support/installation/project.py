"""The two commands of the README on a bare machine that has Swift and `make`."""

import time

from ..machine import Machine

# Answers that every service may be started, and records each attempt: what denies it is ours alone.
LOGGING_POLICY = """#!/bin/sh
echo "$@" >> /var/log/service-starts
exit 0
"""


def bare(campaign, folder, name, user):
    machine = Machine(folder, f"{name}-{user}", swift=True)
    machine.run("apt-get update -qq && apt-get install -y -qq --no-install-recommends make", check=True)
    return machine, machine.receive_project(campaign.root, user)


def make(campaign, machine, place, user, target):
    """Runs a target; where an administrator is asked for packages, that line is run as printed."""
    began = time.monotonic()
    done = machine.run(f"make {target}", user=user, folder=place)
    if done.returncode != 0 and user != "root":
        asked = [line for line in done.stderr.splitlines() if line.startswith("Ask an administrator")]
        if len(asked) != 1:
            campaign.fail(f"make {target}", f"{user}: no word for an administrator: {done.stderr}")
            return done
        command = asked[0][asked[0].index("apt-get update"):]
        campaign.figure(f"{target} as {user}, asked of the administrator", command)
        machine.run(f"DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; {command}", check=True)
        done = machine.run(f"make {target}", user=user, folder=place)
    campaign.figure(f"make {target} as {user}, exit code", done.returncode)
    campaign.figure(f"make {target} as {user}, seconds", round(time.monotonic() - began))
    used = machine.run(f"du -sm {place} | cut -f1").stdout.strip()
    campaign.figure(f"make {target} as {user}, MiB of the project's folder", used)
    if done.returncode != 0:
        campaign.fail(f"make {target}", f"{user}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done


def try_run(campaign, folder, user):
    """`make run`: which packages it installs, and whether what it prints last can be run."""
    machine, place = bare(campaign, folder, "run", user)
    before = machine.packages()
    done = make(campaign, machine, place, user, "run")
    new = machine.packages() - before
    campaign.figure(f"run as {user}, packages", f"{len(new)}: {' '.join(sorted(new))}")
    services = machine.services(new)
    campaign.figure(f"run as {user}, packages with a service", " ".join(services) or "none")
    if services:
        campaign.fail("packages of make run", f"{user}: {services}")
    lines = done.stdout.split("== Next")[-1].splitlines()
    commands = [line.strip() for line in lines if line.startswith("  ")]
    ran = machine.run("set -e\n" + "\n".join(commands), user=user, folder=place)
    campaign.figure(f"run as {user}, printed commands", f"{len(commands)}, exit code {ran.returncode}")
    if ran.returncode != 0 or len(commands) < 3:
        campaign.fail("printed commands", f"{user}: {commands}\n{ran.stdout}{ran.stderr}")


def try_test(campaign, folder, user):
    """`make test`: no service of what it installs is started."""
    machine, place = bare(campaign, folder, "test", user)
    with open(machine.path("usr/sbin/policy-rc.d"), "w") as file:
        file.write(LOGGING_POLICY)
    machine.run("chmod 755 /usr/sbin/policy-rc.d", check=True)
    before = machine.processes()
    # As an ordinary user the administrator installs with the project's own target.
    machine.run(
        "cp -r %s /tmp/admin && make -C /tmp/admin setup-tests && rm -r /tmp/admin" % place, check=True)
    after = machine.processes()
    starts = machine.run("cat /var/log/service-starts").stdout.splitlines()
    kept = machine.run("cat /usr/sbin/policy-rc.d; ls /usr/sbin/policy-rc.d.before 2>/dev/null").stdout
    campaign.figure(f"test as {user}, attempts to start a service", f"{len(starts)}: {'; '.join(starts)}")
    campaign.figure(f"test as {user}, processes and listeners that were left", f"{after}")
    if after != before or not starts or kept != LOGGING_POLICY:
        campaign.fail("services", f"{user}: {before} {after} {starts} {kept}")
    done = make(campaign, machine, place, user, "test")
    for line in done.stdout[done.stdout.rfind("skipped tests:"):].splitlines():
        campaign.figure(f"test as {user}", line)
    left = machine.processes()
    campaign.figure(f"test as {user}, processes and listeners at the end", f"{left}")
    if left != before:
        campaign.fail("services", f"{user}: left at the end: {left}")
