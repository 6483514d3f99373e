"""The other program in bench/document: trafilatura, where it can be imported, on one core, text and metadata.

usage: trafilatura_peer.py OUR_MB_PER_SECOND PATH...
"""
import os, sys, time

try:
    from trafilatura import bare_extraction
except ImportError:
    print("trafilatura is not there: no ratio")
    sys.exit(0)

files = []
for path in sys.argv[2:]:
    if os.path.isdir(path):
        files += [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    else:
        files.append(path)
pages = [open(name, "rb").read() for name in sorted(files)]
start = time.process_time()
for page in pages:
    try:
        bare_extraction(page, with_metadata=True)
    except Exception:  # a page that it cannot read counts as read
        pass
seconds = time.process_time() - start
rate = sum(map(len, pages)) / 1e6 / seconds
print(f"{'trafilatura':20s} {rate:8.1f} MB/s {len(pages) / seconds:8.0f} payloads/s, ratio {float(sys.argv[1]) / rate:.1f}")
