# Tokens, tags and trees of raw text against a treebank, with floors a little below what was measured.
. tests/common.sh
shared=${HEARSAY_SHARED:-$top/../shared}
case $shared in /*) ;; *) shared=$top/$shared ;; esac
[ -e "$shared/eval/score_parse.py" ] || { echo "no HEARSAY_SHARED"; exit 77; }
score() { # TREEBANK LANGUAGE MEASURE=FLOOR...
    gold=$shared/gold/ud/$1.conllu language=$2
    shift 2
    python3 "$shared/eval/raw_text.py" "$gold" >raw.txt
    status 0 "$hearsay" parse --language "$language" raw.txt
    python3 "$shared/eval/score_parse.py" "$gold" out >scores || fail "no scores for $gold"
    cat scores
    for floor in "$@"; do
        awk -v name="${floor%=*}" -v least="${floor#*=}" '$1 == name && $2 + 0 >= least + 0 { good = 1 } END { exit !good }' scores ||
            fail "$gold: $floor not reached"
    done
}
score en_ewt-ud-dev en sentences=0.875 words=0.9875 UPOS=0.943 lemma=0.954 LAS=0.820
score en_gum-ud-dev en sentences=0.925 words=0.990 UPOS=0.952 LAS=0.810
