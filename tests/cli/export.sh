# Tables with what describes them, rows after ACLED, schema.org's Claim, and a report for paper.
. tests/common.sh
"$hearsay" read --quiet --db s.db --format json "$top/samples/reports" >picture.json 2>err || fail "not read"
"$hearsay" mark --db s.db --who Ana --when 2025-06-20T08:00:00Z note 1 'call, "again"' >out 2>err || fail "not marked"
status 0 "$hearsay" export --db s.db --format csv --output csv
status 0 "$hearsay" export --db s.db --format jsonl --output jsonl
status 0 "$hearsay" export --db s.db --format acled
cp out acled.csv
status 0 "$hearsay" export --db s.db --format schema
cp out schema.json
status 0 "$hearsay" export --db s.db --format report
cp out short.html
status 0 "$hearsay" export --db s.db --format report --all
cp out report.html
for format in claims statements gdelt plover annotations; do
    status 0 "$hearsay" export --db s.db --format $format
    cp out "$format.out"
done
"$hearsay" annotate "$top/samples/reports" >annotated.jsonl 2>err || fail "not annotated"
sqlite3 s.db "SELECT id, digest FROM document" >digests
cat >strikes.jsonl <<'J'
{"id": "1", "outlet": "Echo", "published": "2025-03-04", "text": "An air strike on the port of Quillmarsh killed 12 people on Monday, the harbour office said."}
{"id": "2", "outlet": "Wire", "published": "2025-03-05", "text": "An air strike on the port of Quillmarsh killed 14 people on Monday, the rescue service said."}
{"id": "3", "outlet": "Herald", "published": "2025-03-05", "text": "Gunmen killed three fishermen in Orvale on Sunday, police said."}
{"id": "4", "outlet": "Herald", "published": "2025-03-06", "text": "Gunmen killed a 12-year-old boy in Sarn on Saturday, police said."}
J
status 0 "$hearsay" read --quiet --db strikes.db strikes.jsonl
status 0 "$hearsay" export --db strikes.db --format acled
cp out strikes.csv
cat >check.py <<'P'
import csv, html, json, re
picture = json.load(open("picture.json"))
kinds = {"string": str, "integer": int, "number": float, "boolean": lambda v: {"true": True, "false": False}[v]}
def load(folder):
    package, tables = json.load(open(folder + "/datapackage.json")), {}
    for r in package["resources"]:
        fields = {f["name"]: f["type"] for f in r["schema"]["fields"]}
        if r["format"] == "csv":
            lines = list(csv.reader(open(folder + "/" + r["path"], newline=""), strict=True))
            assert lines[0] == list(fields), r["name"]
            assert all(len(line) == len(fields) for line in lines), r["name"]
            rows = [{n: kinds[fields[n]](v) for n, v in zip(lines[0], line) if v != ""} for line in lines[1:]]
        else:
            rows = [json.loads(line) for line in open(folder + "/" + r["path"])]
            assert all(list(row) == list(fields) for row in rows), r["name"]
            rows = [{n: v for n, v in row.items() if v is not None} for row in rows]
            for row in rows:
                for n, v in row.items(): assert isinstance(v, (int, float) if fields[n] == "number" else {"string": str, "integer": int, "boolean": bool}[fields[n]])
        tables[r["name"]] = rows
    for r in package["resources"]:
        key = r["schema"].get("primaryKey")
        if key: assert len({row[key] for row in tables[r["name"]]}) == len(tables[r["name"]]), r["name"]
        for f in r["schema"].get("foreignKeys", []):
            known = {row[f["reference"]["fields"]] for row in tables[f["reference"]["resource"]]}
            assert all(row[f["fields"]] in known for row in tables[r["name"]]), (r["name"], f)
    return tables
