# The entries of a live blog are documents of their own, each with its time; every span leads back to the page.
. tests/common.sh
entry() { # id, time, title, text
    printf '<article id="%s" class="entry"><h2>%s</h2><time datetime="%s">%s</time><p>%s</p></article>\n' "$1" "$3" "$2" "$2" "$4"
}
{
    printf '<!doctype html><html lang="en"><head><title>Lowton live</title><meta property="og:site_name" content="Harbour Echo">'
    printf '<link rel="canonical" href="https://echo.example/live"></head><body><h1>Lowton live</h1>\n'
    entry c 2025-03-21T08:00:00Z "Crews found" "The harbour office said on Friday that all crews were found unhurt after the storm of Thursday."
    entry b 2025-03-20T18:00:00Z "Search goes on" "The coast guard said that it would search for the caf&eacute; ship until midnight, and that two boats had sunk yesterday."
    entry a 2025-03-20T09:00:00Z "Ships missing" "The harbour master of Lowton said that three ships were missing, and that nobody knew where they had gone."
    printf '</body></html>\n'
} >live.html
status 0 "$hearsay" annotate --quiet live.html
[ "$(wc -l <out)" -eq 4 ] || fail "not a page and three entries"
grep -q '"path":"live.html#2","url":"https://echo.example/live#b","outlet":"Harbour Echo","title":"Search goes on"' out || fail "the second entry is not told"
grep '"path":"live.html#2"' out | grep -q '"value":"2025-03-19"' || fail "a time is not resolved against the entry's own"
grep '"path":"live.html#1"' out | grep -q '"value":"2025-03-20"' || fail "a time is not resolved against the entry's own"
python3 "$top/tests/cli/check_spans.py" out || fail "spans differ"
cp out once
"$hearsay" annotate --quiet --threads 4 live.html >out && cmp out once || fail "other bytes with four threads"

# the page and its entries are told apart from the next file, and stay the same when the page grows
cp live.html before.html
sed -i 's|<article id="c"|<article id="d" class="entry"><h2>Storm over</h2><time datetime="2025-03-22T08:00:00Z">now</time><p>The weather service said that the storm had left the coast of Lowton early on Saturday.</p></article>&|' live.html
status 0 "$hearsay" read --quiet --db live.db --format json before.html live.html
ids=$(sqlite3 live.db "SELECT count(DISTINCT id) FROM document WHERE path LIKE '%#%'")
[ "$ids" -eq 4 ] || fail "$ids entries in the store, not 4"
status 0 "$hearsay" verify live.db
