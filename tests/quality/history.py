#!/usr/bin/env python3
"""Score where claims stand, and how they got there, against the histories of hand-made pictures.

usage: history.py SCORERS STORY=READ.json... [--misses]

SCORERS is the folder with score_picture.py, whose matching of claims is used. STORY is a folder with reports/ and picture.json;
READ.json is what `hearsay read --format json STORY/reports` printed. Only claims whose gold has a `history` and that have a claim of the
program to be compared with count; `whole` are those that the program has in one claim with no mention of another in it: what is wrong
there is no fault of the joins. Days are compared: of several moves on one day the last stands.

moves       precision, recall and F1 over (claim, day, stage, polarity)
histories   claims with exactly the moves of the gold
stands      claims with the stage and polarity at which the gold ends, and with the day since which
A line a story, then `moves`, `histories`, `stands` of all together, and the same of the whole ones.
--misses lists what differs.
"""
import json, os, sys
from collections import Counter

def days(history):
    """The standing at the end of each day on which it changed."""
    last = {}
    for move in history:
        last[move["date"][:10]] = (move["stage"], move["polarity"])
    out = []
    for day in sorted(last):
        if not out or out[-1][1:] != last[day]:
            out.append((day, *last[day]))
    return out

def compare(folder, picture, scorers, misses):
    """(gold moves, printed moves, whole) of every claim that has a history."""
    with open(os.path.join(folder, "picture.json"), encoding="utf-8") as f:
        gold = json.load(f)
    system, pairs, rows = scorers.System(picture), [], []
    for g, claim in enumerate(gold["claims"]):
        pairs += [(g, system.claim_at(m["doc"], *scorers.anchor_span(folder, m))) for m in claim["mentions"]]
    held, size = Counter(pairs), Counter(s for _, s in pairs)
    for g, claim in enumerate(gold["claims"]):
        best = max((s for gg, s in held if gg == g and s is not None), default=None, key=lambda s: (held[g, s], held[g, s] / size[s], -s))
        if best is None or not claim.get("history"):
            continue
        want, have = days(claim["history"]), days([m for m in system.claims[best]["history"] if m.get("date")])
        whole = held[g, best] == len(claim["mentions"]) == size[best]
        rows.append((want, have, whole))
        if want != have:
            misses.append((os.path.basename(os.path.normpath(folder)), "whole" if whole else "parts", claim["name"], want, have))
    return rows

def tell(name, rows):
    both = sum(len(set(want) & set(have)) for want, have, _ in rows)
    precision, recall = both / max(1, sum(len(have) for _, have, _ in rows)), both / max(1, sum(len(want) for want, _, _ in rows))
    f1 = 2 * both / max(1, sum(len(want) + len(have) for want, have, _ in rows))
    ends = sum(have[-1:] != [] and want[-1][1:] == have[-1][1:] for want, have, _ in rows)
    since = sum(want[-1:] == have[-1:] for want, have, _ in rows)
    print(f"{name:20s} moves F1 {f1:.3f} P {precision:.3f} R {recall:.3f}  histories {sum(w == h for w, h, _ in rows)}/{len(rows)}"
          f"  stands {ends}/{len(rows)} since {since}/{len(rows)}")

def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) < 2:
        raise SystemExit(__doc__)
    sys.path.insert(0, args[0])
    import score_picture
    rows, misses = [], []
    for pair in args[1:]:
        folder, _, picture = pair.partition("=")
        story = compare(folder, picture, score_picture, misses)
        tell(os.path.basename(os.path.normpath(folder)), story)
        rows += story
    tell("all", rows)
    tell("whole", [r for r in rows if r[2]])
    if "--misses" in sys.argv:
        for story, how, claim, want, have in misses:
            print(f"miss  {story}  {how}  {claim}\n      gold    {want}\n      printed {have}")

if __name__ == "__main__":
    main()
