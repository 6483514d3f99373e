#!/bin/sh
# Names by five-fold cross validation (each fifth read with weights trained on the others and on all else that the weights are),
# and where toponyms are.
set -eu
shared=${HEARSAY_SHARED:-../shared}
build=${HEARSAY_BUILD:-build/release}
[ -d "$shared/gold/entities" ] || { echo "no HEARSAY_SHARED"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gold=$shared/gold/entities/uner-ewt.dev.jsonl
lines=$(wc -l <"$gold")
mkdir "$work/data"
tools/mark_treebank "$shared/gold/ud/en_ewt-ud-train.conllu" models/en.names.ewt.txt >"$work/marked.jsonl"
for file in "$build"/data/*; do ln -s "$(realpath "$file")" "$work/data/"; done
for fold in 0 1 2 3 4; do
    rm -f "$work/data/en.names"
    "$build/tools/train_names" "$work/data" "$work/data/en.names" --without "$fold" 5 "$gold" "$work/marked.jsonl" models/en.names.marked.txt >/dev/null
    awk -v fold="$fold" -v lines="$lines" 'int((NR - 1) * 5 / lines) == fold' "$gold" >"$work/part.jsonl"
    "$build/hearsay" annotate --data "$work/data" --layers entities "$work/part.jsonl" >>"$work/names.jsonl" 2>/dev/null
done
"$build/hearsay" annotate --layers entities "$shared/gold/entities/geowebnews.dev.jsonl" >"$work/places.jsonl" 2>/dev/null
names=$(python3 "$shared/eval/score_entities.py" "$gold" "$work/names.jsonl" | sed -n 's/^entities //p')
places=$(python3 "$shared/eval/score_entities.py" "$shared/gold/entities/geowebnews.dev.jsonl" "$work/places.jsonl" | sed -n 's/^entities //p')
echo "names five-fold $names (floor 0.76), toponyms within 161 km $places (floor 0.75)"
awk -v n="$names" -v p="$places" 'BEGIN { exit !(n >= 0.76 && p >= 0.75) }'
