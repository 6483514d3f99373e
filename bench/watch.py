#!/usr/bin/env python3
"""How fast `hearsay watch` goes round.

usage: bench/watch.py [BUILD] [FEEDS] [ITEMS]    (build/release, 200 and 10 unless given)

Serves feeds and the pages that they link to from this process, on as many loopback hosts (127.0.0.x) as there are feeds up to
50, and follows them: a first round in which everything is new, rounds in which every feed answers 304, and rounds after
which every page has been looked at again and one in ten had changed. Prints for each the seconds, rounds and requests a
second, and peak memory. There is no pause between two requests to one host; the server's own share is told beside it.
"""
import http.server
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HOSTS = 50
counts = {200: 0, 304: 0}
edition = 0  # of the pages that change


def text(feed, item):
    changed = edition if item % 10 == 0 else 0
    return (f"The ferry number {feed} to quay {item} was stopped on Tuesday, the harbour office said. "
            f"It carried {item + changed + 2} people, a spokesman said. The crew was taken ashore, the mayor told reporters.")


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if parts[0] == "robots.txt":
            body = b"User-agent: *\nDisallow: /private\n"
        elif parts[0] == "feed":
            base = f"http://{self.headers['Host']}"
            items = "".join(f"<item><title>Ferry {i}</title><link>{base}/page/{parts[1]}/{i}</link><description>Ferry {i}</description></item>" for i in range(ITEMS))
            body = f"<rss version='2.0'><channel><title>Outlet {parts[1]}</title><link>{base}/</link>{items}</channel></rss>".encode()
        else:
            feed, item = int(parts[1]), int(parts[2])
            body = (f"<!doctype html><html lang=en><head><title>Ferry {item}</title><meta property='og:site_name' content='Outlet {feed}'></head>"
                    f"<body><article><h1>Ferry {item}</h1><p>{text(feed, item)}</p></article></body></html>").encode()
        tag = f'"{hash(body) & 0xFFFFFFFF:x}"'
        known = self.headers.get("If-None-Match") == tag
        counts[304 if known else 200] += 1
        self.send_response_only(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", "0" if known else str(len(body)))
        self.end_headers()
        if not known:
            self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


def go_round(what, times, before=lambda: None):
    took = used = asked = unchanged = 0
    for _ in range(times):
        before()
        counts[200] = counts[304] = 0
        served, own, start = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        took += time.perf_counter() - start
        own_after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used += own_after.ru_utime + own_after.ru_stime - own.ru_utime - own.ru_stime
        server_share = time.process_time() - served
        asked += counts[200] + counts[304]
        unchanged += counts[304]
    print(f"{what:28} {took / times:7.2f} s a round ({times / took:6.2f} rounds/s), {asked / took:7.0f} requests/s, {unchanged * 100 // max(asked, 1):3} % 304, "
          f"processor {used / times:6.2f} s, server {server_share:6.2f} s")


def later():
    """Two hours pass: every page is due."""
    global edition
    edition += 1
    with sqlite3.connect(db) as store:
        store.execute("UPDATE visit SET due = 0, first = first - 7200 WHERE kind = 'page'")


build = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/release")
FEEDS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
ITEMS = int(sys.argv[3]) if len(sys.argv) > 3 else 10
server = Server(("0.0.0.0", 0), Site)
port = server.server_address[1]
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as place:
    db, sources = os.path.join(place, "watch.db"), os.path.join(place, "sources")
    with open(sources, "w") as out:
        out.writelines(f"http://127.0.0.{1 + i % HOSTS}:{port}/feed/{i}\n" for i in range(FEEDS))
    command = [build + "/hearsay", "watch", "--quiet", "--once", "--pause", "0", "--db", db, "--sources", sources]
    print(f"{FEEDS} feeds of {ITEMS} items on {min(FEEDS, HOSTS)} hosts")
    go_round("first round, all new", 1)
    go_round("nothing new", 5)
    go_round("every page looked at again", 2, later)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory {peak / 1024:.0f} MB, store {os.path.getsize(db) / 1e6:.1f} MB")
