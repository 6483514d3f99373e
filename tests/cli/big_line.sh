# One line of 1 GB is stepped over with a notice, in bounded memory, and what follows is read.
. tests/common.sh
case $HEARSAY_BUILD in *asan | *tsan) size=100 ;; *) size=1000 ;; esac
printf 'The ferry was late.\n' >good.txt
{ printf '{"id":"a","text":"'; head -c "${size}000000" /dev/zero | tr '\0' a; printf '"}\n{"id":"b","text":"The ferry sank."}\n'; } |
    "$hearsay" annotate - good.txt >out 2>err
got=$?
[ $got -eq 1 ] || fail "exit status $got"
told "record 1" "more than 64 MiB" byte
grep -q '"id":"b"' out || fail "the record after the long line was lost"
[ "$(wc -l <out)" -eq 2 ] || fail "the file after it was lost"
head -c "${size}000000" /dev/zero | tr '\0' a | "$hearsay" annotate - good.txt >out 2>err
[ $? -eq 1 ] || fail "a text of that size should be skipped"
told "-" byte
[ "$(wc -l <out)" -eq 1 ] || fail "the file after the long text was lost"
