# Event types and quad classes of labelled sentences, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -d "$shared/gold/events" ] || { echo "no HEARSAY_SHARED"; exit 77; }
score() { # FILE FLOOR
    "$hearsay" annotate --layers statements "$shared/gold/events/$1.jsonl" >out 2>err
    python3 "$shared/eval/score_events.py" "$shared/gold/events/$1.jsonl" out >scores || fail "no scores for $1"
    cat scores
    awk -v least="$2" '$1 == "events" && $2 + 0 >= least + 0 { good = 1 } END { exit !good }' scores || fail "$1: below $2"
}
score plv_train 0.72
awk '{ for (i = 1; i < NF; i++) v[$i] = $(i + 1) + 0 } END { exit !(v["precision"] >= 0.77 && v["macro-F1"] >= 0.70) }' scores ||
    fail "precision below 0.77 or macro-F1 below 0.70"
score cameo_class_train 0.63
