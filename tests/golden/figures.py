"""Checks the times and quantities read from single sentences: figures/*.txt.

A line that is not indented is a text of its own; the indented lines under it tell what must
be read from it:

    At least three boats left on Monday.
        At least three boats    value=3 min=3 unit=boat
        Monday                  2025-09-01
        boats left              -

that is: the exact words of a time with its value, of a quantity with all its fields
("approx" and "ordinal" by their names alone), or "-" where nothing may touch the words. "!"
before the words marks what is known to be read wrong. "# published DATE" and "# language
CODE" hold for the texts behind them; other "#" lines are notes.

usage: figures.py HEARSAY FOLDER
"""
import json, os, re, subprocess, sys, tempfile

LINE = re.compile(r"^\s+(!?)(\S.*?)\s{2,}(\S.*)$")


def read(path):
    cases, published, language = [], None, "en"
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.startswith("# published "): published = line.split()[2]
        elif line.startswith("# language "): language = line.split()[2]
        elif not line.strip() or line.startswith("#"): continue
        elif line[0].isspace():
            match = LINE.match(line)
            if not match: sys.exit(f"{path}:{number}: not an expectation: {line.strip()}")
            cases[-1]["wants"].append((number, *match.groups()))
        else: cases.append({"text": line, "published": published, "language": language, "wants": []})
    return cases


def annotate(hearsay, cases):
    reports = {}
    for language in sorted({case["language"] for case in cases}):
        mine = {}
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
            for i, case in enumerate(cases):
                if case["language"] != language: continue
                record = {"id": str(i), "text": case["text"], "language": language}
                if case["published"]: record["published"] = case["published"]
                file.write(json.dumps(record) + "\n")
        run = subprocess.run([hearsay, "annotate", "--language", language, "--layers", "sentences,times,quantities", file.name],
                             capture_output=True, check=False)
        os.unlink(file.name)
        for line in run.stdout.decode().splitlines():
            report = json.loads(line)
            mine[int(report["id"])] = report
        if any(report["sentences"] for report in mine.values()): reports.update(mine)
        else: print(f"no model for {language}: its sentences are left out")
    return reports


def number(value): return f"{value:g}" if abs(value) < 1e6 else str(int(value))


def quantity(q):
    parts = [f"{key}={number(q[key])}" for key in ("value", "min", "max") if key in q]
    parts += ["unit=" + q["unit"]] if "unit" in q else []
    return " ".join(parts + [word for key, word in (("approximate", "approx"), ("ordinal", "ordinal")) if q.get(key)])


def check(case, report, words, want):
    text = case["text"].encode()
    at = text.find(words.encode())
    if at < 0: sys.exit(f"no such words: {words}")
    found = [(x["span"], x["value"]) for x in report["times"]] if re.match(r"[\dPTXBF]", want) and "=" not in want else \
            [(x["span"], quantity(x)) for x in report["quantities"]]
    if want == "-":
        found = [(x["span"], "") for x in report["times"] + report["quantities"]]
        return not any(a < at + len(words.encode()) and at < b for (a, b), _ in found), found
    return any(text[a:b].decode() == words and value == want for (a, b), value in found), \
        [(text[a:b].decode(), value) for (a, b), value in found]


def main():
    if len(sys.argv) != 3: sys.exit(__doc__)
    right = wrong = 0
    for name in sorted(os.listdir(sys.argv[2])):
        cases = read(os.path.join(sys.argv[2], name))
        reports = annotate(sys.argv[1], cases)
        for i, case in enumerate(cases):
            if i not in reports: continue
            for line, known, words, want in case["wants"]:
                ok, found = check(case, reports[i], words, want)
                right += ok
                if ok == bool(known):
                    wrong += 1
                    print(f"{name}:{line}: {'comes right' if ok else 'wrong'}: {words}  {want}  {found}")
    if not right: wrong = 1 # nothing was read at all
    print(f"{right} right, {wrong} not as expected")
    sys.exit(wrong > 0)


main()
