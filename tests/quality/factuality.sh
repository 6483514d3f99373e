# Factuality against human ratings, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -d "$shared/gold/factuality" ] || { echo "no HEARSAY_SHARED"; exit 77; }
score() { # CORPUS FLOOR
    gold=$shared/gold/factuality/$1.dev.jsonl
    "$hearsay" annotate --layers statements "$gold" >out 2>err
    python3 "$shared/eval/score_factuality.py" "$gold" out >scores || fail "no scores for $1"
    cat scores
    awk -v least="$2" '$1 == "factuality" && $2 + 0 >= least + 0 { good = 1 } END { exit !good }' scores || fail "$1: below $2"
}
score uw 0.736
score uds-ih2 0.747
score meantime 0.43
score rp 0.48
score megaveridicality2 0.74
