# A table of outlets, their aliases and owners: an alias is its outlet; outlets of one owner that share copy are one voice.
. tests/common.sh
mkdir reports
cat >body.txt <<'P'
The harbour wall of Ostrel collapsed on Monday morning and blocked the northern channel for every ship that wanted to leave. Engineers worked through the night to clear a passage wide enough for the smaller ferries.
P
one() { # NAME OUTLET DATE FIRST LAST
    printf '{"id":"%s","outlet":"%s","title":"Wall","published":"%s","text":"%s %s %s"}\n' "$1" "$2" "$3" "$4" "$(cat body.txt)" "$5" >"reports/$1.jsonl"
}
one a "The Calder Gazette" 2025-03-04 "Residents of the old town woke to a loud noise." "Nobody expects the port to open before the end of the month. Far inland the bridge of Sarn burned down on Saturday."
one b "Calder Weekly" 2025-03-05 "On Saturday the bridge of Sarn burned down. For the weekly market this means fewer stalls and dearer fish." "It was a bad week."
one c "calder-gazette.example" 2025-03-06 "Trade has suffered since." "Fishermen were not harmed."
cat >origins.py <<'P'
import json, sys
picture = json.load(open("out"))
words = {d["id"]: d["outlet"] for d in picture["documents"]}
claim = [c for c in picture["claims"] if "burned down" in c["summary"]["text"]]
assert len(claim) == 1, [c["summary"]["text"] for c in claim]
print(claim[0]["origins"]["max"], claim[0]["outlets"], *sorted(set(words.values())), sep="|")
P
status 0 "$hearsay" read --db a.db --format json reports
python3 origins.py >before || fail "no claim of the bridge"
[ "$(cat before)" = "2|2|Calder Weekly|The Calder Gazette|calder-gazette.example" ] || fail "before: $(cat before)"
printf 'outlet\taliases\tfamily\n# ours\n\nThe Calder Gazette\tGazette, calder-gazette.example\tCalder Group\nCalder Weekly\t\tThe Calder Group\n' >outlets.tsv
status 0 "$hearsay" picture --db a.db --format json --outlets outlets.tsv
python3 origins.py >after || fail "no claim of the bridge"
[ "$(cat after)" = "1|2|Calder Weekly|The Calder Gazette" ] || fail "after: $(cat after)"
# of two owners: two voices
sed 's/The Calder Group/Other House/' outlets.tsv >others.tsv
status 0 "$hearsay" picture --db a.db --format json --outlets others.tsv
python3 origins.py >after || fail "no claim of the bridge"
[ "$(cat after)" = "2|2|Calder Weekly|The Calder Gazette" ] || fail "two owners: $(cat after)"
printf 'The Echo\n' >bad.tsv
status 5 "$hearsay" picture --db a.db --outlets bad.tsv
told bad.tsv "byte 0" tabs
printf 'The Echo\tGazette\t\nThe Gazette\t\t\n' >bad.tsv
status 5 "$hearsay" picture --db a.db --outlets bad.tsv
told bad.tsv "two outlets"
printf 'The \377\t\t\n' >bad.tsv
status 5 "$hearsay" picture --db a.db --outlets bad.tsv
told bad.tsv "byte 4" UTF-8
status 5 "$hearsay" picture --db a.db --outlets none.tsv
told none.tsv
