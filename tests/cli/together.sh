#!/bin/sh
# Voices that speak together: each is an origin, and how many there are at least is how many ways lead to the claim that share
# no statement (src/claims/ways.c).
. tests/common.sh
mkdir both one mayor
printf 'The Norrin Press Agency and the Calder News Agency reported on Monday that the dam at Sorrel collapsed.\n' >both/a.txt
printf 'The dam at Sorrel collapsed on Monday, the Norrin Press Agency and the Calder News Agency reported.\n' >both/b.txt
cp both/b.txt one/
printf 'Police chief Ana Morel and fire captain Leo Brandt said the Vell bridge was closed on Friday.\n' >mayor/c.txt
printf 'Ana Morel said on Saturday that the Vell bridge was closed on Friday.\n' >mayor/d.txt
origins() { # FOLDER: of the claim that named voices tell
    status 0 "$hearsay" read --quiet --format json --db "$1.db" "$1"
    python3 - <<'P'
import json, sys
picture = json.load(open("out"))
for claim in picture["claims"]:
    names = sorted(o["name"] for o in claim["origins"]["list"])
    if len(names) > 1 and not names[0].endswith(".txt"): print(claim["origins"]["min"], claim["origins"]["max"], *names, sep="|")
P
}
[ "$(origins both)" = "2|2|Calder News Agency|Norrin Press Agency" ] || fail "two reports of both: $(origins both)"
[ "$(origins one)" = "1|2|Calder News Agency|Norrin Press Agency" ] || fail "one report of both: $(origins one)"
grep -q 'only together with' out || fail "does not tell that they speak together"
[ "$(origins mayor)" = "2|2|Leo Brandt|police" ] || fail "one of them alone too: $(origins mayor)"
# who leads a body that has no name of its own is that body, in another report too
mkdir guard
printf 'The Vell bridge was closed on Friday, the chief of the coast guard, Ana Morel, said.\n' >guard/e.txt
printf 'Ana Morel said on Saturday that the Vell bridge was closed on Friday.\n' >guard/f.txt
printf 'The coast guard said on Saturday that the Vell bridge was closed on Friday. Police in Vell said on Sunday that the Vell bridge was closed on Friday.\n' >guard/g.txt
[ "$(origins guard)" = "2|2|Police in Vell|the coast guard" ] || fail "the chief of a body: $(origins guard)"
# "two of them" are of those who spoke before
mkdir them
printf 'The ferry may be sold, three people with knowledge of the matter said. Two of them said that the Vell bridge was closed on Friday.\n' >them/h.txt
printf 'Police in Vell said on Sunday that the Vell bridge was closed on Friday.\n' >them/i.txt
[ "$(origins them)" = "2|2|Police in Vell|three people with knowledge of the matter" ] || fail "two of them: $(origins them)"
# a chief executive speaks for the firm that acts, not for one that is sold
mkdir firm
printf 'Pellworth is no longer considering a sale of Drover, chief executive Rurik Halden told this magazine on Thursday.\n' >firm/j.txt
printf 'Pellworth Cycles said on Saturday that it is no longer considering a sale of Drover. The Riders Guild said on Sunday that Pellworth is no longer considering a sale of Drover.\n' >firm/k.txt
[ "$(origins firm | sort -u)" = "2|2|Pellworth Cycles|Riders Guild" ] || fail "chief executive: $(origins firm)"
# the line of a story ends behind its last part where no report has a headline
printf '{"id":"1","outlet":"The Calder Gazette","published":"2025-03-04","text":"The harbour wall of Ostrel collapsed on Monday."}\n' >untitled.jsonl
status 0 "$hearsay" read --db untitled.db untitled.jsonl
grep -q '^1 report .*[^ ·]$' out || fail "story line: $(head -1 out)"
