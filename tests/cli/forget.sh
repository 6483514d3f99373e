# A takedown: the document, all that rests on it alone, and not a byte of it left in the file.
. tests/common.sh
. "$top/tests/site.sh"
page wall "Harbour wall falls" "The harbour wall of Quillmarsh collapsed on Monday, the port authority said."
printf '<rss version="2.0"><channel><title>Gazette</title><link>%s/</link><item><title>Wall</title><link>%s/wall</link><description>Wall</description></item></channel></rss>' "$site" "$site" >said/feed
cp -r "$top/samples/reports" reports
status 0 "$hearsay" watch --db s.db --once --pause 1 reports "$site/feed"
status 0 "$hearsay" picture --db s.db --format json
cp out before.json
sqlite3 s.db "UPDATE visit SET due = 0 WHERE kind = 'page'"
page wall "Harbour wall falls" "The harbour wall of Quillmarsh collapsed on Monday and sank two boats, the port authority said."
status 0 "$hearsay" watch --db s.db --once --pause 1 "$site/feed"
[ "$(sqlite3 s.db "SELECT count(*) FROM document WHERE name = '$site/wall'")" = 2 ] || fail "no two versions"

# what would change, and nothing does
cp s.db kept.db
status 0 "$hearsay" forget --db s.db --dry-run "$site/wall"
grep -q "would forget	$site/wall: 2 versions, .* 2 captures" out || fail "dry run: $(cat out)"
grep -q '^gone	.*Quillmarsh' out || fail "the claim that goes was not said: $(cat out)"
[ "$(sqlite3 s.db 'SELECT count(*) FROM document')" = "$(sqlite3 kept.db 'SELECT count(*) FROM document')" ] || fail "the dry run forgot"

sqlite3 s.db "SELECT hex(bytes) FROM capture WHERE digest IN (SELECT digest FROM document WHERE name = '$site/wall') UNION ALL SELECT hex(record) FROM document WHERE name = '$site/wall'" >pieces
[ "$(wc -l <pieces)" = 4 ] || fail "no pieces to look for"
status 0 "$hearsay" forget --db s.db "$site/wall"
cat >look.py <<'P'
import glob
files = b"".join(open(f, "rb").read() for f in glob.glob("s.db*"))
for line in open("pieces"):
    assert bytes.fromhex(line.strip()) not in files, "a capture or record is still there"
for word in (b"Quillmarsh", b"quillmarsh", b"uillmarsh", b"/wall", b"sank two"):
    assert word not in files, word
P
python3 look.py || fail "something is left in the file"
[ "$(sqlite3 s.db 'PRAGMA integrity_check')" = ok ] || fail "the store is damaged"
status 0 "$hearsay" verify s.db
# the store is as if it had never been there
status 0 "$hearsay" read --db never.db --format json reports
cp out never.json
status 0 "$hearsay" picture --db s.db --format json
cmp -s out never.json || fail "the picture is another than without it"
# and watch does not bring it back
status 0 "$hearsay" watch --db s.db --once --pause 1 "$site/feed"
told "0 new"

# a document on which others rest too: fewer origins, and what is left stays
status 0 "$hearsay" forget --db s.db "https://npa.example/2025/06/05/denial"
grep -q '^fewer	.* origins\? → ' out || fail "fewer origins were not said: $(cat out)"
status 1 "$hearsay" forget --db s.db nothing-like-it
told "no document 'nothing-like-it'"
status 3 "$hearsay" forget --db none.db x
told none.db
[ ! -e none.db ] || fail "made a store to forget in"
