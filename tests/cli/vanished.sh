#!/bin/sh
# A report that was changed: what it no longer says is told with the date, and --since shows what is new.
. tests/common.sh
one() { # DATE UPDATED TEXT
    printf '{"url":"https://gazette.example/weir","outlet":"The Orrin Gazette","title":"Weir","published":"%s","updated":"%s","text":"%s"}\n' "$1" "$2" "$3" >weir.jsonl
    status 0 "$hearsay" read --db a.db --quiet --format json weir.jsonl
}
one 2031-04-02 2031-04-02 "The Orrin weir burst on Tuesday. Two divers died in the flood. The mill stands empty."
one 2031-04-02 2031-04-05 "The Orrin weir burst on Tuesday. The mill stands empty and cold."
python3 - <<'P' >seen || fail "no picture"
import json
for v in json.load(open("out")).get("vanished", []):
    print(v["version"], v["date"], v["text"], sep="|")
P
[ "$(cat seen)" = "1|2031-04-05|Two divers died in the flood" ] || fail "seen: $(cat seen)"
status 0 "$hearsay" picture --db a.db
grep -q "No longer said" out || fail "the text does not tell what vanished"
status 0 "$hearsay" picture --db a.db --since 2031-04-06
grep -q "No longer said" out && fail "what vanished before the day is told as new"
exit 0
