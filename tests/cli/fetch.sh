# One page by its URL: what is kept of it, and what a server cannot do to us.
. tests/common.sh
. "$top/tests/site.sh"
page wall "Harbour wall falls" "The harbour wall of Ostrel collapsed on Monday and blocked the channel, the port authority said."

status 0 "$hearsay" read --db a.db --format json "$site/wall"
grep -q '"outlet":"The Calder Gazette"' out || fail "the page was not read"
grep -q "\"url\":\"$site/wall\"" out || fail "the URL was not kept"
[ "$(sqlite3 a.db 'SELECT asked = final AND retrieved LIKE "20__-__-__T__:__:__Z" AND headers LIKE "%ETag%" FROM fetched')" = 1 ] || fail "where it came from was not kept"
status 0 "$hearsay" verify a.db
grep -q "	hearsay/[0-9]" requests || fail "does not say who asks"

# behind redirects the document has the URL that answered
status 0 "$hearsay" read --db b.db --format json "$site/chain#top"
[ "$(sqlite3 b.db 'SELECT asked, final FROM fetched')" = "$site/chain#top|$site/wall" ] || fail "redirects: $(sqlite3 b.db 'SELECT asked, final FROM fetched')"

# the charset of the header, and compression
printf '<!doctype html><title>Se\361al</title><p>El alcalde dijo el lunes que la se\361al del puerto se hundi\363.</p>' >said/latin
printf 'Content-Type: text/html; charset="ISO-8859-1"\nContent-Encoding: gzip\n' >said/latin.headers
status 0 "$hearsay" annotate "$site/latin"
grep -q 'la señal del puerto se hundió' out || fail "charset: $(cat out)"
grep -q '"retrieved":"20' out || fail "not said when it was fetched"

# a feed gives its items
printf '<rss version="2.0"><channel><title>The Calder Gazette</title><link>%s/</link><item><title>Wall</title><link>/a</link><description>The wall of Ostrel fell down on Monday, the port authority said.</description></item></channel></rss>' "$site" >said/feed
status 0 "$hearsay" annotate --layers none "$site/feed"
grep -q "\"path\":\"$site/feed#1\"" out || fail "the item was not read"
grep -q "\"url\":\"$site/a\"" out || fail "the item's link: $(cat out)"

# what cannot be had is told, and the rest is read
bad() { # NAME WORDS [SECONDS]
    status 1 "$hearsay" annotate --timeout "${3:-60}" "$site/$1" "$site/wall"
    told "$site/$1" "$2"
    [ "$(wc -l <out)" -eq 1 ] || fail "the good page was not read"
}
bad missing "status 404"
bad loop "redirected too often"
bad inside "private network"
bad file "no page"
bad slow "no answer in time" 1
bad drip "no answer in time" 1
bad huge "larger than"
bad bomb "larger than"
status 1 "$hearsay" annotate "http://127.0.0.1:1/x"
told "127.0.0.1:1"
status 1 "$hearsay" annotate "http://[broken/x"
told "[broken"
status 1 "$hearsay" annotate "gopher://localhost/x"
told gopher
