"""Cuts every `source` span out of the input and compares it with the text of its `span`.

usage: check_spans.py ANNOTATED.jsonl

Decoding may change: markup between words, entities, escapes, white space, repaired letters. So both sides are
brought to letters and digits only, after undoing entities and JSON escapes and, where that differs, double encoding.
A title's source is compared in the same way.
"""
import html, json, re, sys


OLD = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8-r", "koi8-u", "cp866", "iso8859-2", "iso8859-5",
       "iso8859-7", "mac-cyrillic", "mac-roman", "cp874", "gb18030", "big5hkscs", "cp950", "euc-kr", "cp949", "cp932", "euc-jp")


def plain(text):
    return re.sub(r"[\W_]+", "", text)


def sides(raw):
    text = raw.decode("utf-8", "replace")
    text = re.sub(r"(?s)<!\[CDATA\[|\]\]>", "", text)
    yield plain(re.sub(r"(?s)<[^>]*>", " ", html.unescape(text)))
    yield plain(html.unescape(re.sub(r"(?s)<[^>]*>", " ", html.unescape(text))))
    yield plain(re.sub(r"(?s)<[^>]*>", " ", html.unescape(re.sub(r"(?s)<[^>]*>", " ", text))))
    try:
        yield plain(json.loads('"' + text + '"'))
    except ValueError:
        pass
    # pages in the encodings of before
    for codec in OLD if text.count("\ufffd") else ():
        old = raw.decode(codec, "replace")
        yield plain(re.sub(r"(?s)<[^>]*>", " ", html.unescape(old)))
    for codec in ("cp1252", "cp1250", "latin-1"):
        yield plain("".join(repaired(text, codec)))


def repaired(text, codec):
    for part in re.split(r"([^\x00-\x7f]+)", text):
        try:
            yield part.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            mixed = bytearray()
            for c in part:
                try:
                    mixed += c.encode(codec)
                except UnicodeEncodeError:
                    mixed += bytes([ord(c)]) if ord(c) < 256 else c.encode()
            yield mixed.decode("utf-8", "replace")


def spans(node, key=""):
    if isinstance(node, dict):
        if "span" in node and "source" in node:
            yield key, node["span"], node["source"]
        for name, value in node.items():
            yield from spans(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value, key)


def main():
    checked = wrong = 0
    for line in open(sys.argv[1], encoding="utf-8"):
        document = json.loads(line)
        path = re.sub(r"#\d+$", "", document["path"])
        raw, text = open(path, "rb").read(), document["text"].encode()
        found = list(spans(document))
        found += [("sentence", s, None) for s in document.get("sentences", [])]
        for key, span, source in found:
            assert 0 <= span[0] <= span[1] <= len(text), (path, key, span)
            words = text[span[0]:span[1]].decode()
            if source is None:
                continue
            checked += 1
            if not any(plain(words) == side for side in sides(raw[source[0]:source[1]])):
                wrong += 1
                print(path, key, span, source, repr(words), repr(raw[source[0]:source[1]]), file=sys.stderr)
    print(f"{checked} spans, {wrong} wrong")
    sys.exit(1 if wrong or not checked else 0)


main()
