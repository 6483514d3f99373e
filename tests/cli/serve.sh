# Pages and their data, from a store on loopback, without a request elsewhere.
. tests/common.sh
"$hearsay" read --quiet --db s.db --format json "$top/samples/reports" >picture.json 2>err || fail "not read"
"$hearsay" mark note 1 --db s.db --who Ana "harbour office says no" >out 2>err || fail "not marked"
"$hearsay" picture --db s.db --format json >picture.json 2>err || fail "no picture"
serve s.db
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
index = json.loads(get("/index.json"))
assert [(s["id"], s["title"]) for s in index["stories"]] == [(s["id"], s["title"]) for s in picture["stories"]] and "claims" not in index
assert index["documents"] == picture["documents"]
assert json.loads(get(f"/story/{picture['stories'][0]['id']}.json")) == picture # all reports are of one story
story, claim, document = picture["stories"][0]["id"], picture["claims"][0], picture["documents"][0]["id"]
for path in ("/", f"/story/{story}", f"/story/{story}?order=change&page=2", f"/claim/{claim['id']}", f"/document/{document}", f"/document/{document}/edits",
             f"/story/{story}/sources", f"/story/{story}/timeline", f"/story/{story}/escalation", "/changes?since=2025-06-05", "/search?q=blockade+navy"):
    page = get(path)
    assert page.startswith("<!doctype html>") and page.count("<script") == 1 and page.count("<main") == 1, path
    assert len(page) < 60000, (path, len(page))
    assert not re.search(r'(?:src|href)="?(?:https?:)?//', page), path
assert json.loads(get(f"/claim/{claim['id']}.json"))["claims"][0]["id"] == claim["id"]
assert json.loads(get(f"/document/{document}.json"))["id"] == document
assert "harbour office says no" in get(f"/claim/{claim['id']}")
link = re.search(r'href="(/document/[^"]*evidence[^"]*)#evidence"', get(f"/claim/{claim['id']}")).group(1)
assert '<mark id=evidence' in get(link)
everything = get("/search?q=the")
more = re.search(r'href="(/search\?q=the&amp;page=2)"', everything).group(1).replace("&amp;", "&")
shown = lambda page: set(re.findall(r'evidence=([^"]*)"', page))
assert shown(get(more)) and shown(get(more)) != shown(everything)
import xml.dom.minidom
feed = xml.dom.minidom.parseString(get("/changes.atom"))
assert feed.getElementsByTagName("entry")
graph = json.loads(get(f"/story/{story}/sources.json"))
named = {(graph["nodes"][e["to"]]["name"], e["kind"], graph["nodes"][e["from"]]["name"]) for e in graph["edges"]}
assert ("Coastline Pulse", "copies", "Norvia Press Agency") in named and ("Meridian Morning", "cites", "The Calder Gazette") in named, named
told = lambda outlet: {voice for teller, kind, voice in named if teller == outlet and kind == "tells"}
assert told("Norvia Press Agency") and not told("Norvia Press Agency") & told("Coastline Pulse"), named # what it copies tells them
times = json.loads(get(f"/story/{story}/timeline.json"))
assert any(t["happened"] == ["2025-06-12"] and "2025-06-30" in t["fetched"] for t in times)
table = get(f"/story/{story}/escalation.csv").splitlines()
assert table[0].startswith("week,actor,recipient,") and len(table) == 1 + len(json.loads(get(f"/story/{story}/escalation.json")))
changes = json.loads(get("/changes.json?since=2025-06-05"))["changes"]
assert {"claim", "move", "origin"} <= {c["kind"] for c in changes} and all(c["date"] >= "2025-06-05" for c in changes)
assert not json.loads(get("/changes.json?since=2025-07-05"))["changes"]
found = json.loads(get("/search.json?q=blockade+voice:ministry"))
assert found["statements"] and all("claim" in s for s in found["statements"])
told = found["statements"][0]
assert f'/claim/{told["claim"]}.json' in get(f'/statement/{told["statement"]}/{told["document"]}'), "a statement does not lead to its claim"
get(f'/statement/0000/{told["document"]}', 404), get("/statement/0000/none", 404)
assert len(xml.dom.minidom.parseString(get("/search.atom?q=blockade")).getElementsByTagName("entry")) > 5
def post(path, status, **head):
    request = urllib.request.Request(base + path, data=b"", method="POST", headers=head)
    try: got = urllib.request.urlopen(request).status
    except urllib.error.HTTPError as e: got = e.code
    assert got == status, (path, got)
post("/searches?do=save&q=navy", 403, Origin="http://elsewhere.example")
assert "/search?q=navy" not in get("/search")
post("/searches?do=save&q=navy", 200, Origin=base)
assert "/search?q=navy" in get("/search")
post("/searches?do=forget&q=navy", 200)
assert "/search?q=navy" not in get("/search")
try: urllib.request.urlopen(urllib.request.Request(base, headers={"Host": "elsewhere.example"})); assert False
except urllib.error.HTTPError as e: assert e.code == 403
get("/page.js"); get("/icon.svg")
get("/nothing", 404); get("/claim/0000", 404); get("/document/%00", 404); get(f"/document/{document}?evidence=9-3", 200)
assert "<b>" not in get("/search?q=%3Cb%3Ex")
P
python3 ask.py >out 2>&1 || { cat out; kill $server; fail "a page is wrong"; }
kill $server
wait $server || fail "did not stop cleanly"
