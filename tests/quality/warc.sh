#!/bin/sh
# Records of web archives, damaged ones too.
shared=${HEARSAY_SHARED:-../shared}
[ -d "$shared/gold/warc" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
"$HEARSAY_BUILD/hearsay" annotate --layers none "$shared/gold/warc/files" >"$out/documents.jsonl" 2>/dev/null
[ $? -le 1 ] || { echo "annotate failed"; exit 1; }
figures=$(python3 "$shared/eval/score_warc.py" "$shared/gold/warc/expected.jsonl" "$out/documents.jsonl") || exit 1
echo "$figures" | tail -5
echo "$figures" | awk -v floor=0.98 '$1 == "warc" { value = $NF; seen = 1 } END { exit !(seen && value + 0 >= floor) }' || { echo "warc below 0.98"; exit 1; }
