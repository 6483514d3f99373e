#!/bin/sh
# Invented stories with the origins that the rules of DESIGN demand: a forged letter and what became of it, an agency's copy in
# several outlets, officials and ministers in two languages.
hearsay=$HEARSAY_BUILD/hearsay
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
for story in tests/stories/*/; do
    name=$(basename "$story")
    "$hearsay" read --quiet --db "$folder/$name.db" --format json "$story/reports.jsonl" >"$folder/picture.json" || failed=1
    python3 tests/cli/check_stories.py "$story/expect.tsv" "$story/reports.jsonl" "$folder/picture.json" || { echo "story $name"; failed=1; }
done
exit $failed
