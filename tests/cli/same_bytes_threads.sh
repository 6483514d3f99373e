# One thread or many, any order of the paths, one run or several: the same JSON, byte for byte.
. tests/common.sh
reports=$top/samples/reports
set -- "$reports"/*
status 0 "$hearsay" read --threads 1 --db one.db --format json "$@"
cp out one.json
status 0 "$hearsay" read --threads 4 --db many.db --format json "$@"
cmp -s out one.json || fail "four threads give another picture"
turned=""
for file in "$@"; do turned="$file $turned"; done
status 0 "$hearsay" read --db turned.db --format json $turned
cmp -s out one.json || fail "another order of the paths gives another picture"
for file in $turned; do status 0 "$hearsay" read --quiet --db runs.db --format json "$file"; done
cmp -s out one.json || fail "several runs give another picture than one"
status 0 "$hearsay" annotate --threads 1 "$@"
cp out one.jsonl
status 0 "$hearsay" annotate --threads 5 "$@"
cmp -s out one.jsonl || fail "five threads annotate differently"
