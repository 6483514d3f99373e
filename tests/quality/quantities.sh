#!/bin/sh
# Quantities against the cases of number recognisers, the share with value, unit and span right;
# the Spanish ones only where its model is built.
shared=${HEARSAY_SHARED:-../shared}
gold=$shared/gold/quantities
[ -d "$gold" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp) && trap 'rm -f "$out"' EXIT
check() { # language, floor
    "$HEARSAY_BUILD/hearsay" annotate --quiet --layers quantities "$gold/recognizers.$1.jsonl" >"$out" || exit 1
    python3 "$shared/eval/score_quantities.py" "$gold/recognizers.$1.jsonl" "$out" | awk -v floor="$2" '
        { print } $1 == "quantities" { right = $2 } END { exit !(right >= floor) }' || exit 1
}
check en 0.935
[ ! -e "$HEARSAY_BUILD/data/es.model" ] || check es 0.940
