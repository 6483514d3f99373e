# What people say: beside what was read, with who and when, applied, and undone.
. tests/common.sh
cp -r "$top/samples/reports" reports
status 0 "$hearsay" read --db s.db --format json reports
cp out plain.json
mark() { "$hearsay" mark --db s.db --who Ana --when 2025-06-20T08:00:00Z "$@"; }
picture() { "$hearsay" picture --db s.db --format json >"$1" 2>err || fail "no picture"; }
cat >ask.py <<'P'
import json, sys
picture = json.load(open(sys.argv[1]))
claims = {c["id"]: c for c in picture["claims"]}
print(eval(sys.argv[2]))
P
ask() { python3 ask.py "$@" || fail "ask $*"; }

first=$(ask plain.json 'picture["claims"][0]["id"]') second=$(ask plain.json 'picture["claims"][1]["id"]')
status 0 mark note 1 "call the port office"
[ "$(cat out)" = "mark 1" ] || fail "$(cat out)"
status 0 mark unverifiable "${second%????????}"
status 0 mark grade "The Calder Gazette" B
picture marked.json
[ "$(ask marked.json 'claims["'"$first"'"]["marks"]')" = "[1]" ] || fail "the note is not with its claim"
[ "$(ask marked.json '[(m["kind"], m["who"], m["at"], m.get("value")) for m in picture["marks"]][0]')" = "('note', 'Ana', '2025-06-20T08:00:00Z', 'call the port office')" ] || fail "who and when"
[ "$(ask marked.json 'claims["'"$first"'"]["grades"], claims["'"$first"'"]["digit"]["from"]')" = "([{'outlet': 'The Calder Gazette', 'letter': 'B'}], 'origins')" ] || fail "the grade: $(ask marked.json 'claims["'"$first"'"].get("grades")')"
status 0 "$hearsay" picture --db s.db
grep -q '✎ note: call the port office (Ana, 2025-06-20)' out || fail "the note is not shown"
grep -q 'The Calder Gazette B[1-6] (the letter is a person' out || fail "the grade is not shown"
status 0 mark grade 1 3
picture marked.json
[ "$(ask marked.json 'claims["'"$first"'"]["digit"]')" = "{'value': 3, 'from': 'mark'}" ] || fail "the digit of a person does not go first"

# nothing that was read has changed
[ "$(ask marked.json '[(c["id"], [r["statement"] for r in c["reports"]]) for c in picture["claims"]]')" = "$(ask plain.json '[(c["id"], [r["statement"] for r in c["reports"]]) for c in picture["claims"]]')" ] || fail "a note changed the claims"

# two claims are one, then not; a statement goes apart, then not
count() { ask "$1" 'len(picture["claims"])'; }
status 0 mark merge 1 2
picture merged.json
[ "$(count merged.json)" = $(($(count plain.json) - 1)) ] || fail "not merged"
[ "$(ask merged.json 'max(len(c["reports"]) for c in picture["claims"])')" -ge "$(ask plain.json 'len(picture["claims"][0]["reports"]) + len(picture["claims"][1]["reports"])')" ] || fail "the reports of both are not together"
status 0 mark undo 5
picture undone.json
[ "$(count undone.json)" = "$(count plain.json)" ] || fail "not undone"
statement=$(ask undone.json 'picture["claims"][0]["reports"][1]["statement"]')
status 0 mark split "$first" "$statement"
picture split.json
[ "$(ask split.json '[r["statement"] for c in picture["claims"] if 6 in c.get("marks", []) for r in c["reports"]]')" = "['$statement']" ] || fail "not split"
status 0 mark undo 6
picture undone.json
for n in 1 2 3 4; do status 0 mark undo $n; done
picture bare.json
cmp -s bare.json plain.json || fail "once all is undone the picture is as it was"
status 1 mark undo 1
told "no mark 1 holds"
status 0 mark list
[ "$(wc -l <out)" = 6 ] && grep -c '"undone_by":"Ana"' out | grep -q -x 6 || fail "the list: $(cat out)"

# a later version of a document: the note stays with its words
printf '{"url":"https://echo.example/1","outlet":"Echo","title":"Mill","published":"2025-03-01","text":"The mill of Ostrel burned down on Friday, the mayor said."}\n' >one.jsonl
printf '{"url":"https://echo.example/1","outlet":"Echo","title":"Mill","published":"2025-03-01","text":"It was late. The mill of Ostrel burned down on Friday, the mayor said. Nobody was hurt."}\n' >two.jsonl
status 0 "$hearsay" read --db v.db --format json one.jsonl
claim=$(ask out '[i for i, c in enumerate(picture["claims"], 1) if "burned" in c["summary"]["text"]][0]')
status 0 "$hearsay" mark --db v.db --who Ana note "$claim" "seen it"
status 0 "$hearsay" read --db v.db --format json two.jsonl
[ "$(ask out '["burned" in c["summary"]["text"] for c in picture["claims"] if c.get("marks")]')" = "[True]" ] || fail "the note was lost with the edit"
# a takedown takes the note along
status 0 "$hearsay" forget --db v.db https://echo.example/1
[ "$(sqlite3 v.db 'SELECT count(*) FROM mark')" = 0 ] || fail "the note stayed behind"

status 2 mark note 999 "x"
told 999
status 2 mark grade "The Calder Gazette" G
told "no grade"
status 2 mark grade "Nobody's Paper" A
told "Nobody's Paper"
status 2 mark merge 1 1
told twice
status 2 mark shout 1
told shout
status 2 env -u LOGNAME -u USER "$hearsay" mark --db s.db note 1 x
told "who are you"
status 3 "$hearsay" mark --db none.db note 1 x
[ ! -e none.db ] || fail "made a store"
status 0 mark --dry-run note 1 x
[ "$(sqlite3 s.db 'SELECT count(*) FROM mark')" = 6 ] || fail "the dry run marked"
