#!/bin/sh
# Who said what, against PolNeAR's development articles: the strict F1 (source, cue and
# content right) and the content F1 must not fall.
shared=${HEARSAY_SHARED:-../shared}
gold=$shared/gold/attribution/polnear.dev.jsonl
[ -e "$gold" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp) && trap 'rm -f "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers statements "$gold" >"$out" || exit 1
python3 "$shared/eval/score_attribution.py" "$gold" "$out" | awk '
    { print }
    $1 == "content" { content = $7 }
    $1 == "attribution" { strict = $2 }
    END { exit !(content >= 0.675 && strict >= 0.615) }'
