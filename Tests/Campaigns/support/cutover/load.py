"""Desks that answer calls and a caller that makes them, over UDP on loopback: enough SIP for a proxy."""

import os
import select
import signal
import socket
import time


def fields(message):
    """The first line of a message, and its header fields in their order."""
    head = message.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").split("\r\n")
    return head[0], [line.split(":", 1) for line in head[1:] if ":" in line]


def reply(request, code, reason, extra=()):
    """A reply to a request."""
    _, all_fields = fields(request)
    lines = [f"SIP/2.0 {code} {reason}"]
    for name, value in all_fields:
        if name.lower() in ("via", "from", "to", "call-id", "cseq", "record-route"):
            if name.lower() == "to" and "tag=" not in value:
                value += ";tag=desk"
            lines.append(f"{name}:{value}")
    lines += [*extra, "Content-Length: 0", "", ""]
    return "\r\n".join(lines).encode()


class Desks:
    """Desks that answer every call at once, in a process of their own: one for each port."""

    def __init__(self, ports):
        self.ports = ports
        self.process = os.fork()
        if self.process == 0:
            try:
                self._serve()
            finally:
                os._exit(0)

    def _serve(self):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sockets = {}
        for port in self.ports:
            desk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            desk.bind(("127.0.0.1", port))
            sockets[desk] = port
        while True:
            for desk in select.select(list(sockets), [], [])[0]:
                message, sender = desk.recvfrom(65536)
                method = message.split(b" ", 1)[0]
                if method in (b"INVITE", b"BYE", b"OPTIONS", b"CANCEL"):
                    contact = f"Contact: <sip:127.0.0.1:{sockets[desk]}>"
                    desk.sendto(
                        reply(message, 200, "OK", [f"X-Desk: {sockets[desk]}", contact]), sender)

    def end(self):
        os.kill(self.process, signal.SIGTERM)
        os.waitpid(self.process, 0)


class Call:
    """A call: what was dialled and when, and how it ended."""

    __slots__ = ("dialled", "port", "began", "ended", "code", "desk", "sent", "request")

    def __init__(self, dialled, port, began):
        self.dialled, self.port, self.began = dialled, port, began
        self.ended = self.code = self.desk = None
        self.sent, self.request = 0, b""


class Caller:
    """Makes calls at a steady rate; each is answered, acknowledged and ended."""

    def __init__(self, own_port):
        self.own_port = own_port
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.bind(("127.0.0.1", own_port))
        self.socket.setblocking(False)
        self.calls = []

    def _message(self, method, call, index, cseq, extra=(), uri=None):
        lines = [
            f"{method} {uri or f'sip:{call.dialled}@127.0.0.1:{call.port}'} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.own_port};branch=z9hG4bK{os.getpid()}-{index}-{cseq}-{method}",
            f"From: <sip:caller@127.0.0.1>;tag={index}",
            f"To: <sip:{call.dialled}@127.0.0.1>" + (";tag=desk" if method != "INVITE" else ""),
            f"Call-ID: {os.getpid()}-{index}",
            f"CSeq: {cseq} {method}",
            f"Contact: <sip:caller@127.0.0.1:{self.own_port}>",
            "Max-Forwards: 20", *extra, "Content-Length: 0", "", "",
        ]
        return "\r\n".join(lines).encode()

    def start(self, dialled, port, headers=()):
        index = len(self.calls)
        call = Call(dialled, port, time.monotonic())
        self.calls.append(call)
        call.request = self._message("INVITE", call, index, 1, headers)
        self._send(call)

    def _send(self, call):
        call.sent = time.monotonic()
        try:
            self.socket.sendto(call.request, ("127.0.0.1", call.port))
        except OSError:
            pass

    def receive(self, wait):
        """Takes what has come within `wait` seconds."""
        if not select.select([self.socket], [], [], max(0, wait))[0]:
            return
        while True:
            try:
                message, _ = self.socket.recvfrom(65536)
            except (BlockingIOError, ConnectionRefusedError):
                return
            status, all_fields = fields(message)
            if not status.startswith("SIP/2.0 "):
                continue
            code = int(status.split(" ")[1])
            values = {name.lower(): value.strip() for name, value in all_fields}
            index = int(values["call-id"].rsplit("-", 1)[1])
            call = self.calls[index]
            if code < 200 or not values["cseq"].endswith("INVITE"):
                call.sent = time.monotonic() + 3600
                continue
            routes = [f"Route: {value.strip()}" for name, value in all_fields
                      if name.lower() == "record-route"]
            desk = values.get("x-desk")
            uri = f"sip:127.0.0.1:{desk}" if desk else None
            if call.code is None:
                call.code, call.desk, call.ended = code, desk and int(desk), time.monotonic()
            if code == 200:
                routed = list(reversed(routes))
                for method, cseq in (("ACK", 1), ("BYE", 2)):
                    self.socket.sendto(
                        self._message(method, call, index, cseq, routed, uri),
                        ("127.0.0.1", call.port))
            else:
                self.socket.sendto(
                    self._message("ACK", call, index, 1), ("127.0.0.1", call.port))

    def repeat(self, after=0.5, until=4.0):
        """Sends again what has not been answered; gives up after some seconds."""
        now = time.monotonic()
        for call in self.calls[-2000:]:
            if call.code is None and now - call.sent > after and now - call.began < until:
                self._send(call)

    def run(self, rate, asked, is_over):
        """Makes calls until `is_over` says so, and waits for their ends.

        `asked` holds what is dialled in turn: number, port of the listener, headers.
        """
        began = time.monotonic()
        count = 0
        while not is_over():
            due = int((time.monotonic() - began) * rate)
            while count < due:
                self.start(*asked[count % len(asked)])
                count += 1
            self.receive(0.002)
            self.repeat()
        self.drain()

    def drain(self, seconds=4.0):
        """Waits until every call has ended, or some seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and any(call.code is None for call in self.calls):
            self.receive(0.05)
            self.repeat()
