# Copied passages of every level of editing, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -e "$shared/eval/score_reuse.py" ] || { echo "no HEARSAY_SHARED"; exit 77; }
score() { # SET LEAST
    status 0 "$hearsay" reuse "$shared/gold/reuse/$1/docs.jsonl"
    python3 "$shared/eval/score_reuse.py" "$shared/gold/reuse/$1/pairs.tsv" out >scores || fail "no scores for $1"
    cat scores
    awk -v least="$2" '$1 == "reuse" && $2 + 0 >= least + 0 { good = 1 } END { exit !good }' scores || fail "$1: $2 not reached"
    grep -q ' 0 turned round' scores || fail "$1: a pair is turned round"
}
score nearcopy 0.965
for level in L0 L1 L2 L3 L4; do
    awk -v level="$level" '$1 == level { split($2, of, "/"); good = of[1] == of[2] } END { exit !good }' scores || fail "nearcopy: $level is not complete"
done
score clough 0.87
# passages of ordinary news of other matters: none
status 0 "$hearsay" reuse "$shared/gold/coreference/dev.jsonl"
python3 - "$shared/gold/coreference/dev.jsonl" out <<'EOF' || fail "a pair across topics"
import json, sys
topic = {d["id"]: d["topic"] for d in map(json.loads, open(sys.argv[1]))}
pairs = [(r["from"]["document"], r["to"]["document"]) for r in map(json.loads, open(sys.argv[2]))]
sys.exit(any(topic[a] != topic[b] for a, b in pairs))
EOF
