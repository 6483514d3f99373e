# Fields right on the hand-made readings: score_statements.py against floors, reports and stories apart.
shared=${HEARSAY_SHARED:-../shared}
if [ ! -d "$shared/gold" ]; then
    echo "no HEARSAY_SHARED"
    exit 77
fi
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bad=0
# score NAME GOLD FOLDER FLOOR
score() {
    "$HEARSAY_BUILD/hearsay" annotate "$3" >"$place/$1.jsonl" 2>"$place/messages"
    figure=$(python3 "$shared/eval/score_statements.py" "$2" "$3" "$place/$1.jsonl" | sed -n 's/^fields right .* = //p')
    echo "$1: $figure, floor $4"
    awk -v figure="${figure:-0}" -v floor="$4" 'BEGIN { exit !(figure >= floor) }' || bad=1
}
score reports "$shared/gold/reports/statements.jsonl" "$shared/reports" 0.93
for story in "$shared"/gold/stories/*/; do
    score "$(basename "$story")" "$story/statements.jsonl" "$story/reports" 0.95
done
exit $bad
