# Input made to use up time or memory: each is told, bounded, and what stands beside it is read.
. tests/common.sh
command -v python3 >/dev/null || exit 77
printf 'The harbour office said on Monday that the mole would be closed for repairs.\n' >good.txt
python3 - <<'EOF'
import gzip, zlib

page = b"<!doctype html><title>Mole</title><p>The mayor said that the bridge over the old harbour was closed on Monday.</p>"

def record(number, body, length=None, head=b"Content-Type: text/html\r\n"):
    block = b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + body
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://echo.example/%d\r\nContent-Length: %d\r\n\r\n"
            % (number, len(block) if length is None else length)) + block + b"\r\n\r\n"

# zip bombs: a file, and a body inside an archive with a good record behind it
bomb = gzip.compress(b"a" * (100 << 20), 9)
open("bomb.txt.gz", "wb").write(bomb)
inner = gzip.compress(b"<p>" + b"a" * (200 << 20), 9)
open("bomb.warc", "wb").write(record(1, inner, head=b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + record(2, page))
# deep markup, and many of one tag that is never closed
open("deep.html", "wb").write(b"<!doctype html>" + b"<div>" * 10000 + page + b"</div>" * 10000)
open("deeper.html", "wb").write(b"<!doctype html>" + b"<b><i><table><tr><td>" * 200000 + page)
# an attribute of 60 MB, one of 100 MB beyond the limit, and a tag with a million attributes
open("attribute.html", "wb").write(b"<!doctype html><div title='" + b"x" * (60 << 20) + b"'>" + page + b"</div>")
open("huge.html", "wb").write(b"<!doctype html><div title='" + b"x" * (100 << 20) + b"'>" + page + b"</div>")
open("attributes.html", "wb").write(b"<!doctype html><div " + b"a=1 " * 1000000 + b">" + page + b"</div>")
# a member cut in the middle, another behind it
members = [gzip.compress(record(i, page)) for i in range(3)]
open("cut.warc.gz", "wb").write(members[0] + members[1][:90] + members[2])
open("ends.warc.gz", "wb").write(members[0] + members[1][:90])
# lengths that lie
open("lies.warc", "wb").write(record(1, page, 10 ** 12) + record(2, page) + record(3, page, 5) + record(4, page))
# entities that would grow a thousand millionfold, and one that would read a file
laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
open("laughs.xml", "wb").write(b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "haha">' + laughs +
    b'<!ENTITY own SYSTEM "good.txt">]><rss version="2.0"><channel><title>Echo</title><item><title>Mole</title><description>The mayor said &l9; that the mole &own; was closed on Monday.</description></item></channel></rss>')
# JSON nested without end
open("nested.jsonl", "wb").write(b'{"text":' + b"[" * 1000000 + b"\n" + b'{"id":"n","text":"The mole was closed on Monday."}\n')
EOF

# bounded RESULT ARGUMENTS...: annotates within twenty seconds of processor time
bounded() {
    expected=$1; shift
    (ulimit -t 20; "$hearsay" annotate --threads 1 --layers none "$@") >out 2>err
    got=$?
    [ "$got" -eq "$expected" ] || fail "exit status $got, not $expected: $*"
}

bounded 1 bomb.txt.gz good.txt
told bomb.txt.gz "thousand times its size"
[ "$(wc -l <out)" -eq 1 ] || fail "the report behind the bomb was not read"
bounded 1 bomb.warc
told "bomb.warc#1" "beyond the limit"
grep -q '"path":"bomb.warc#2"' out || fail "the record behind the bomb was not read"
bounded 0 deep.html deeper.html attribute.html attributes.html
[ "$(grep -c 'bridge over the old harbour' out)" -eq 4 ] || fail "the text of a deep page was lost"
bounded 1 huge.html good.txt
told huge.html "more than 64 MiB"
[ "$(wc -l <out)" -eq 1 ] || fail "the report behind the huge page was not read"
bounded 1 cut.warc.gz
told "cut.warc.gz#3" damaged
[ "$(grep -c 'bridge over the old harbour' out)" -ge 2 ] || fail "the members around the cut one were not read"
bounded 1 ends.warc.gz
told "ends.warc.gz#3" "cut off"
[ "$(wc -l <out)" -ge 1 ] || fail "the member before the cut was not read"
bounded 1 lies.warc
grep -q '"url":"http://echo.example/4"' out || fail "the record behind the lying ones was not read"
bounded 0 laughs.xml
[ "$(wc -c <out)" -lt 2000 ] || fail "an entity was expanded"
grep -q 'haha\|repairs' out && fail "an entity was expanded"
bounded 1 nested.jsonl
told "nested.jsonl#1" byte
grep -q '"id":"n"' out || fail "the record behind the nested one was not read"
exit 0
