# Every JSON document that the program prints, each in a file of its own in `documents`.
# The folder holds the sample city's workspace `w`, which is changed.
mkdir -p documents
sample=$ROOT/SampleData/exports/12329/12329-2019.csv
# document NAME ARGUMENTS…: what a command prints as JSON.
document() {
  name=${1//\//.}
  shift
  # Some end with 2, since something needs attention: only the document is judged.
  hotline "$@" --json > "documents/$name.json" 2> "documents/$name.err" || true
}
looks() { local name=$1; shift; document "$name" "$@" -C w; }

looks status/1 status
looks doctor/1 doctor
looks sniff/1 sniff "$sample"
looks preview/1 preview "$sample" -m 12329-gjj -n 5
looks import/1 import "$sample" -m 12329-gjj --line 12329 --dry-run
looks mapping.list/1 mapping list
looks mapping.show/1 mapping show 12329-gjj
looks mapping.new/1 mapping new "$sample" --name drafted
looks mapping.check/2 mapping check 12329-gjj "$sample"
sed -i '2s/,[^,]*$/,另值/' w/Mappings/sources/12329-gjj/samples/*.expected.csv
looks mapping.test/1 mapping test 12329-gjj
looks mapping.diff/1 mapping diff 12329-gjj 12333-hrss
looks mapping.coverage/1 mapping coverage 12329-gjj "$sample"
looks batch.list/1 batch list
looks batch.show/1 batch show B0001
looks batch.diff/1 batch diff B0006
looks quarantine.list/1 quarantine list
looks quarantine.show/1 quarantine show Q000001
looks quarantine.export/1 quarantine export B0001 --to repair.csv --file 12329-2019.csv
looks quarantine.waive/1 quarantine waive Q000001 --because 重复 --by 示例签字人甲
looks reconcile/1 reconcile
printf 'file,line,period,type,status,count\n,12329,,,,2000\n,12333,2020,,,1400\n' > counts.csv
looks reconcile.against/1 reconcile --against counts.csv
mkdir -p recordings && printf sound > recordings/0042.wav
looks attachments.check/1 attachments check recordings
looks classify/1 classify
looks decide/1 decide 12350 --mode dual-number --because 会议决定 --document 纪要 --by 示例签字人甲
looks number.list/1 number list
looks number.announce/1 number announce 12318 --channel 门户网站 --link https://www.example.gov.cn/1 --by 示例经办人
looks number.set/1 number set 12318 announced --document 文件 --by 示例经办人
looks number.show/1 number show 12318
looks number.history/1 number history 12350
looks checklist.list/1 checklist list
looks measure.check/1 measure check
looks measure.list/1 measure list --by line,unit,month --as-of 2021-12-31
looks checklist.show/1 checklist show 12329
looks checklist.ready/1 checklist ready
looks checklist.export/1 checklist export --to checklists.csv
looks checklist.calendar/1 checklist calendar --to due.ics
hotline -C w -q checklist export --to checklists.xlsx
"$ROOT/Tests/Facts/checklist/damage.py" one nothing checklists.xlsx filled-checklists.xlsx
looks checklist.import/1 checklist import filled-checklists.xlsx --by 示例经办人甲
printf 'unit,deadline\n市教育局,2021-10-20\n' > units.csv
looks survey.new/1 survey new --units units.csv --to surveys --survey S1
printf 'R01\t座席数\t3\n' | "$ROOT/Tests/Cases/survey/fill.py" surveys/S1-市教育局.xlsx filled.xlsx
looks survey.import/1 survey import filled.xlsx
looks survey.list/1 survey list
sed '/^96968,/d' w/register.csv > register.csv
looks register.diff/1 register diff w/register.csv register.csv
looks policy.check/2 policy check
looks policy.ask/1 policy ask
looks policy.explain/1 policy explain 12350
looks policy.deadlines/1 policy deadlines
looks policy.sweep/1 policy sweep --param LOW=100..300 --step 100
mkdir -p kit/policy
looks policy.export/1 policy export --dmn kit/policy/policy.dmn
looks policy.gen-tests/1 policy gen-tests --boundary --to kit/policy/policy-test-01.xml
looks policy.gen-cases/1 policy gen-cases --to cases.csv
looks policy.cover/1 policy cover kit/policy/policy-test-01.xml
looks policy.decide/1 policy decide w/Mappings/policy/foshan-2021/cases.csv --to decided.csv
document policy.tck/1 policy tck kit/policy
document policy.import/1 policy import kit/policy/policy.dmn --to imported
looks policy.mutate/1 policy mutate
cp -r w/Mappings/policy/foshan-2021 changed
sed -i 's/^LOW,300/LOW,200/' changed/parameters.csv
looks policy.diff/3 policy diff w/Mappings/policy/foshan-2021 changed
looks route.build/1 route build
saved=$(ls w/.hotline/routes | head -n 1)
looks route.check/1 route check
looks route.show/1 route show 12329
looks route.linkage/1 route linkage
looks route.trace/1 route trace --dial 12329 --at '2021-11-26 23:30' --as kamailio
looks route.probe/1 route probe --emit-sipp probe
mkdir -p run
for calls in probe/calls*.csv; do sed -n '2s/.*/probe;&;200;;;/p' "$calls" > "run/$(basename "${calls%.csv}").log"; done
document route.probe.judge/1 route probe --judge probe --run run
# A switch on this machine with the table as it is; then with another address. The line that was decided
# above has no day yet.
echo '12350,later,,,,,15,' >> w/Mappings/routing/phases.csv
hotline -C w -q export routes --to tables > /dev/null
cp tables/dispatcher.list .
sqlite3 -bail route.db < tables/mg_num.sql
kamailio -x fm -m 64 -M 16 -f tables/kamailio.cfg -A HM_OWN=HM_404 \
  -A "HM_LISTEN=udp:127.0.0.1:$((21000 + $$ % 400 * 2))" -A "HM_DB=\"sqlite:///$PWD/route.db\"" \
  -A "HM_TEST=udp:127.0.0.1:$((21001 + $$ % 400 * 2))" \
  -A "HM_DISPATCHER=\"$PWD/dispatcher.list\"" -A "HM_CTL=\"unix:$PWD/ctl\"" \
  -P "$PWD/kamailio.pid" -Y "$PWD" -w "$PWD" > kamailio.log 2>&1
for _ in $(seq 50); do kamcmd -s "unix:$PWD/ctl" core.uptime > /dev/null 2>&1 && break; sleep 0.1; done
printf 'switch,kind,control,database,addresses,test\ncore-1,kamailio,%s,%s,%s,%s\n' "$PWD/ctl" \
  "sqlite:///$PWD/route.db" "$PWD/dispatcher.list" "udp:127.0.0.1:$((21001 + $$ % 400 * 2))" \
  > w/Mappings/routing/switches.csv
looks switch.list/1 switch list
looks switch.read/1 switch read --switch core-1
sed -i 's/192\.0\.2\.11:/192.0.2.21:/' w/Mappings/routing/targets.csv
looks plan.made/1 plan --switch core-1 --out wave.plan
looks apply.stage/1 apply wave.plan --stage staged
looks apply/1 apply wave.plan
looks cutover.flip/1 cutover flip wave.plan --yes
looks verify/1 verify --switch core-1
looks cutover.show/1 cutover show --switch core-1
looks cutover.list/1 cutover list
looks rollback/1 rollback --switch core-1 --because 演练 --yes
kill "$(cat kamailio.pid)"
sed -i '/^12318,/d' w/Mappings/routing/phases.csv
looks route.diff/1 route diff "${saved%%.*}"
looks cutover.calendar/1 cutover calendar
looks export/1 export tickets --to delivery
document export.verify/1 export verify delivery
looks export.new-key/1 export new-key
sed -i 's/,unknown,[^,]*,,,/,withheld,,,未要求,/; 2,$s/^\([^,]*,[^,]*,[^,]*,[^,]*,[^,]*\),,,/\1,示例签字人甲,2021-11-01,示例文号/' \
  w/Mappings/feeds/yuesx/fields.csv
looks export.feed/1 export feed --profile yuesx --to feed
looks ledger.check/2 ledger check
looks ledger.backup/1 ledger backup backup.tar
looks ledger.migrate/1 ledger migrate
looks batch.undo/1 batch undo B0006
# From the first user on, every command asks for a role.
(umask 077; printf 'correct horse battery\n' > pw)
looks user.roles/1 user roles
looks user.change/1 user add "$(id -un)" --name 示例签字人甲 --unit 某单位 --roles approver,admin
hotline -C w -q user password --password-file pw > /dev/null
looks user.list/1 user list
# The item is ready to be signed: the survey came on paper, and what was found is entered.
hotline -C w -q checklist set 12329-01 --conclusion pass --evidence 摸底表 --by 示例经办人 > /dev/null
hotline -C w -q checklist except 12329-01 --because 纸质摸底表 --by 示例负责人 > /dev/null
looks sign.status/1 sign 12329-01 --as approver --password-file pw
document explain/2 explain
document explain.code/1 explain HL2207
