#!/bin/sh
# Garbled text repaired, clean text left alone.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/mojibake" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared/gold/mojibake" >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_mojibake.py" "$shared/gold/mojibake/gold.jsonl,$shared/gold/mojibake/roundtrip.jsonl,$shared/gold/mojibake/clean.jsonl" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -4
echo "$figures" | awk -v floor=0.93 '$1 == "repaired" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "repaired below 0.93"; exit 1; }
echo "$figures" | grep -q '^left alone.*= 1.000$' || { echo "clean text was touched"; exit 1; }
