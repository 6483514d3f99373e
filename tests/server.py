# A news site on loopback for the tests of fetching: feeds, pages, and all that goes wrong with them.
# Prints its port; writes "METHOD PATH [IF-NONE-MATCH] AGENT" of each request into the file requests. What it says can
# be changed while it runs: a file said/NAME is the body of /NAME, said/NAME.status its status, said/NAME.headers
# further headers, a line each.
import gzip, http.server, os, sys, time

def read(name):
    try:
        with open(name, "rb") as f: return f.read()
    except OSError: return None

class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *a): pass
    def answer(self, status, body=b"", headers=()):
        self.send_response_only(status)
        for line in headers: self.send_header(*line)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
    def do_GET(self):
        known = self.headers.get("If-None-Match", "") or self.headers.get("If-Modified-Since", "")
        with open("requests", "a") as f:
            f.write("%.3f\t%s\t%s\t%s\n" % (time.monotonic(), self.path, known, self.headers.get("User-Agent")))
        name, port = self.path.split("?")[0].strip("/"), self.server.server_address[1]
        if name == "loop": return self.answer(302, headers=[("Location", "/loop")])
        if name == "chain": return self.answer(301, headers=[("Location", "/hop")])
        if name == "hop": return self.answer(302, headers=[("Location", "http://127.0.0.1:%d/wall" % port)])
        if name == "inside": return self.answer(302, headers=[("Location", "http://127.0.0.2:%d/wall" % port)])
        if name == "file": return self.answer(302, headers=[("Location", "file:///etc/passwd")])
        if name == "slow": time.sleep(20); return self.answer(200, b"late")
        if name == "drip":
            self.send_response_only(200); self.end_headers()
            for _ in range(200): self.wfile.write(b"<p>"); self.wfile.flush(); time.sleep(0.2)
            return
        if name == "huge" or name == "bomb":
            self.send_response_only(200)
            self.send_header("Content-Type", "text/html")
            if name == "bomb":
                body = gzip.compress(bytes(64 << 20))
                self.send_header("Content-Encoding", "gzip"); self.send_header("Content-Length", str(len(body)))
                self.end_headers(); self.wfile.write(body)
                return
            self.send_header("Content-Length", str(1 << 40)); self.end_headers()
            while True: self.wfile.write(b"x" * 65536)
        body = read(os.path.join("said", name or "index"))
        status = read(os.path.join("said", name + ".status"))
        more = read(os.path.join("said", name + ".headers"))
        headers = [tuple(line.split(": ", 1)) for line in more.decode().splitlines()] if more else []
        if status: return self.answer(int(status), body or b"", headers)
        if body is None: return self.answer(404, b"nothing here")
        tag = '"%x"' % (hash(body) & 0xFFFFFFFF)
        headers += [("ETag", tag)]
        if self.headers.get("If-None-Match") == tag: return self.answer(304, headers=headers)
        if any(h[0] == "Content-Encoding" for h in headers): body = gzip.compress(body)
        self.answer(200, body, headers)

class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    def handle_error(self, *a): pass

server = Server(("0.0.0.0", 0), Site)
print(server.server_address[1], flush=True)
server.serve_forever()
