#!/usr/bin/env bash
# Merges the sample city from end to end: exports in; decisions, routes and tickets out.
#   SampleData/run.sh HOTLINE WORKSPACE
set -euo pipefail
hotline=$1
workspace=$2
sample=$(cd "$(dirname "$0")" && pwd)
cd "$sample/.."

say() { printf '\n== %s\n' "$*"; }
run() { printf '$ hotline %s\n' "$*"; "$hotline" -C "$workspace" "$@"; }

say "A workspace, made fresh; the city's own sheets go in"
rm -rf "$workspace"
"$hotline" init "$workspace"
cp "$sample/register.csv" "$workspace/register.csv"
cp "$sample/parameters.csv" "$sample/cases-city.csv" "$workspace/Mappings/policy/foshan-2021/"
mkdir -p "$workspace/Mappings/routing"
cp "$sample"/routing/*.csv "$workspace/Mappings/routing/"
run policy sign --by 示例签字人甲 --on 2021-10-11 --document 示例文号〔2021〕1号 --yes

say "Import: each delivery is one batch; the books of every file must close"
sed 1d "$sample/deliveries.csv" | sed "s,exports/,SampleData/exports/,g" | while IFS=, read -r files mapping line; do
  run import ${files//|/ } -m "$mapping" --line "$line" --tolerance 5% < /dev/null
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
