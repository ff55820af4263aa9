# Shared by all cases. The folder is fresh; ROOT is the project, CASE the case, SIGNED the sample
# city's policy as `hotline policy sign` signed it.
set -u
# What a script of Python prints comes before what the commands after it print.
export PYTHONUNBUFFERED=1
cp -r "$ROOT/SampleData" sample

# A workspace `w` with the sample city's own sheets.
city() {
  hotline init w --city 示例市 --area 0757 2>/dev/null
  cp sample/register.csv w/register.csv
  cp -r "$SIGNED"/. w/Mappings/policy/foshan-2021/
  mkdir -p w/Mappings/routing
  cp sample/routing/*.csv w/Mappings/routing/
}

# Signs the policy of the workspace `w` as it is now.
sign() {
  hotline -C w -q policy sign --by 示例签字人甲 --on 2021-10-12 --document 示例文号〔2021〕2号 --yes "$@" > /dev/null
}

# Runs a command as another account of the operating system at another time, which is the city's:
# as ACCOUNT 'DAY TIME' COMMAND…
as() {
  local account=$1 at
  at=$(date -d "$2 +0800" +%s)
  shift 2
  [ -e account.so ] || cc -shared -fPIC -o account.so "$ROOT/Tests/Cases/account.c"
  AS_ACCOUNT=$account AT_TIME=$at LD_PRELOAD=$PWD/account.so "$@"
}

# Leaves out of `w` what takes long and makes no difference to signatures: routes, and the proof of the
# policy.
quick() {
  rm -r w/Mappings/routing
  rm -f w/Mappings/policy/foshan-2021/signatures.csv
  sed -i '2,$d' w/Mappings/policy/foshan-2021/{invariants,cases}.csv
  sign > /dev/null 2>&1
}

# Enters everything that the items of line 12329 in `w` need but signatures, by an approver and at a time
# as for `as`; then has items signed by that account, one after the other, with the passwords of `pw`.
ready() {
  local account=$1 at=$2 items=()
  shift 2
  for item in 01 02 03 04 05 06 07 08 09 10 11; do items+=("12329-$item"); done
  {
    as "$account" "$at" hotline -C w checklist set "${items[@]}" --conclusion pass --evidence 材料 --by 示例经办人
    as "$account" "$at" hotline -C w checklist except "${items[@]}" --because 纸质材料 --by 示例负责人
    for item in "$@"; do as "$account" "$at" hotline -C w sign "12329-$item" --as approver --password-file pw; done
  } > /dev/null 2>&1
}

# A file of mode 600 with passwords, one a line.
passwords() { (umask 077; printf '%s\n' "${@:2}" > "$1"); }

# A mapping of the workspace `w`: its name, rows for source.csv, rows for fields.csv.
mapping() {
  mkdir -p "w/Mappings/sources/$1"
  printf 'setting,value\n%s' "$2" > "w/Mappings/sources/$1/source.csv"
  printf 'field,source,transform,formats,codes,required,otherwise\n%s' "$3" > "w/Mappings/sources/$1/fields.csv"
}

# The tickets of the workspace `w`, some of their values a line.
tickets() {
  hotline -C w export tickets --purpose platform --format jsonl --to delivered >/dev/null 2>&1
  python3 - "$@" <<'PYTHON'
import json, sys
for line in open("delivered/tickets.jsonl", encoding="utf-8"):
    ticket = json.loads(line)
    values = [ticket["legacyNumber"]]
    for path in sys.argv[1:]:
        value = ticket
        for key in path.split("."):
            value = value.get(key, {}) if isinstance(value, dict) else {}
        text = "" if value == {} else str(value)
        # No case prints a whole telephone number.
        values.append(text[:3] + "****" + text[-4:] if path.endswith("phone") and text else text)
    print(" | ".join(values).replace("\n", "\\n"))
PYTHON
}

# What a case prints of a file, with the last digits of the sample callers' and contacts' telephones
# left out: no case prints a whole telephone number.
masked() { sed -E 's/(0757-?8210)[0-9]{4}/\1****/g'; }
