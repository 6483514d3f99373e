# Sourced by the tests of fetching: starts tests/server.py in the test's folder; $site is its URL.
mkdir -p said
env -u http_proxy -u HTTP_PROXY python3 "$top/tests/server.py" >port 2>server.log &
server=$!
trap 'kill $server 2>/dev/null; chmod -R u+rwx "$place"; rm -rf "$place"' EXIT
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY
for wait in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] && break; sleep 0.5; done
[ -s port ] || fail "no server"
site=http://127.0.0.1:$(cat port)
page() { # NAME TITLE TEXT
    printf '<!doctype html><html lang=en><head><title>%s - The Calder Gazette</title><meta property="og:site_name" content="The Calder Gazette"><meta property="article:published_time" content="2025-03-04T06:05:00Z"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>' "$2" "$2" "$3" >"said/$1"
}
