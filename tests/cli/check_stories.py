#!/usr/bin/env python3
"""Origins of invented stories: check_stories.py EXPECT.tsv REPORTS.jsonl PICTURE.json"""
import json, sys

expect, reports, picture = sys.argv[1:4]
texts = {}
with open(reports, encoding="utf-8") as file:
    for line in file:
        record = json.loads(line)
        texts[record["id"]] = record["text"].encode()
with open(picture, encoding="utf-8") as file:
    claims = json.load(file)["claims"]


def holds(report, document, word):
    start, end = report["predicate"]["span"]
    return report["document"] == document and texts[document][start:end].decode() == word


def span(count):
    return f"{count['min']}-{count['max']}"


wrong = 0
with open(expect, encoding="utf-8") as file:
    for line in file:
        document, word, *wanted = line.rstrip("\n").split("\t")
        found = [c for c in claims if any(holds(r, document, word) for r in c["reports"])]
        if not found:
            print(f"{document}: no claim holds '{word}'")
            wrong += 1
            continue
        origins = found[0]["origins"]
        names = [f"({o['name']})" if o.get("vague") else o["name"] for o in origins["list"]]
        names = [f"{n} [{o['flaw']['kind']}]" if "flaw" in o else n for n, o in zip(names, origins["list"])]
        standing = f"{found[0]['stage']} {found[0]['polarity']}"
        have = [span(origins), span(origins["affirmed"]), span(origins["negated"]), standing, "; ".join(sorted(names))]
        wanted[4] = "; ".join(sorted(wanted[4].split("; ")))
        if wanted[3] == "-":
            have[3] = "-"
        if have != wanted:
            print(f"{document} '{word}':\n  wanted {wanted}\n  have   {have}")
            wrong += 1
sys.exit(wrong > 0)
