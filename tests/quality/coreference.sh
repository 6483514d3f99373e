# One event told in many reports: claims over the topics of a corpus, as printed and cut at its topics, with floors a little below
# what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -e "$shared/eval/score_coreference.py" ] || { echo "no HEARSAY_SHARED"; exit 77; }
for part in train=0.76 dev=0.785; do
    gold=$shared/gold/coreference/${part%=*}.jsonl
    status 0 "$hearsay" read --format json --db "$place/${part%=*}.db" "$gold"
    python3 "$shared/eval/score_coreference.py" "$gold" out >scores || fail "no scores for $part"
    cat scores
    awk -v least="${part#*=}" '$1 == "claims" && $NF + 0 >= least + 0 { good++ } END { exit good != 2 }' scores || fail "$part not reached"
done
