#!/bin/sh
# Items of RSS and Atom feeds.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/feeds" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared/gold/feeds/files" "$shared/gold/feeds/illformed" >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_feeds.py" "$shared/gold/feeds/gold.jsonl" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -2
echo "$figures" | awk -v floor=0.9 '$1 == "feeds" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "feeds below 0.9"; exit 1; }
