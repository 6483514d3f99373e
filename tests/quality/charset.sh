#!/bin/sh
# Old encodings that nobody declared.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/charset" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared/gold/charset/files" >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_charset.py" "$shared/gold/charset/gold.jsonl" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -2
echo "$figures" | awk -v floor=0.97 '$1 == "charset" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "charset below 0.97"; exit 1; }
