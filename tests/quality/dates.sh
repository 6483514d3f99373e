#!/bin/sh
# Publication days of real pages.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/dates" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared/gold/dates/html" >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_dates.py" "$shared/gold/dates/gold.jsonl" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -4
echo "$figures" | awk -v floor=0.92 '$1 == "dates" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "dates below 0.92"; exit 1; }
