#!/usr/bin/env bash
# Kamailio 5.6.3, dispatcher: with ds_probing_mode 0 an address that misses one probe is never asked again.
#
# ds_mark_dst("ip") marks an address as inactive and to be probed, and the documentation says that mode 0
# probes the addresses that are marked so. The first probe that is not answered takes the mark off (flags
# IP become IX): the address is not asked any more and stays out, although it answers again a moment
# later. With mode 2 the mark stays, and the address comes back. A desk that was away for one ping is lost
# until somebody reloads the list. So the delivered kamailio.cfg uses mode 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(cat "$folder"/*.pid 2>/dev/null) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq download kamailio=5.6.3-2 > /dev/null 2>&1 || { echo "the pinned package cannot be downloaded"; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
libraries=$folder/root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$libraries:$libraries/kamailio
echo '1 sip:desk@127.0.0.1:5998' > dispatcher.list
start() {  # MODE PORT
  cat > "$1.cfg" <<CFG
#!KAMAILIO
fork=yes
children=1
disable_tcp=yes
auto_aliases=no
listen=udp:127.0.0.1:$2
mpath="$libraries/kamailio/modules/"
loadmodule "ctl.so"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "dispatcher.so"
modparam("ctl", "binrpc", "unix:$folder/$1.ctl")
modparam("tm", "fr_timer", 800)
modparam("dispatcher", "list_file", "$folder/dispatcher.list")
modparam("dispatcher", "flags", 2)
modparam("dispatcher", "ds_ping_interval", 1)
modparam("dispatcher", "ds_probing_mode", $1)
modparam("dispatcher", "ds_probing_threshold", 1)
modparam("dispatcher", "ds_inactive_threshold", 1)
request_route { ds_select_dst("1", "8"); ds_mark_dst("ip"); sl_send_reply("480", "Marked"); exit; }
CFG
  root/usr/sbin/kamailio -f "$1.cfg" -P "$folder/$1.pid" -Y "$folder" -w "$folder" -m 16 -M 4 > "$1.log" 2>&1
  for _ in $(seq 50); do [ -S "$1.ctl" ] && return; sleep 0.1; done
}
flags() { root/usr/sbin/kamcmd -s "unix:$folder/$1.ctl" dispatcher.list | sed -n 's/.*FLAGS: //p'; }
python3 - > python.log 2>&1 <<'PYTHON' &
import socket, time
# The desk: away for four seconds, then it answers every probe.
time.sleep(6)
desk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
desk.bind(("127.0.0.1", 5998))
while True:
    message, sender = desk.recvfrom(65535)
    lines = message.decode().split("\r\n")
    kept = [line for line in lines if line.split(":")[0] in ("Via", "From", "To", "Call-ID", "CSeq")]
    desk.sendto("\r\n".join(["SIP/2.0 200 OK", *kept, "Content-Length: 0", "", ""]).encode(), sender)
PYTHON
echo $! > python.pid
for mode in 0 2; do start $mode $((5990 + mode)); done
python3 - <<'PYTHON'
import socket
# One call to each switch, whose script marks the desk.
for port in (5990, 5992):
    caller = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    caller.bind(("127.0.0.1", 0))
    own = caller.getsockname()[1]
    caller.sendto("\r\n".join([
        f"OPTIONS sip:a@127.0.0.1:{port} SIP/2.0", f"Via: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bK{port}",
        "From: <sip:a@127.0.0.1>;tag=1", "To: <sip:a@127.0.0.1>", f"Call-ID: {port}", "CSeq: 1 OPTIONS",
        "Max-Forwards: 5", "Content-Length: 0", "", ""]).encode(), ("127.0.0.1", port))
    caller.settimeout(2)
    print(caller.recv(4096).split(b"\r\n")[0].decode())
PYTHON
for mode in 0 2; do echo "mode $mode, marked: $(flags $mode)"; done
sleep 4
for mode in 0 2; do echo "mode $mode, after probes that nobody answered: $(flags $mode)"; done
sleep 8
never=$(flags 0)
back=$(flags 2)
echo "mode 0, the desk has answered for six seconds: $never"
echo "mode 2, the desk has answered for six seconds: $back"
[ "${never:0:1}" = I ] && [ "${back:0:1}" = A ]
