#!/usr/bin/env bash
# Merges the sample city from end to end: exports in; decisions, routes and tickets out.
#   SampleData/run.sh HOTLINE WORKSPACE
# FROM is the folder in which the printed commands run; the current one where it is not given.
set -euo pipefail
from=${FROM:-$PWD}
sample=$(cd "$(dirname "$0")" && pwd)
place() { realpath -s -m --relative-base="$from" "$1"; }
hotline=$(place "$1")
workspace=$(place "$2")
sample=$(place "$sample")
cd "$from"
case $hotline in /*) ;; *) hotline=./$hotline ;; esac

say() { printf '\n== %s\n' "$*"; }
quoted() {
  local word
  for word in "$@"; do
    case $word in
      "" | *[[:space:]\'\"\\\$\&\;\(\)\<\>\|\*\?\`\#\~]*) printf " '%s'" "${word//\'/\'\\\'\'}" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
}
show() { printf '$ hotline%s\n' "$(quoted "$@")"; }
run() { show -C "$workspace" "$@"; "$hotline" -C "$workspace" "$@"; }

say "A workspace, made fresh; the city's own sheets go in"
rm -rf "$workspace"
"$hotline" init "$workspace" --city 示例市 --area 0757
cp "$sample/register.csv" "$workspace/register.csv"
cp "$sample/parameters.csv" "$sample/cases-city.csv" "$workspace/Mappings/policy/foshan-2021/"
mkdir -p "$workspace/Mappings/routing"
cp "$sample"/routing/*.csv "$workspace/Mappings/routing/"
run policy sign --by 示例签字人甲 --on 2021-10-11 --document 示例文号〔2021〕1号 --yes

say "Import: each delivery is one batch; the books of every file must close"
sed 1d "$sample/deliveries.csv" | while IFS=, read -r files mapping line; do
  IFS='|' read -ra files <<< "$files"
  run import "${files[@]/#/$sample/}" -m "$mapping" --line "$line" --tolerance 5% < /dev/null
done

say "Decide: one number, one policy"
run classify

say "Route: build the table and prove it"
run route build
run route check

say "Hand over"
run export tickets --format jsonl --to "$workspace/out/tickets"
run export routes --format kamailio --to "$workspace/out/kamailio"
run checklist export --format csv --to "$workspace/out/checklists.csv"
run status

say "Results"
printf '  %-52s %s\n' "$workspace/out/tickets/hand-over.html" "the sheet that is handed over with the tickets" \
  "$workspace/out/tickets/tickets.jsonl" "the tickets, personal fields masked" \
  "$workspace/out/kamailio" "the routing tables of Kamailio" \
  "$workspace/out/checklists.csv" "the checklist of each line" \
  "$workspace" "the workspace: sheets and ledger"

say "Next"
next() { printf '  hotline%s\n' "$(quoted -C "$workspace" "$@")"; }
printf '  export PATH=%s:"$PATH"\n' "$(quoted "$(cd "$(dirname "$hotline")" && pwd)" | cut -c2-)"
next classify 12329 --explain
next quarantine list --where state=open
next route trace --dial 12366 --at "2022-02-01 03:00"
