"""Checks whose words a statement is: voices/LANGUAGE.txt.

A line that is not indented is a text of its own ("\\p" parts its paragraphs); the indented lines
under it tell whose a predicate is, the outermost voice first:

    NBC News, citing two officials, reported that the bridge had closed.
        closed    outlet NBC News "reported" | anonymous two officials x2 "citing"

that is: a word of the predicate (word#2 for its second occurrence), then for each link its kind, a
part of its name, how many people where the text says so, and its cue; `quote` or `reportedly`
behind it where the manner is not indirect, `denies` where it is a denial; last "for" and the body
that it speaks for ("for nobody"), where that is what the case is about. "own" is for the outlet's
own word. "!" before the word marks what is known to be read wrong: it is told when it comes right.

usage: voices.py HEARSAY FOLDER [--accept]    --accept marks what fails with "!", and what came right without
"""
import json, os, re, subprocess, sys

LINK = re.compile(r'^(\w+)(?: ([^"]*?))??(?: x(\d+))?(?: "([^"]*)")?((?: (?:quote|reportedly|denies))*)(?: for (.+))?$')


def read(path):
    cases = []
    for number, line in enumerate(open(path, encoding="utf-8")):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"): continue
        if line[0].isspace():
            word, chain = line.split(None, 1)
            cases[-1]["wants"].append((number, word, chain.strip()))
        else: cases.append({"text": line.replace("\\p", "\n\n"), "wants": []})
    return cases


def annotate(hearsay, language, cases):
    lines = [json.dumps({"id": str(i), "text": case["text"], "language": language, "outlet": "The Dravel Herald"}) for i, case in enumerate(cases)]
    run = subprocess.run([hearsay, "annotate", "--language", language, "--explain", "-"], input="\n".join(lines).encode(), capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def find(report, word):
    word, _, nth = word.partition("#")
    at = -1
    for _ in range(int(nth or 1)): at = report["text"].index(word, at + 1)
    at = len(report["text"][:at].encode())
    hits = [s for s in report["statements"] if s["predicate"]["span"][0] < at + len(word.encode()) and at < s["predicate"]["span"][1]]
    return min(hits, key=lambda s: s["predicate"]["span"][1] - s["predicate"]["span"][0]) if hits else None


def shown(link):
    manner = link.get("manner", "indirect")
    return (link["kind"] + (" " + link["name"] if link.get("name") else "") + (f' x{link["count"]}' if link.get("count") else "") +
            (f' "{link["cue"]}"' if link.get("cue") else "") + (f" {manner}" if manner != "indirect" else "") + (" denies" if link.get("denies") else "") +
            (f' for {link["body"]}' if link.get("body") else ""))


def wrong(report, word, chain):
    """What is read instead, empty where all is as wanted."""
    statement = find(report, word)
    if not statement: return "no statement"
    links = statement.get("attribution", [])
    have = " | ".join(shown(link) for link in links) or "own"
    if links and not any(why["attribute"] == "attribution" for why in statement.get("why", [])): return "not explained"
    if chain == "own" or have == "own": return "" if chain == have else have
    wanted = [LINK.match(part).groups() for part in chain.split(" | ")]
    if len(wanted) != len(links): return have
    for (kind, name, count, cue, rest, body), link in zip(wanted, links):
        same = (kind == link["kind"] and (name or "") in link.get("name", "") and int(count or 0) == link.get("count", 0) and
                (cue or "").lower() == link.get("cue", "").lower() and ("denies" in rest) == bool(link.get("denies")) and
                (["quote", "reportedly"][("reportedly" in rest)] if "quote" in rest or "reportedly" in rest else "indirect") == link.get("manner", "indirect") and
                (body is None or (body if body != "nobody" else "") == link.get("body", "")))
        if not same: return have
    return ""


def main():
    hearsay, folder = sys.argv[1:3]
    failed = 0
    for file in sorted(os.listdir(folder)):
        path = os.path.join(folder, file)
        cases = read(path)
        lines = open(path, encoding="utf-8").read().split("\n")
        for case, report in zip(cases, annotate(hearsay, file[:2], cases)):
            for number, word, chain in case["wants"]:
                known = word.startswith("!")
                text = wrong(report, word.lstrip("!"), chain)
                if bool(text) != known:
                    failed += 1
                    print(f"{path}:{number + 1}: {word}: wanted {chain}, is {text}" if text else f"{path}:{number + 1}: {word} came right")
                if "--accept" in sys.argv: lines[number] = re.sub(r"^(\s+)!?", r"\1" + ("!" if text else ""), lines[number])
        if "--accept" in sys.argv: open(path, "w", encoding="utf-8").write("\n".join(lines))
    sys.exit(failed > 0 and "--accept" not in sys.argv)


if __name__ == "__main__":
    main()
