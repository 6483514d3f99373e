# Many requests at a time while watch writes into the store and searches are saved: every answer is whole, the new reports
# show, and under the thread sanitizer nothing is shared without a lock.
. tests/common.sh
mkdir reports
cp "$top"/samples/reports/1* reports/
status 0 "$hearsay" watch --quiet --db s.db --once reports
serve s.db
cat >ask.py <<'P'
import json, shutil, subprocess, sys, threading, time, urllib.request
base = open("address").read().strip().rstrip("/")
hearsay, more = sys.argv[1], sys.argv[2:]
def get(path, data=None):
    with urllib.request.urlopen(urllib.request.Request(base + path, data=data), timeout=60) as r: return r.read().decode()
first = json.loads(get("/index.json"))
story, document = first["stories"][0]["id"], first["documents"][0]["id"]
claim = json.loads(get(f"/story/{story}.json"))["claims"][0]["id"]
wrong, asked, stop = [], [0], threading.Event()
def ask(number):
    paths = ["/", "/index.json", f"/document/{document}", "/changes?since=2025-06-01", "/search?q=blockade", "/search.json?q=navy", "/changes.atom"]
    at = number
    while not stop.is_set():
        path = paths[at % len(paths)]
        at += 1
        try:
            body = get(path)
            if ".json" in path: json.loads(body)
            elif ".atom" in path: assert body.rstrip().endswith("</feed>"), path
            else: assert body.rstrip().endswith("</html>"), path
            if number == 0: get(f"/searches?do={'save' if at % 2 else 'forget'}&q=navy", b"")
            asked[0] += 1
        except Exception as e: wrong.append((path, repr(e)))
threads = [threading.Thread(target=ask, args=(i,), daemon=True) for i in range(6)]
for t in threads: t.start()
for file in more:
    shutil.copy(file, "reports")
    subprocess.run([hearsay, "watch", "--quiet", "--db", "s.db", "--once", "reports"], stdout=subprocess.DEVNULL, check=True)
for _ in range(240):
    if len(json.loads(get("/index.json"))["documents"]) > len(first["documents"]) + 1: break
    time.sleep(0.5)
else: wrong.append("the new reports do not show")
stop.set()
for t in threads: t.join()
assert not wrong, wrong[:3]
assert asked[0] > 20, asked
P
python3 ask.py "$hearsay" "$top"/samples/reports/[23]* >out 2>&1 || { cat out served; kill $server; fail "an answer is wrong"; }
kill $server
wait $server || { cat served; fail "did not stop cleanly"; }
[ ! -s served ] || { cat served; fail "told something"; }
