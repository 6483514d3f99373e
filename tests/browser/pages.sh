# The pages in a real browser: node, Chromium and the packages of tests/browser/package-lock.json. Skipped where one is missing.
browser_tests=$PWD/tests/browser
. tests/common.sh
skip() { echo "$*"; exit 77; }
command -v node >/dev/null || skip "no node"
command -v npm >/dev/null || skip "no npm"
CHROMIUM=$(command -v chromium || command -v chromium-browser) || skip "no chromium"
export CHROMIUM
tools=$HEARSAY_BUILD/../browser
mkdir -p "$tools" && cp "$browser_tests"/package*.json "$browser_tests"/*.mjs "$tools" || fail "cannot write $tools"
if ! cmp -s "$tools/package-lock.json" "$tools/node_modules/installed"; then
    (cd "$tools" && timeout 120 npm ci --no-audit --no-fund --ignore-scripts --fetch-retries=0 >npm.log 2>&1) || skip "npm cannot fetch the packages"
    cp "$tools/package-lock.json" "$tools/node_modules/installed"
fi

# the sample story, and a report whose outlet changed it without saying so
cat >edited.jsonl <<'J'
{"url": "https://lantern.example/depot", "outlet": "Harbour Lantern", "title": "Fire at depot", "published": "2025-06-03", "text": "A fire at the Ostrel fuel depot killed nine people on Monday, the Sarn Rescue Service said.\n\nThe cause was a faulty pump, an engineer said.\n\nThe depot holds six tanks."}
J
sed 's/killed nine people/killed at least eleven people/; s/The cause was a faulty pump, an engineer said/The cause is not known/' edited.jsonl >edited2.jsonl
"$hearsay" read --quiet --db s.db edited.jsonl >/dev/null 2>err && "$hearsay" read --quiet --db s.db edited2.jsonl >/dev/null 2>err || fail "not read"
"$hearsay" read --quiet --db s.db --format html "$top/samples/reports" >report.html 2>err || fail "not read"
serve s.db
(cd "$tools" && timeout 400 node pages.mjs "$(cat "$place/address")" "$place/report.html" "${SHOTS:-$place}")
got=$?
kill $server
wait $server || fail "did not stop cleanly"
exit $got
