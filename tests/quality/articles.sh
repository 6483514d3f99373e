#!/bin/sh
# Body text of real pages, F1 of 4-gram shingles over all sets.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/articles" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared"/gold/articles/*/html >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_articles.py" "$shared/gold/articles" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -3
echo "$figures" | awk -v floor=0.958 '$1 == "articles" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "articles below 0.958"; exit 1; }
