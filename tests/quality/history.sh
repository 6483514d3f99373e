# Where claims stand and how they got there, on two stories and on our own, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -e "$shared/eval/score_picture.py" ] || { echo "no HEARSAY_SHARED"; exit 77; }
pairs=
for folder in "$shared/gold/stories/hollin-gap-dam" "$shared/gold/stories/quillon-merrow" "$top"/tests/pictures/*/; do
    story=$(basename "$folder")
    status 0 "$hearsay" read --quiet --format json --db "$place/$story.db" "$folder/reports"
    mv out "$story.json"
    pairs="$pairs $folder=$story.json"
done
python3 "$top/tests/quality/history.py" "$shared/eval" $pairs >scores || fail "no scores"
cat scores
reach() { # LINE COLUMN LEAST
    awk -v line="$1" -v column="$2" -v least="$3" '$1 == line { split($column, part, "/"); value = part[2] ? part[1] / part[2] : part[1]; good = value >= least }
        END { exit !good }' scores || fail "$1: column $2 under $3"
}
reach all 4 0.66     # F1 of moves
reach all 10 0.55    # histories exact
reach all 12 0.825   # stage and polarity at the end
reach whole 4 0.83
reach whole 10 0.78
