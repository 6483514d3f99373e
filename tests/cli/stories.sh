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
# the dead of a fire and the fire are two claims, headed by two tellings
"$hearsay" read --quiet --db "$folder/samples.db" --format json samples/reports >"$folder/picture.json" || failed=1
python3 - "$folder/picture.json" <<'EOF' || { echo "two of the first claims have one heading"; failed=1; }
import json, sys
headings = [claim["summary"]["text"] for claim in json.load(open(sys.argv[1]))["claims"][:5]]
sys.exit(len(set(headings)) != len(headings))
EOF
exit $failed
