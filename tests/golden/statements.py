"""Checks what is read from single sentences: statements/*.txt.

A line that is not indented is a text of its own; the indented lines under it tell what must
be read from it, one predicate a line:

    The army may attack the port.
        attack    possible            The army > port

that is: a word of the predicate (word#2 for its second occurrence), the stage, "not" where
it is denied, then, where wanted, actor > recipient @ place, each a part of a name that must
be found, "-" where there must be none. "!" before the word marks what is known to be read wrong:
it is told when it comes right. "# published DATE" and "# language CODE" hold for the texts
behind them; other "#" lines are notes.

usage: statements.py HEARSAY FOLDER [--accept]    --accept marks what fails with "!"
"""
import json, os, re, subprocess, sys, tempfile

LINE = re.compile(r"^\s+(!?)(\S+)\s+(possible|considered|planned|ordered|underway|done)( not)?(?:\s+(\S.*))?$")


def read(path):
    cases, published, language = [], None, "en"
    for number, line in enumerate(open(path, encoding="utf-8")):
        line = line.rstrip("\n")
        if line.startswith("# published "): published = line.split()[2]
        elif line.startswith("# language "): language = line.split()[2]
        elif not line.strip() or line.startswith("#"): continue
        elif line[0].isspace():
            match = LINE.match(line)
            if not match: sys.exit(f"{path}:{number + 1}: not an expectation: {line.strip()}")
            cases[-1]["wants"].append((number, match))
        else: cases.append({"text": line, "published": published, "language": language, "wants": []})
    return cases


def annotate(hearsay, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        for i, case in enumerate(cases):
            record = {"id": str(i), "text": case["text"], "language": case["language"]}
            if case["published"]: record["published"] = case["published"]
            file.write(json.dumps(record) + "\n")
    out = {}
    for language in sorted({case["language"] for case in cases}):
        run = subprocess.run([hearsay, "annotate", "--language", language, file.name], capture_output=True, check=False)
        for line in run.stdout.decode().splitlines():
            report = json.loads(line)
            if cases[int(report["id"])]["language"] == language: out[int(report["id"])] = report
    os.unlink(file.name)
    return out


def find(report, word):
    word, _, nth = word.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = report["text"].index(word, at + 1)
    at = len(report["text"][:at].encode())
    end = at + len(word.encode())
    hits = [s for s in report["statements"] if s["predicate"]["span"][0] < end and at < s["predicate"]["span"][1]]
    return min(hits, key=lambda s: s["predicate"]["span"][1] - s["predicate"]["span"][0]) if hits else None


def names(slots): return " | ".join(slot.get("name", "") for slot in slots or [])


def wrong(report, match):
    """What differs, empty where all is as wanted."""
    _, word, stage, negated, parties = match.groups()
    statement = find(report, word)
    if not statement: return "no statement"
    polarity = "negated" if negated else "affirmed"
    if statement["stage"] != stage or statement["polarity"] != polarity:
        return f"{statement['stage']} {statement['polarity']}"
    parties = parties or ""
    parties, _, place = parties.partition("@")
    actor, _, recipient = parties.partition(">")
    for role, want in (("actor", actor.strip()), ("recipient", recipient.strip()), ("place", place.strip())):
        have = names(statement.get(role))
        if (want == "-" and have) or (want not in ("", "-") and not re.search(want, have)): return f"{role}: {have or '-'}"
    return ""


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(arguments) != 2: sys.exit(__doc__)
    hearsay, folder = arguments
    right = wrongs = known = 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        cases = read(path)
        model = os.path.join(os.path.dirname(hearsay), "data", cases[0]["language"] + ".model")
        if not os.path.exists(model):
            print(f"{path}: left out, there is no model of {cases[0]['language']}")
            continue
        reports = annotate(hearsay, cases)
        lines = open(path, encoding="utf-8").read().split("\n")
        for i, case in enumerate(cases):
            for number, match in case["wants"]:
                difference = wrong(reports[i], match) if i in reports else "not read"
                if match[1] and difference: known += 1
                elif difference:
                    wrongs += 1
                    print(f"{path}:{number + 1}: {match[2]}: {difference}\n    {case['text']}")
                    indent = len(lines[number]) - len(lines[number].lstrip())
                    lines[number] = " " * (indent - 1) + "!" + lines[number].lstrip()
                else:
                    right += 1
                    if match[1]: print(f"{path}:{number + 1}: {match[2]}: right now, take the mark off")
        if "--accept" in sys.argv: open(path, "w", encoding="utf-8").write("\n".join(lines))
    print(f"{right} right, {wrongs} wrong, {known} known to be wrong")
    # a new language model reads some sentence otherwise: it may cost one in sixty, no more
    sys.exit(1 if wrongs * 60 > right + wrongs and "--accept" not in sys.argv else 0)


main()
