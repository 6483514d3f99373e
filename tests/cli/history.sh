#!/bin/sh
# Changed reports: when what was said, what is no longer said, what is new since a day, how it stood on a day.
. tests/common.sh
put() { # URL OUTLET PUBLISHED UPDATED TITLE TEXT
    python3 - "$@" >report.jsonl <<'P'
import json, sys
names = ["url", "outlet", "published", "updated", "title", "text"]
print(json.dumps({name: value for name, value in zip(names, sys.argv[1:]) if value}))
P
    status 0 "$hearsay" read --db a.db --quiet report.jsonl
}
vanished() { # what the picture says of it, a line each
    status 0 "$hearsay" picture --db a.db --format json "$@"
    python3 -c '
import json
for v in json.load(open("out")).get("vanished", []):
    print(v["kind"], v.get("date"), v["version"], v["text"], v.get("now", {}).get("text"), v.get("back_date"), sep="|")' >seen
}
histories() {
    status 0 "$hearsay" picture --db a.db --format json "$@"
    python3 -c '
import json
for c in json.load(open("out"))["claims"]:
    print(c["summary"]["text"], *(" ".join((m.get("date", "?"), m["stage"], m["polarity"])) for m in c["history"]), sep="|")' >seen
}
seen() { grep -q -x -F -e "$1" seen || { cat seen; fail "not seen: $1"; }; }
page=https://gazette.example/weir

# what moved, what was reworded and what was joined to another sentence is still said
put $page Gazette 2031-04-02 2031-04-02T10:00:00Z Weir "The Orrin weir burst on Tuesday. Two divers died in the flood. The mill stands empty."
put $page Gazette 2031-04-02 2031-04-03T10:00:00Z Weir "The mill stands empty. Two divers were killed in the flood. The Orrin weir burst on Tuesday."
vanished
[ ! -s seen ] || { cat seen; fail "what is still said is told as vanished"; }

# what was weakened, turned round, counted anew, given to somebody else, taken out; what moved on is no loss
rm -f a.db*
first="The company bribed the inspector in Orrin. Police arrested the keeper on Tuesday. The council ordered the closure of the mill. At least 12 people died in the flood. The dam will be repaired in May. The mayor said that the bridge was safe."
put $page Gazette 2031-04-02 2031-04-02T10:00:00Z Weir "$first"
put $page Gazette 2031-04-02 2031-04-03T10:00:00Z "Weir bursts" "The company bribed the inspector in Orrin, according to the union. Police have not arrested the keeper. The council is considering the closure of the mill. Fourteen people died in the flood. The dam was repaired in May."
vanished
seen "title|2031-04-03|1|Weir|Weir bursts|None"
seen "attributed|2031-04-03|1|The company bribed the inspector in Orrin|The company bribed the inspector in Orrin, according to the union|None"
seen "opposite|2031-04-03|1|Police arrested the keeper on Tuesday|Police have not arrested the keeper|None"
seen "weaker|2031-04-03|1|The council ordered the closure of the mill|The council is considering the closure of the mill|None"
seen "figure|2031-04-03|1|At least 12 people died in the flood|Fourteen people died in the flood|None"
seen "gone|2031-04-03|1|The mayor said that the bridge was safe|None|None"
[ "$(wc -l <seen)" -eq 6 ] || { cat seen; fail "more vanished than was taken out"; }

# what a later version brought is dated by that version, in the history and since a day
histories
seen "The dam was repaired in May|2031-04-03 done affirmed"
seen "Police have not arrested the keeper|2031-04-03 done negated"
status 0 "$hearsay" picture --db a.db --since 2031-04-03
grep -q "What is new since 3 Apr 2031, that day included" out || fail "the day is not told"
grep -q "+ 3 Apr 2031: new claim (Gazette, report.jsonl#1:" out || fail "what a later version brought is not new"
grep -q "another figure since 3 Apr 2031: “Fourteen people" out || fail "the figure that took the place is not told"
for format in markdown html json; do
    status 0 "$hearsay" picture --db a.db --since 2031-04-03 --format $format
    grep -q "12 people died" out && grep -q "Fourteen people" out || fail "$format does not tell what vanished"
done
serve a.db
python3 -c 'import sys, urllib.request
print(urllib.request.urlopen(open("address").read().strip().rstrip("/") + "/changes?since=2031-04-03").read().decode())' >page || fail "no page of changes"
kill "$server"
grep -q "another figure since 3 Apr 2031: “Fourteen people" page || fail "the page of changes does not tell what vanished"
status 0 "$hearsay" picture --db a.db --since 2031-04-04
grep -q "No longer said\|new claim" out && fail "what is older than the day is told as new"

# as it stood before the change
status 0 "$hearsay" picture --db a.db --as-of 2031-04-02 --all
grep -q "Police arrested the keeper" out || fail "the first version is not what stood on the day"
grep -q "No longer said" out && fail "what was changed later is told"

# what comes back is back
put $page Gazette 2031-04-02 2031-04-05T10:00:00Z Weir "$first"
vanished
seen "opposite|2031-04-03|1|Police arrested the keeper on Tuesday|Police have not arrested the keeper|2031-04-05"
seen "gone|2031-04-03|1|The mayor said that the bridge was safe|None|2031-04-05"
histories
seen "Police arrested the keeper on Tuesday|2031-04-02 done affirmed"

# reports that come late, or without a date; of one night in two zones the earlier stands first
rm -f a.db*
put https://b.example/1 "Harbour Echo" 2031-05-04T00:30:00+09:00 "" Ferry "Karn Lines will sell the ferry Alba to Teluk Shipping, the company said."
put https://b.example/2 "Sound Herald" 2031-05-03T20:00:00-05:00 "" Ferry "Karn Lines has sold the ferry Alba to Teluk Shipping, the company said."
put https://b.example/3 "Old Record" 2031-04-20 "" Ferry "Karn Lines is considering selling the ferry Alba to Teluk Shipping, the company said."
put https://b.example/4 "No Date Post" "" "" Ferry "Karn Lines plans to sell the ferry Alba to Teluk Shipping, the company said."
histories
seen "Karn Lines has sold the ferry Alba to Teluk Shipping|2031-04-20 considered affirmed|2031-05-04 planned affirmed|2031-05-03 done affirmed"
status 0 "$hearsay" picture --db a.db --since 2031-05-03
grep -q "4 May 00:30 +09:00 *3 May 20:00 -05:00" out || fail "days that stand in no order have no clock"
status 0 "$hearsay" picture --db a.db --since 2031-05-03 --format json
python3 -c '
import json
told = json.load(open("out"))
assert told["since"] == "2031-05-03"
news = [(n["kind"], n["date"], n["what"]) for c in told["claims"] for n in c["new"] if c["summary"]["text"].startswith("Karn Lines has sold the ferry Alba to Teluk Shipping")]
assert ("move", "2031-05-03", "planned → done") in news, news' || fail "the moves are no news"
exit 0
