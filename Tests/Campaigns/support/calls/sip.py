"""SIP over UDP, as little of it as callers and desks on this machine need."""

import asyncio
import os
import socket
import time


def parsed(data):
    """The first line, and all headers by their names in small letters."""
    lines = data.decode(errors="replace").split("\r\n\r\n")[0].split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return lines[0], headers


def message(first, headers):
    return "\r\n".join([first, *headers, "Content-Length: 0", "", ""]).encode()


def options(port, uri, headers=(), timeout=3, number=[0]):
    """Asks OPTIONS of a whole address; returns status and headers, `None` where nothing answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as to:
        to.bind(("127.0.0.1", 0))
        to.settimeout(timeout)
        number[0] += 1
        name = f"{os.getpid()}-{number[0]}"
        own = to.getsockname()[1]
        to.sendto(message(f"OPTIONS {uri} SIP/2.0", [
            f"Via: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bK{name}",
            f"From: <sip:test@127.0.0.1:{own}>;tag={name}", "To: <sip:test@127.0.0.1>",
            f"Call-ID: {name}", "CSeq: 1 OPTIONS", "Max-Forwards: 20", *headers]),
            ("127.0.0.1", port))
        try:
            first, answer = parsed(to.recv(65_000))
        except TimeoutError:
            return None
        return int(first.split(" ")[1]), {name: values[0] for name, values in answer.items()}


class Desk(asyncio.DatagramProtocol):
    """A desk of one kind: good, ring, silent, hundred, or the status with which it refuses."""

    def __init__(self, kind, port):
        self.kind, self.port, self.invites = kind, port, []

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        first, headers = parsed(data)
        method = first.split(" ")[0]
        if self.kind == "silent":
            return

        def reply(status, cseq=None):
            to = headers["to"][0]
            if "tag=" not in to and not status.startswith("100"):
                to += f";tag=desk{self.port}"
            routes = [f"Record-Route: {value}" for value in headers.get("record-route", [])]
            self.transport.sendto(message(f"SIP/2.0 {status}", [
                *[f"Via: {value}" for value in headers["via"]], *routes,
                f"From: {headers['from'][0]}", f"To: {to}", f"Call-ID: {headers['call-id'][0]}",
                f"CSeq: {cseq or headers['cseq'][0]}", f"X-Queue: {self.kind}",
                f"Contact: <sip:desk@127.0.0.1:{self.port}>"]), peer)

        if method in ("OPTIONS", "BYE", "CANCEL"):
            reply("200 OK")
        if method == "CANCEL" and self.kind == "ring":
            reply("487 Request Terminated", headers["cseq"][0].replace("CANCEL", "INVITE"))
        if method != "INVITE":
            return
        self.invites.append(headers)
        if self.kind == "hundred":
            reply("100 Trying")
        elif self.kind in ("good", "late", "ring"):
            reply("180 Ringing")
            if self.kind != "ring":
                reply("200 OK")
        else:
            reply(f"{self.kind} Refused")


class Caller(asyncio.DatagramProtocol):
    """Makes calls, and notes when each rang or was told how it ends."""

    def __init__(self, port):
        self.to, self.calls = ("127.0.0.1", port), {}

    def connection_made(self, transport):
        self.transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def call(self, dialled, headers=()):
        name = f"{os.getpid()}-{len(self.calls)}-{self.port}"
        call = {"dialled": dialled, "name": name, "start": time.monotonic(), "rang": None,
                "end": asyncio.get_running_loop().create_future()}
        self.calls[name] = call
        self.send("INVITE", call, f"<sip:{dialled}@127.0.0.1>", call["name"], headers)
        return call

    def send(self, method, call, to, branch, headers=()):
        self.transport.sendto(message(
            f"{method} sip:{call['dialled']}@127.0.0.1:{self.to[1]} SIP/2.0", [
                f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{branch}",
                f"From: <sip:caller@127.0.0.1:{self.port}>;tag={call['name']}", f"To: {to}",
                f"Call-ID: {call['name']}", f"CSeq: 1 {method}", "Max-Forwards: 70",
                f"Contact: <sip:caller@127.0.0.1:{self.port}>", *headers]), self.to)

    def datagram_received(self, data, peer):
        first, headers = parsed(data)
        call = self.calls.get(headers.get("call-id", [""])[0])
        if not call or not first.startswith("SIP/2.0 ") or "INVITE" not in headers["cseq"][0]:
            return
        status, passed = int(first.split(" ")[1]), time.monotonic() - call["start"]
        if 100 < status < 200 and call["rang"] is None:
            call["rang"] = passed
        if status < 200:
            return
        self.send("ACK", call, headers["to"][0], call["name"] + ("" if status >= 300 else "a"))
        if not call["end"].done():
            call["end"].set_result((status, headers.get("x-queue", [""])[0], passed))
