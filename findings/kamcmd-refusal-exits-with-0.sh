#!/usr/bin/env bash
# kamcmd of Kamailio 5.6.3 ends with 0 when the switch refuses a command; only the text says so.
#
# Operations load routing tables with scripts such as `kamcmd htable.reload numbers && kamcmd htable.sets
# ctl active b`. A reload that the switch refuses (a table that is not there, a database that is locked)
# prints `error: 500 - …` on standard output and exits with 0, so that `&&` and `set -e` go on, and the
# generation that was not loaded is made live. It exits with another code only where nobody answers.
# Whoever scripts kamcmd has to read the answer.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$(cat "$folder/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq download kamailio=5.6.3-2 > /dev/null 2>&1 || {
  echo "the pinned packages cannot be downloaded"; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/usr/lib/x86_64-linux-gnu/kamailio
modules=$folder/root/usr/lib/x86_64-linux-gnu/kamailio/modules
cat > kamailio.cfg <<CFG
#!KAMAILIO
fork=yes
children=1
disable_tcp=yes
auto_aliases=no
listen=udp:127.0.0.1:5999
mpath="$modules/"
loadmodule "ctl.so"
loadmodule "htable.so"
modparam("ctl", "binrpc", "unix:$folder/ctl")
modparam("htable", "htable", "numbers=>size=4;")
request_route { exit; }
CFG
root/usr/sbin/kamailio -f kamailio.cfg -P "$folder/pid" -Y "$folder" -w "$folder" -m 16 -M 4 > log 2>&1
for _ in $(seq 50); do [ -S ctl ] && break; sleep 0.1; done
kamcmd() { root/usr/sbin/kamcmd -s "unix:$folder/ctl" "$@"; }
code=0
answer=$(kamcmd htable.reload numbers) || code=$?
echo "htable.reload of a table without a database: exit code $code, “$answer”"
unknown=0
answer2=$(kamcmd no.such_command) || unknown=$?
echo "a command that does not exist: exit code $unknown, “$answer2”"
absent=0
root/usr/sbin/kamcmd -s "unix:$folder/nobody" core.version > /dev/null 2>&1 || absent=$?
echo "nobody listens: exit code $absent"
[ "$code" = 0 ] && [[ $answer == error:* ]] && [ "$unknown" = 0 ] && [[ $answer2 == error:* ]] && [ "$absent" != 0 ]
