#!/usr/bin/env python3
"""Calls with headers that only the switch may send, and prints what the desk received.

forged.py SCRIPT FOLDER PORT kamailio|drouting: calls 70000, a queue, and 70001, which is forwarded to it.
Each line is `dialled: header: value`.
"""

import asyncio
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
from support.calls.sip import Caller, Desk
from support.calls.switch import Switch, database, drouting_database

FORGED = [
    "X-Legacy-Called: 110", "X-Line: forged", "x-line: forged too", "X-THEN: 110", "X-Announcement: forged",
    "X-Queue: forged", "X-Member: 9", "X-Route-Gen: b", "X-Route-At: 1", "X-Route-Down: 1", "x-route-answer: own",
    "Diversion: <sip:82100001@carrier.example>;reason=unconditional", "X-Probe: kept"]


async def main(script, folder, port, form):
    os.makedirs(folder, exist_ok=True)
    address = f"127.0.0.1:{port + 2}"
    if form == "drouting":
        drouting_database(f"{folder}/route.db", {
            "70000": [(address, "desk;Q;x;0;;")], "70001": [(address, "desk;Q;x;0;;yes")]})
    else:
        database(f"{folder}/route.db", [
            ("mg_num_a", "70000", "R70000,x"), ("mg_plan_a", "R70000/0", "queue;11;;;;;70000"),
            ("mg_num_a", "70001", "R70001,x"), ("mg_plan_a", "R70001/0", "forward;70000;;;;;70001")])
        with open(f"{folder}/dispatcher.list", "w") as file:
            file.write(f"11 sip:x@{address} 0 10 duid=hotline-a-Q-1\n")
    loop = asyncio.get_running_loop()
    _, desk = await loop.create_datagram_endpoint(
        lambda: Desk("good", port + 2), local_addr=("127.0.0.1", port + 2))
    with Switch(script, folder, port, zone="Asia/Shanghai") as switch:
        await asyncio.sleep(1 if form == "drouting" else 0)
        _, caller = await loop.create_datagram_endpoint(
            lambda: Caller(switch.port), local_addr=("127.0.0.1", 0))
        for dialled in ("70000", "70001"):
            call = caller.call(dialled, FORGED)
            await asyncio.wait_for(call["end"], 10)
            for name, values in sorted(desk.invites[-1].items()):
                if name.startswith("x-") or name == "diversion":
                    for value in values:
                        print(f"{dialled}: {name}: {value}")


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
