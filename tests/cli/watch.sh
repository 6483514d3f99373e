# Following a site: new reports, silent edits, conditional requests, back-off, robots.txt, and what newly appeared.
. tests/common.sh
. "$top/tests/site.sh"
feed() { # NAME ITEM...: items are "path|title"
    name=$1; shift
    { printf '<rss version="2.0"><channel><title>The Calder Gazette</title><link>%s/</link>' "$site"
      for item in "$@"; do printf '<item><title>%s</title><link>%s/%s</link><description>%s</description></item>' "${item#*|}" "$site" "${item%%|*}" "${item#*|}"; done
      printf '</channel></rss>'; } >"said/$name"
}
watch() { "$hearsay" watch --db w.db --once --pause 20 --timeout 5 "$@"; }
asked() { cut -f2 requests | grep -c -x -e "$1"; }
later() { sqlite3 w.db "UPDATE visit SET due = 0, first = first - 7200 WHERE kind <> 'robots' AND status = 200"; } # two hours pass
page wall "Harbour wall falls" "The harbour wall of Ostrel collapsed on Monday and injured three people, the port authority said."
page ferry "Ferry stopped" "The ferry to Sarn was stopped on Tuesday, the harbour office said."
page secret "Not for programs" "The mayor of Ostrel resigned on Tuesday."
printf 'User-agent: *\nDisallow: /secret\n' >said/robots.txt
feed feed 'wall|Harbour wall falls' 'ferry|Ferry stopped' 'secret|The mayor of Ostrel resigned on Tuesday, the council said.' 'gone|The gate of Ostrel was closed on Sunday, the council said.'

# nothing is asked for, and nothing made, by a dry run
status 0 watch --dry-run "$site/feed"
grep -q "would ask for	$site/feed" out || fail "dry run: $(cat out)"
[ ! -e requests ] && [ ! -e w.db ] || fail "the dry run did something"

status 1 watch "$site/feed"
told "$site/gone" "status 404"
told "4 new" "1 refused by robots.txt" "1 failed"
[ "$(asked /secret)" = 0 ] || fail "robots.txt was not kept to"
[ "$(asked /robots.txt)" = 1 ] || fail "robots.txt was asked for more than once"
[ "$(grep -c '^new	' out)" = 4 ] || fail "what is new was not said: $(cat out)"
[ "$(sqlite3 w.db "SELECT count(*) FROM document WHERE version = 1")" = 4 ] || fail "not all were put"
# what could not be had stands as the feed tells it
[ "$(sqlite3 w.db "SELECT count(*) FROM fetched WHERE asked LIKE '%/feed'")" = 2 ] || fail "the items of refused and missing pages were not put"

# again at once: only the feed is asked for, with what is known of it
: >requests
status 0 watch "$site/feed"
[ "$(wc -l <requests)" = 1 ] && grep -q '	/feed	"' requests || fail "asked for again: $(cat requests)"
told "0 new" "1 unchanged"

# two hours later: pages are looked at again; other words are a new version, other advertisements none
later
page wall "Harbour wall falls" "The harbour wall of Ostrel collapsed on Monday and injured five people, the port authority said."
sed 's#</body>#<!-- 17 --></body>#' said/ferry >said/ferry.new && mv said/ferry.new said/ferry
status 0 watch --fail-on stage "$site/feed"
told "1 changed"
grep -q "^changed	$site/wall" out || fail "the edit was not said: $(cat out)"
[ "$(sqlite3 w.db "SELECT count(*) FROM document WHERE name LIKE '%/wall'")" = 2 ] || fail "no second version"
[ "$(sqlite3 w.db "SELECT count(*) FROM document WHERE name LIKE '%/ferry'")" = 1 ] || fail "a version without other words"

# a condition: what newly appeared
mkdir quarrel story
printf 'Norvia Post\n3 June 2025\n\nThe weir at Sorrel burst on Monday and flooded a mill, the water board said.\n' >quarrel/burst.txt
printf 'Calder Gazette\n3 June 2025\n\nThe weir at Sorrel did not burst on Monday, mayor Ilka Morrow said.\n' >quarrel/held.txt
status 4 "$hearsay" watch --db q.db --once --fail-on contradiction,origin quarrel
grep -q '^contradiction	' out || fail "not said what appeared: $(cat out)"
status 0 "$hearsay" watch --db q.db --once --fail-on contradiction,stage,origin quarrel
cp "$top"/samples/reports/[12]* story/
status 0 "$hearsay" watch --db s.db --once --fail-on contradiction story
cp "$top"/samples/reports/3* story/
status 4 "$hearsay" watch --db s.db --once --fail-on stage story
grep -q '^stage	.*: planned → ordered$' out || fail "the move was not said: $(cat out)"
cp "$top"/samples/reports/4* story/
status 0 "$hearsay" watch --db s.db --once --fail-on contradiction,stage story
cp "$top"/samples/reports/5* story/
status 4 "$hearsay" watch --db s.db --once --fail-on stage story
grep -q '^stage	.*: ordered → underway$' out || fail "the move was not said: $(cat out)"
feed other 'bell|Bell of Ostrel'
page bell "Bell of Ostrel" "The bell of Ostrel was rung on Friday, the council said."
status 2 watch --fail-on rain "$site/other"
told rain

