# Every page that can be reached from the first is there and well formed, also where reports mean harm; edits are told; new
# reports show without a restart.
. tests/common.sh
cat >reports.jsonl <<'J'
{"id": "../a\"<b>/c d", "outlet": "\"><img src=x>", "title": "<script>alert(1)</script> & more", "url": "javascript:alert(1)", "published": "2025-03-04", "text": "A fire killed at least nine people in Orvale on Monday, Mara \"><script>alert(2)</script> Dell said.\n\nThe mayor plans to close the port."}
{"url": "https://echo.example/port", "outlet": "Echo", "title": "Port fire", "published": "2025-03-05", "text": "A fire killed twelve people in Orvale on Monday, the fire service said.\n\nThe port is open."}
J
printf '%s\n' '{"url": "https://echo.example/port", "outlet": "Echo", "title": "Port fire", "published": "2025-03-05", "text": "A fire killed fourteen people in Orvale on Monday, the fire service said.\n\nThe port is closed."}' >edited.jsonl
"$hearsay" read --quiet --db s.db reports.jsonl >out 2>err && "$hearsay" read --quiet --db s.db edited.jsonl >out 2>err || fail "not read"
serve s.db
cat >crawl.py <<'P'
import html.parser, json, subprocess, sys, time, urllib.error, urllib.parse, urllib.request
base = open("address").read().strip().rstrip("/")
def get(path):
    with urllib.request.urlopen(base + urllib.parse.quote(path, safe="/?&=%;.-_~+")) as r: return r.read().decode(), r.headers["Content-Type"]
VOID = {"meta", "link", "input", "br", "img"}
class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(); self.path, self.open, self.links, self.scripts = path, [], [], 0
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        assert tag != "img" and not any(k.startswith("on") or k == "style" for k in a), (self.path, tag, a)
        assert tag != "script" or a == {"type": "module", "src": "/page.js"}, (self.path, a)
        if tag in ("a", "link") and "href" in a: self.links.append(a["href"])
        if tag not in VOID: self.open.append(tag)
    def handle_startendtag(self, tag, attributes): self.handle_starttag(tag, attributes); self.open.pop() if tag not in VOID else None
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (self.path, tag, self.open[-4:])
        self.open.pop()
seen, waiting = set(), ["/"]
while waiting:
    path = waiting.pop()
    if path in seen: continue
    seen.add(path)
    body, kind = get(path)
    if kind.startswith("text/html"):
        page = Page(path); page.feed(body); page.close()
        assert not page.open, (path, page.open)
        for link in page.links:
            assert link.startswith(("/", "#")), (path, link)
            if link.startswith("/"): waiting.append(link.split("#")[0])
    elif "json" in kind: json.loads(body)
assert len(seen) > 15 and any("/edits" in path for path in seen), seen
changes = json.loads(get("/changes.json?since=2025-03-01")[0])["changes"]
edit = [c for c in changes if c["kind"] == "edit"]
assert len(edit) == 1 and edit[0]["silent"] and edit[0]["version"] == 2, changes
shown = get("/changes?since=2025-03-01")[0]
assert "<del>twelve</del>" in shown and "<ins>fourteen</ins>" in shown
# an entry's id stands for one thing alone
import re
ids = re.findall(r"<id>(urn:[^<]*)</id>", get("/changes.atom?since=2025-03-01")[0])
assert len(ids) == len(set(ids)), ids
before = len(json.loads(get("/index.json")[0])["documents"])
line = json.dumps({"outlet": "Lantern", "title": "Late", "published": "2025-03-06", "text": "The ferry sank off Orvale on Thursday, the coast guard said."})
subprocess.run([sys.argv[1], "read", "--quiet", "--db", "s.db", "-"], input=line.encode(), stdout=subprocess.DEVNULL, check=True)
for _ in range(60):
    if len(json.loads(get("/index.json")[0])["documents"]) == before + 1: break
    time.sleep(0.5)
else: raise AssertionError("the new report does not show")
P
python3 crawl.py "$hearsay" >out 2>&1 || { cat out; kill $server; fail "a page is wrong"; }
kill $server
wait $server || fail "did not stop cleanly"