tables, lines = load("csv"), load("jsonl")
assert tables == lines, "CSV and JSON Lines differ"
assert len(tables["claims"]) == len(picture["claims"]) and len(tables["documents"]) == len(picture["documents"])
assert len(tables["statements"]) == sum(len(c["reports"]) for c in picture["claims"])
assert len(tables["origins"]) == sum(len(c["origins"]["list"]) for c in picture["claims"])
assert len(tables["conflicts"]) == sum(len(v["values"]) for c in picture["claims"] for v in c["conflicts"]) > 0
assert len(tables["passages"]) == len(picture["reuse"]) > 0
assert tables["marks"][0]["value"] == 'call, "again"'
rows = list(csv.DictReader(open("acled.csv", newline="")))
done = {c["id"] for c in picture["claims"] if c["stage"] in ("done", "underway") and c["polarity"] == "affirmed" and "event" in c}
assert all(r["event_id"] in done and r["disorder_type"] and r["event_date"] and r["source"] for r in rows)
assert all(r["stage"] in ("done", "underway") for r in rows)
graph = json.load(open("schema.json"))
assert graph["@context"] == "https://schema.org" and len(graph["@graph"]) == len(picture["claims"])
for claim in graph["@graph"]:
    assert claim["@type"] == "Claim" and claim["appearance"] and claim["text"] and "reviewRating" not in claim
page = open("report.html").read()
assert page.startswith("<!doctype html>") and page.rstrip().endswith("</html>") and "<script" not in page
assert not re.search(r"(?:src|href)=\"?(?:https?:)?//", page), "asks somebody else"
assert "<details" not in page, "evidence is folded away on paper"
text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())
for s in tables["statements"]: assert " ".join(s["words"].split()) in text, s["words"]
for i in re.findall(r'href="#([^"]+)"', page): assert f'id={i}' in page or f'id="{i}"' in page, i
short = open("short.html").read()
assert len(short) < len(page)
for i in re.findall(r'href="#([^"]+)"', short): assert f'id={i}' in short or f'id="{i}"' in short, i
notes = [json.loads(line) for line in open("annotations.out")]
assert len(notes) == len(tables["statements"])
# as a reader of annotations finds them: the digest names the capture, the position its bytes, the quotation stands in the text
digests = dict(line.split("|") for line in open("digests"))
digests = {k.strip(): v.strip() for k, v in digests.items()}
texts = {d["id"]: d for d in map(json.loads, open("annotated.jsonl"))}
documents = {(d["url"] if "url" in d else d["path"]): d for d in tables["documents"]}
checked = 0
for note in notes:
    target = note["target"]
    document = documents[target["source"]]
    quote, position = target["selector"]
    assert target["state"]["cached"] == "urn:hearsay:capture:xxh3-128:" + digests[document["document"]]
    text = texts[document["document"]]["text"]
    assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") in text, quote
    path, _, number = document["path"].partition("#")
    if path.endswith(".txt"): capture, plain = open(path, "rb").read(), str
    elif path.endswith(".jsonl"): capture, plain = open(path, "rb").read().splitlines()[int(number) - 1], lambda words: json.loads(f'"{words}"')
    else: continue
    assert plain(capture[position["start"]:position["end"]].decode()).split() == quote["exact"].split(), quote
    checked += 1
assert checked > 40, checked
# the dead of a strike stand in its row: those of the last day, and the lowest and highest of all
rows = {r["notes"]: r for r in csv.DictReader(open("strikes.csv", newline=""))}
strike = [r for r in rows.values() if r["sub_event_type"] == "Air/drone strike"]
assert len(strike) == 1 and strike[0]["fatalities"] == "14" and strike[0]["fatalities_min"] == "12" and strike[0]["fatalities_max"] == "14", rows
shot = [r for r in rows.values() if "fishermen" in r["notes"]]
assert shot and all(r["fatalities"] == "3" for r in shot), rows
assert not any(r["fatalities"] for r in rows.values() if "boy" in r["notes"]), rows
P
python3 check.py >out 2>&1 || { cat out; fail "an export is wrong"; }
status 2 "$hearsay" export --db s.db --format csv
told "--output"
status 2 "$hearsay" export --db s.db --format tarot
told tarot
status 3 "$hearsay" export --db s.db --format csv --output /proc/none/tables
told /proc/none
