# Pictures of two stories and the mean of our own, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -e "$shared/eval/score_picture.py" ] || { echo "no HEARSAY_SHARED"; exit 77; }
reach() { # MEASURE LEAST
    cat scores
    awk -v name="$1" -v least="$2" '$1 == name && $2 + 0 >= least + 0 { good = 1 } END { exit !good }' scores || fail "$1 $2 not reached"
}
for story in hollin-gap-dam=0.88 quillon-merrow=0.86; do
    folder=$shared/gold/stories/${story%=*}
    status 0 "$hearsay" read --format json --db "$place/${story%=*}.db" "$folder/reports"
    python3 "$shared/eval/score_picture.py" "$folder" out >scores || fail "no scores for $story"
    reach picture "${story#*=}"
    grep -q '^reuse .*P 1.000' scores || fail "$story: reuse turned round or made up"
done
: >pictures
for folder in "$top"/tests/pictures/*/; do
    story=$(basename "$folder")
    status 0 "$hearsay" read --quiet --format json --db "$place/$story.db" "$folder/reports"
    python3 "$shared/eval/score_picture.py" "$folder" out >scores || fail "no scores for $story"
    awk '$1 == "picture" { print $2 }' scores >>pictures
done
awk '{ sum += $1 } END { printf "mean %.4f of %d\n", sum / NR, NR; exit !(NR && sum / NR >= 0.775) }' pictures || fail "mean of our own stories"
