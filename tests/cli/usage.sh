# Usage errors, help, the manual page, colour.
. tests/common.sh
status 2 "$hearsay"
status 2 "$hearsay" nonsense
told "no command 'nonsense'"
status 2 "$hearsay" read
told "usage: hearsay read PATH|URL..."
status 2 "$hearsay" read --nonsense x
told "unknown option --nonsense"
status 2 "$hearsay" read --format sound x
told "no format 'sound'"
status 2 "$hearsay" picture --claim many
told "needs a number"
status 2 "$hearsay" annotate --layers feelings x
told "no layer 'feelings'"
status 0 "$hearsay" --help
[ "$(sed -n 3p out)" = Examples ] || fail "help does not begin with examples"
for command in read annotate parse reuse picture verify serve train; do
    status 0 "$hearsay" $command --help
    grep -q "^hearsay $command" out || fail "no help for $command"
done
status 0 "$hearsay" help watch
grep -q "^hearsay watch" out || fail "no help for a command that is named"
status 3 "$hearsay" picture --db none.db
told "none.db" "No such file"
status 2 "$hearsay" watch --once --sources .
told "Is a directory"
status 1 "$hearsay" read --db a.db http://
told "http://" "no URL"
status 0 "$hearsay" help --man
cmp -s out "$top/doc/hearsay.1" || fail "doc/hearsay.1 is not what hearsay help --man prints"
if command -v man >/dev/null; then
    MANWIDTH=80 man --warnings -l "$top/doc/hearsay.1" >/dev/null 2>err
    untold
fi
status 0 "$hearsay" read --db a.db "$top/samples/reports"
grep -q "$(printf '\033')" out && fail "colour without a terminal"
grep -q 'not judged: whether any of this is true' out || fail "does not tell what it does not judge"
status 2 "$hearsay" picture --db a.db --claim 999999
told "there is no claim 999999"
status 2 "$hearsay" picture --db a.db --story nowhere
told "there is no story 'nowhere'"
[ -s out ] && fail "a picture of a story that is not there"
status 2 "$hearsay" export --db a.db --format report --story nowhere
told "there is no story 'nowhere'"
printf 'MOLDOVA\0 [MDA]\n' >binary.txt
status 5 "$hearsay" annotate --dictionary binary.txt "$top/samples/reports"
told "binary.txt" "byte 7" "0x00"
status 0 "$hearsay" picture --db a.db --claim 1
grep -Eq 'samples/reports/[^:]+:[0-9]+-[0-9]+' out || fail "no evidence with file and bytes"
status 0 "$hearsay" picture --db a.db --format html
grep -q '</html>' out || fail "no page"
status 0 "$hearsay" picture --db a.db --format markdown
grep -q '^# ' out || fail "no heading"
status 0 "$hearsay" picture --db a.db --as-of 1999-01-01
grep -q 'no reports yet' out || fail "reports before they were published"
