# Every source span, cut out of the input, is the text of its span but for what decoding changes.
. tests/common.sh
set -- "$top"/samples/reports/*
[ -d "${HEARSAY_SHARED:-$top/../shared}" ] && set -- "$@" "${HEARSAY_SHARED:-$top/../shared}"/reports/* "${HEARSAY_SHARED:-$top/../shared}"/gold/stories/*/reports/*
"$hearsay" annotate --quiet "$@" >annotated.jsonl 2>err
python3 "$top/tests/cli/check_spans.py" annotated.jsonl || fail "spans differ"
"$hearsay" read --quiet --db spans.db --format json "$top/samples/reports" >picture.json 2>err || fail "not read"
python3 -m json.tool picture.json >/dev/null || fail "not JSON"
