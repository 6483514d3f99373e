# A dry run of read says what it would do and writes nothing.
. tests/common.sh
printf '{"id":"a","text":"The mill burned down on Friday."}\n' >a.jsonl
status 0 "$hearsay" read --dry-run --db a.db a.jsonl
[ "$(cat out)" = "would add	a.jsonl#1	version 1" ] || fail "$(cat out)"
[ ! -e a.db ] || fail "made a store"
status 0 "$hearsay" read --db a.db a.jsonl
printf '{"id":"a","text":"The mill burned down on Saturday."}\n' >>a.jsonl
cksum a.db >before
status 0 "$hearsay" read --dry-run --db a.db a.jsonl
[ "$(cat out)" = "is there	a.jsonl#1	version 1
would add	a.jsonl#2	version 2" ] || fail "$(cat out)"
# a page is not fetched
. "$top/tests/site.sh"
status 0 "$hearsay" read --dry-run --db a.db "$site/wall" a.jsonl
[ "$(cat out)" = "would fetch	$site/wall
is there	a.jsonl#1	version 1
would add	a.jsonl#2	version 2" ] || fail "$(cat out)"
status 0 "$hearsay" read --dry-run "$site/wall"
[ ! -e requests ] || fail "asked for a page"
cksum a.db | cmp -s - before || fail "changed the store"
