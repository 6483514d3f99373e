#!/usr/bin/env python3
"""How fast the pages of `hearsay serve` come, and how heavy they are.

usage: bench/serve.py [BUILD] [REPORTS]    (build/release and 10000 unless given)

Makes reports from a seed, short ones of invented events: stories of a dozen reports, and one event that 500 outlets
tell. Reads them into a store, starts the server on it, and prints: seconds of reading; seconds from the start of the process to its
first page (all reports related anew); for each kind of page its bytes and milliseconds; requests a second beside
a plain file server that gives the same bytes to the same client (Python's http.server), in the same run.
"""
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time

BIG = 500
PLACES = ["depot", "bridge", "ferry terminal", "market hall", "grain store", "power station", "railway yard"]
DEEDS = [("closed", "airport"), ("visited", "hospital"), ("dismissed", "harbour master"), ("suspended", "bus services"), ("thanked", "volunteers"),
         ("sued", "council"), ("evacuated", "old quarter"), ("criticised", "water board")]
PLANS = [("plans to rebuild", "next year"), ("has agreed to repair", "by spring"), ("refused to sell", "last week"), ("will inspect", "on Friday"),
         ("is considering moving", "to the coast")]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
THINGS = ["fire", "flood", "collapse", "explosion", "landslide"]


def name(rng):
    return "".join(rng.choice("BDKLMNRST") .lower() + rng.choice("aeiou") for _ in range(3)).capitalize()


def report(rng, scene, number, day, dead):
    outlet = f"{name(random.Random(number % 997))} {['Post', 'Herald', 'Courier', 'Echo'][number % 4]}"
    town, place, thing = name(scene) + name(scene).lower(), scene.choice(PLACES), scene.choice(THINGS)
    mayor, engineer, firm = f"{name(scene)} {name(scene)}", f"{name(scene)} {name(scene)}", f"{name(scene)} {name(scene)}"
    service, people = f"{name(scene)} {name(scene)}", [f"{name(scene)} {name(scene)}" for _ in range(6)]
    deed, plan = scene.choice(DEEDS), scene.choice(PLANS)
    figure = rng.choice([f"at least {dead}", f"{dead}", f"more than {dead - 1}"])
    text = (f"A {thing} at the {town} {place} {rng.choice(['killed', 'has killed'])} {figure} people on {scene.choice(DAYS)}, the {service} said.\n\n"
            f"{mayor} {deed[0]} {town} {deed[1]} on {scene.choice(DAYS)}. {firm} {plan[0]} the {town} {place} {plan[1]}, {engineer} told reporters.\n\n"
            f"Among those who came to {town} were {', '.join(people[:5])} and {people[5]}.")
    return {"id": f"r{number}", "outlet": outlet, "title": f"{thing.capitalize()} in {town}", "published": f"2025-{1 + day // 28 % 12:02}-{1 + day % 28:02}", "text": text}


def make(path, count):
    rng = random.Random(7)
    with open(path, "w") as out:
        for number in range(count):
            story = 0 if number < BIG else 1 + (number - BIG) // 12
            scene = random.Random(story)
            out.write(json.dumps(report(rng, scene, number, story // 3 + number % 5, scene.randint(3, 30) + number % 3)) + "\n")


def wait_for(port, path, seconds=600):
    until = time.time() + seconds
    while time.time() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            return connection.getresponse().read()
        except OSError:
            time.sleep(0.01)
    sys.exit("the server does not answer")


def ask(connection, path):
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return body


def measure(port, path, times=15):
    """Bytes; milliseconds of the first answer, and the median of those that are kept since."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    for _ in range(times):
        start = time.perf_counter()
        body = ask(connection, path)
        took.append((time.perf_counter() - start) * 1000)
    return len(body), took[0], statistics.median(took[1:])


def rate(port, path, seconds=4):
    """One client, a connection for each request: what a plain file server does."""
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            while connection.recv(1 << 18):
                pass
        count += 1
    return count / (time.perf_counter() - start)


def main():
    build = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/release")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    with tempfile.TemporaryDirectory() as place:
        db, reports = os.path.join(place, "bench.db"), os.path.join(place, "reports.jsonl")
        make(reports, count)
        start = time.perf_counter()
        subprocess.run([build + "/hearsay", "watch", "--once", "--quiet", "--db", db, reports], check=True, stdout=subprocess.DEVNULL)
        print(f"{count} reports read in {time.perf_counter() - start:.1f} s, store {os.path.getsize(db) / 1e6:.0f} MB")
        start = time.perf_counter()
        server = subprocess.Popen([build + "/hearsay", "serve", "--db", db, "--port", "0"], stdout=subprocess.PIPE, text=True)
        port = int(server.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])
        index = wait_for(port, "/")
        print(f"start to first page: {time.perf_counter() - start:.2f} s")
        stories = json.loads(wait_for(port, "/index.json"))["stories"]
        story = max(stories, key=lambda s: len(s["documents"]))
        start = time.perf_counter()
        claims = json.loads(wait_for(port, f"/story/{story['id']}.json"))["claims"]
        claim = max(claims, key=lambda c: len(c["reports"]))
        print(f"{len(stories)} stories, the largest of {len(story['documents'])} reports told first in {time.perf_counter() - start:.2f} s: {len(claims)} claims, "
              f"the largest of {len(claim['reports'])} reports")
        pages = {"index": "/", "largest story": f"/story/{story['id']}", "its sources": f"/story/{story['id']}/sources", "its timeline": f"/story/{story['id']}/timeline",
                 "its escalation": f"/story/{story['id']}/escalation", "largest claim": f"/claim/{claim['id']}", "its second page": f"/claim/{claim['id']}?page=2",
                 "document": f"/document/{claim['reports'][0]['document']}?evidence=0-9", "changes": "/changes", "search": "/search?q=killed", "style": "/style.css",
                 "script": "/page.js"}
        for what, path in pages.items():
            size, first, later = measure(port, path)
            print(f"{what:16} {size:8} bytes, first {first:8.2f} ms, then {later:8.2f} ms")
        with open(os.path.join(place, "claim.html"), "wb") as out:
            out.write(ask(http.client.HTTPConnection("127.0.0.1", port), pages["largest claim"]))
        with open(os.path.join(place, "index.html"), "wb") as out:
            out.write(index)
        files = subprocess.Popen([sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", place, str(port + 1)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(port + 1, "/index.html")
        for what, path, file in (("index", "/", "/index.html"), ("largest claim", pages["largest claim"], "/claim.html")):
            print(f"{what:16} {rate(port, path):8.0f} requests/s; plain file server {rate(port + 1, file):8.0f}")
        server.terminate()
        files.terminate()
        server.wait()
        files.wait()


if __name__ == "__main__":
    main()