# back-off: what fails, or says so, is asked for later
printf 503 >said/feed.status
printf 'Retry-After: 7200\n' >said/feed.headers
status 1 watch "$site/feed"
told "$site/feed" "status 503"
: >requests
status 0 watch "$site/feed"
[ "$(asked /feed)" = 0 ] || fail "asked again before it should"
[ "$(sqlite3 w.db "SELECT due - checked FROM visit WHERE url LIKE '%/feed'")" = 7200 ] || fail "Retry-After was not kept to"
rm said/feed.status said/feed.headers

# lists of feeds, JSON feeds, folders; one request a host at a time
printf '{"version":"https://jsonfeed.org/version/1.1","title":"Echo","items":[{"id":"1","title":"Gate","content_text":"The gate of Sarn was opened on Friday, the town council said."}]}' >said/json
printf '<opml version="2.0"><body><outline text="a"><outline xmlUrl="%s/json" text="b"/></outline><outline xmlUrl="%s/other"/></body></opml>' "$site" "$site" >said/list
mkdir folder; printf 'The lock of Ostrel was repaired on Friday, the mayor said.\n' >folder/a.txt
status 0 watch "$site/list" folder
told "3 new"
status 0 watch "$site/list" folder
told "0 new"
printf 'The lock of Ostrel broke again on Sunday, the mayor said.\n' >folder/b.txt
cp said/list list.opml
printf '# ours\nlist.opml\nfolder\n' >sources
status 0 watch --sources sources
told "1 new"
awk -F'\t' 'NR > 1 && $1 - last < 0.015 { bad = 1 } { last = $1 } END { exit bad }' requests || fail "no pause between requests to one host"
status 2 "$hearsay" watch --db w.db --once
told "nothing to watch"

# a file that changes and names no URL is another version of its document, an edit that is told; once told it is known
printf 'The lock of Ostrel broke again on Monday and two barges sank, the mayor said.\n' >folder/b.txt
status 0 watch folder
told "1 changed"
grep -q '^changed	folder/b.txt' out || fail "the edit of a file was not said: $(cat out)"
[ "$(sqlite3 w.db "SELECT count(DISTINCT name) || ' ' || max(version) FROM document WHERE path = 'folder/b.txt'")" = "1 2" ] || fail "no second version of the file"
status 0 "$hearsay" read --quiet --db w.db folder
[ "$(sqlite3 w.db "SELECT count(*) FROM document WHERE path LIKE 'folder/%'")" = 3 ] || fail "read put again what watch had put"
touch folder/b.txt
status 0 watch folder
told "0 changed" "1 unchanged"
news=$server
serve w.db
pages=$server server=$news
python3 -c '
import re, urllib.request
page = urllib.request.urlopen(open("address").read().strip() + "changes?since=2025-01-01").read().decode()
assert re.search("without saying so.*folder/b.txt.*\n.*<del>Sunday</del> <ins>Monday and two barges sank</ins>", page), page
' >edit 2>&1 || { cat edit; kill $pages; fail "the edit of the file is not shown"; }
kill $pages

# items alone
status 0 "$hearsay" watch --db items.db --once --items --pause 1 "$site/feed"
[ "$(sqlite3 items.db 'SELECT count(*) FROM document')" = 4 ] || fail "items were not put"

# a page as a source; robots.txt that cannot be read refuses all
status 0 "$hearsay" watch --db page.db --once --pause 1 "$site/wall"
told "1 new"
printf 500 >said/robots.txt.status
status 1 "$hearsay" watch --db closed.db --once --pause 1 "$site/wall"
told "robots.txt"
rm said/robots.txt.status

# interrupted in the middle, it goes on where it was
"$hearsay" watch --db cut.db --once --pause 400 "$site/feed" >out 2>err &
watcher=$!
sleep 2; kill -TERM $watcher; wait $watcher
"$hearsay" watch --db cut.db --once --pause 20 "$site/feed" >out 2>err
[ "$(sqlite3 cut.db 'SELECT count(*) FROM document')" -ge 2 ] || fail "did not go on: $(cat err)"
# and follows until it is told to end
"$hearsay" watch --db cut.db --interval 1 --pause 20 "$site/other" >out 2>err &
watcher=$!
sleep 4; kill -INT $watcher; wait $watcher
[ "$(grep -c 'asked for' err)" -ge 2 ] || fail "did not go on by itself: $(cat err)"
