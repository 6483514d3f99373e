# What cannot be read is told in one line with path, byte and reason; the rest is read.
. tests/common.sh
printf 'The harbour office said on Monday that the mole would be closed for repairs.\n' >good.txt
: >empty.txt
head -c 5000 "$hearsay" >binary.bin
printf 'The mayor said \377\376 that the bridge was closed.\n' >invalid.txt
printf '{"id":"a","text":"The mill burned down on Friday."}\n{"id":"b","text":\n{"id":"c","text":"The mill was old."}\n' >lines.jsonl

status 1 "$hearsay" annotate good.txt empty.txt
told empty.txt byte empty
[ "$(wc -l <out)" -eq 1 ] || fail "the good report was not read"

status 1 "$hearsay" annotate good.txt binary.bin
told binary.bin byte

# plain bytes that are not UTF-8 may be of another encoding: told where, and read
status 0 "$hearsay" annotate invalid.txt
told invalid.txt "byte 15" "not UTF-8"
grep -q 'the bridge was closed' out || fail "the rest of the text was lost"

# so where UTF-8 was promised
printf '<!doctype html><meta charset=utf-8><title>Mole</title><p>The mayor said \377 that the bridge over the old harbour was closed on Monday.</p>\n' >page.html
status 0 "$hearsay" annotate page.html
told page.html "byte 72" "not UTF-8"
grep -q 'bridge over the old harbour' out || fail "the rest of the page was lost"

status 1 "$hearsay" annotate lines.jsonl
told "lines.jsonl#2" byte
grep -q '"id":"c"' out || fail "the record after the broken one was lost"

status 1 "$hearsay" annotate missing.txt good.txt
told missing.txt "No such file"
[ "$(wc -l <out)" -eq 1 ] || fail "the good report was not read"

# a file in a walked folder that is no report is told and does not count
mkdir folder
cp good.txt binary.bin folder/
status 0 "$hearsay" annotate folder
[ "$(wc -l <out)" -eq 1 ] || fail "the folder was not read"

# a folder that cannot be read: root can read any, so somebody else tries
mkdir locked
cp good.txt locked/
chmod 0 locked
if [ "$(id -u)" -eq 0 ]; then
    chmod 755 "$place"
    cp -r "$HEARSAY_BUILD/data" "$hearsay" "$place/" # the build may lie where only root can read
    status 1 setpriv --reuid=65534 --regid=65534 --clear-groups "$place/hearsay" annotate "$place/locked" "$place/good.txt"
else
    status 1 "$hearsay" annotate locked good.txt
fi
told locked "Permission denied"
[ "$(wc -l <out)" -eq 1 ] || fail "the good report was not read"
