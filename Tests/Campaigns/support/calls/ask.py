#!/usr/bin/env python3
"""Starts a real Kamailio with a delivered script and asks it OPTIONS on its listener for tests.

ask.py SCRIPT FOLDER PORT [NAME=VALUE…] reads lines `DIALLED [HEADER: VALUE; …]` from standard input and
prints, for each, what is looked up and the answer. A name alone (HM_POSTGRES) is defined.
"""

import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
from support.calls.sip import options
from support.calls.switch import Switch

script, folder, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
named = dict(word.split("=", 1) for word in sys.argv[4:] if "=" in word)
own = named.pop("own", "HM_404")
# drouting loads its rules in a worker, after it answers: a number that has a row once they are there
ready = named.pop("ready", None)
with Switch(script, folder, port, own=own, zone=named.pop("zone", "UTC"),
            defines=[word for word in sys.argv[4:] if "=" not in word], **named) as switch:
    end = time.time() + 30
    while ready and time.time() < end:
        answer = options(switch.test, f"sip:{ready}@127.0.0.1", [])
        if answer and answer[1].get("x-route-answer", "own") != "own":
            break
        time.sleep(0.1)
    for line in sys.stdin.read().splitlines():
        dialled, _, headers = line.partition("\t")
        is_address = dialled.lower().startswith(("tel:", "sip:", "sips:"))
        uri = dialled if is_address else f"sip:{dialled}@127.0.0.1"
        answer = options(switch.test, uri.replace(" ", "%20"), [h for h in headers.split("; ") if h])
        status, found = answer or (0, {})
        print("\t".join([str(status), found.get("x-route-called", ""), found.get("x-route-answer", ""),
                         found.get("x-route-line", ""), found.get("x-route-path", ""),
                         found.get("x-route-address", ""), found.get("x-route-gen", "")]))
