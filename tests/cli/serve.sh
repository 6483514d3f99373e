# Pages and their data, from a store on loopback, without a script or a request elsewhere.
. tests/common.sh
"$hearsay" read --quiet --db s.db --format json "$top/samples/reports" >picture.json 2>err || fail "not read"
"$hearsay" serve --db s.db --port 0 >address 2>err &
server=$!
for wait in 1 2 3 4 5 6 7 8 9 10; do [ -s address ] && break; sleep 0.5; done
[ -s address ] || fail "does not say where it listens"
cat >ask.py <<'P'
import json, re, sys, urllib.error, urllib.request
base = open("address").read().strip().rstrip("/")
def get(path, status=200):
    try:
        with urllib.request.urlopen(base + path) as r: body, got, head = r.read().decode(), r.status, r.headers
    except urllib.error.HTTPError as e: body, got, head = e.read().decode(), e.code, e.headers
    assert got == status, (path, got)
    assert "default-src 'none'" in head["Content-Security-Policy"], path
    return body
picture = json.load(open("picture.json"))
assert json.loads(get("/index.json")) == picture
story, claim, document = picture["stories"][0]["id"], picture["claims"][0], picture["documents"][0]["id"]
for path in ("/", f"/story/{story}", f"/claim/{claim['id']}", f"/document/{document}", "/changes?since=2025-06-05", "/search?q=blockade+navy"):
    page = get(path)
    assert page.startswith("<!doctype html>") and "<script" not in page and page.count("<main") == 1, path
    assert not re.search(r'(?:src|href)="?(?:https?:)?//', page), path
assert json.loads(get(f"/claim/{claim['id']}.json"))["claims"][0]["id"] == claim["id"]
assert json.loads(get(f"/document/{document}.json"))["id"] == document
link = re.search(r'href="(/document/[^"]*evidence[^"]*)#evidence"', get(f"/claim/{claim['id']}")).group(1)
assert '<mark id=evidence' in get(link)
import xml.dom.minidom
feed = xml.dom.minidom.parseString(get("/changes.atom"))
assert feed.getElementsByTagName("entry")
get("/nothing", 404); get("/claim/0000", 404); get("/document/%00", 404); get(f"/document/{document}?evidence=9-3", 200)
assert "<b>" not in get("/search?q=%3Cb%3Ex").split("<main")[1].split("</form>")[0]
P
python3 ask.py >out 2>&1 || { cat out; kill $server; fail "a page is wrong"; }
kill $server
wait $server || fail "did not stop cleanly"
