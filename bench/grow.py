#!/usr/bin/env python3
"""What a store costs as it grows: one report more, and the first page.

usage: bench/grow.py [BUILD] [REPORTS...]    (build/release, 1000 and 10000 unless given)

Reads as many made reports (those of bench/serve.py) into a new store for each number, then ten more one after the other, and prints, as seconds of
processor time (by the clock) and MB of memory at most: reading all (`watch --once`); the median of
one more (which loads the models each time: an empty store tells how much that is); `serve` to its first page.
STORE=FILE keeps the last store there.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import serve


def run(command, **more):
    """Status, processor seconds, seconds, MB at most of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{' '.join(command)}: status {status}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def first_page(program, db):
    start = time.perf_counter()
    process = subprocess.Popen([program, "serve", "--db", db, "--port", "0"], stdout=subprocess.PIPE, text=True)
    port = int(process.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])
    serve.wait_for(port, "/")
    seconds = time.perf_counter() - start
    process.terminate()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1024


def tell(what, took):
    print(f"{what:28} {took[0]:8.2f} s ({took[1]:.2f} s by the clock), {took[2]:.0f} MB", flush=True)


def grow(program, count, folder):
    reports, db = f"{folder}/{count}.jsonl", f"{folder}/{count}.db"
    serve.make(reports, count + 10)
    lines = open(reports).readlines()
    with open(reports, "w") as out:
        out.writelines(lines[:count])
    tell(f"{count} reports", run([program, "watch", "--once", "--quiet", "--db", db, reports]))
    more = []
    for i, line in enumerate(lines[count:]):
        with open(f"{folder}/more{i}.jsonl", "w") as out:
            out.write(line)
        more.append(run([program, "watch", "--once", "--quiet", "--db", db, f"{folder}/more{i}.jsonl"]))
    tell("one more", [statistics.median(part) for part in zip(*more)])
    with open(f"{folder}/one.jsonl", "w") as out:
        out.write(lines[0])
    tell("into an empty store", run([program, "watch", "--once", "--quiet", "--db", f"{folder}/empty{count}.db", f"{folder}/one.jsonl"]))
    tell("first page", first_page(program, db))
    print(f"{'store':28} {os.path.getsize(db) / 1e6:.0f} MB", flush=True)
    if os.environ.get("STORE"):
        shutil.copy(db, os.environ["STORE"])
    os.remove(db)


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    with tempfile.TemporaryDirectory() as folder:
        for count in [int(n) for n in sys.argv[2:]] or [1000, 10000]:
            grow(f"{build}/hearsay", count, folder)


if __name__ == "__main__":
    main()
