#!/usr/bin/env python3
"""Writes a WARC of as many pages as wanted, made from a folder of pages: each page again and again, every time with
other words in one of its paragraphs and another address, so that no two are the same.

    bench/make_warc.py PAGES_FOLDER 20000 pages.warc.gz

A request, an image and a revisit stand among them, as in a crawl. Standard library only.
"""
import base64
import gzip
import hashlib
import sys
import time
from pathlib import Path


def pages_of(folder):
    found = []
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix in (".html", ".htm"):
            found.append((path.name, path.read_bytes()))
        elif path.name.endswith(".html.gz"):
            found.append((path.name, gzip.decompress(path.read_bytes())))
    return found


def record(fields, block):
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    fields = {**fields, "WARC-Block-Digest": "sha1:" + digest, "Content-Length": len(block)}
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=1, mtime=0)


def varied(page, number):
    """The page with a sentence of its own behind its first paragraph of some length."""
    own = f"<p>The district council counted {number} complaints in week {number % 52 + 1}, clerk {number} said.</p>".encode()
    at = page.find(b"</p>", len(page) // 3)
    at = page.find(b"</p>") if at < 0 else at
    return page + own if at < 0 else page[:at + 4] + own + page[at + 4:]


def main(folder, count, out):
    pages = pages_of(folder)
    if not pages:
        sys.exit(f"{folder}: no .html files")
    ids = (f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>" for number in range(10**12))
    with open(out, "wb") as warc:
        warc.write(record({"WARC-Type": "warcinfo", "WARC-Record-ID": next(ids), "WARC-Date": "2021-03-04T05:06:07Z",
                           "Content-Type": "application/warc-fields"}, b"software: bench/make_warc.py\r\n"))
        for number in range(count):
            name, page = pages[number % len(pages)]
            payload = varied(page, number)
            address = f"https://site-{number % len(pages)}.example/{number}/{name}"
            date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1614834367 + number))
            page_id = next(ids)
            common = {"WARC-Target-URI": address, "WARC-Date": date}
            http = "application/http; msgtype="
            digest = "sha1:" + base64.b32encode(hashlib.sha1(payload).digest()).decode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            body = payload
            if number % 3 == 1:
                answer, body = answer + b"Content-Encoding: gzip\r\n", gzip.compress(payload, 1, mtime=0)
                digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
            if number % 3 == 2:
                answer = answer + b"Transfer-Encoding: chunked\r\n"
                body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(payload), payload)
            warc.write(record({"WARC-Type": "response", "WARC-Record-ID": page_id, **common,
                               "WARC-Payload-Digest": digest, "Content-Type": http + "response"},
                              answer + b"\r\n" + body))
            warc.write(record({"WARC-Type": "request", "WARC-Record-ID": next(ids), **common,
                               "WARC-Concurrent-To": page_id, "Content-Type": http + "request"},
                              b"GET /%d HTTP/1.1\r\n\r\n" % number))
            if number % 100 == 50:
                warc.write(record({"WARC-Type": "response", "WARC-Record-ID": next(ids), **common,
                                   "Content-Type": http + "response"},
                                  b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"))
                warc.write(record({"WARC-Type": "revisit", "WARC-Record-ID": next(ids), **common,
                                   "WARC-Payload-Digest": digest, "WARC-Refers-To-Target-URI": address,
                                   "WARC-Refers-To-Date": date, "Content-Type": http + "response"},
                                  b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
