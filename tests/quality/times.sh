#!/bin/sh
# Times against TimeBank and AQUAINT and the Spanish set, TempEval-3's value F1; the Spanish
# one only where its model is built.
shared=${HEARSAY_SHARED:-../shared}
gold=$shared/gold/times
[ -d "$gold" ] || { echo "no HEARSAY_SHARED"; exit 77; }
out=$(mktemp) && trap 'rm -f "$out"' EXIT
check() { # language, floor, gold files
    language=$1 floor=$2
    shift 2
    "$HEARSAY_BUILD/hearsay" annotate --quiet --language "$language" --layers times "$@" >"$out" || exit 1
    python3 "$shared/eval/score_times.py" "$@" "$out" | awk -v floor="$floor" '
        { print } $1 == "times" { value = $2 } END { exit !(value >= floor) }' || exit 1
}
check en 0.775 "$gold/timebank.jsonl" "$gold/aquaint.jsonl"
check en 0.795 "$gold/wikiwars.train.jsonl"
[ ! -e "$HEARSAY_BUILD/data/es.model" ] || check es 0.840 "$gold/tempeval2-es.train.jsonl"
