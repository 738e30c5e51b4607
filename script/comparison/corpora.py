"""Assembles the corpora that speed is measured on, from the contents of Debian packages.

Usage: corpora.py PACKAGES TARGET, two folders: unpacked packages, and where corpora go.

kjv.txt   the King James Bible, lower-cased, a verse a line
t30.txt   30 MB of English, dictionaries and documentation: words without punctuation, in their lines
t100.txt  100 MB of the same
"""

import gzip
import html
import os
import re
import subprocess
import sys
from pathlib import Path


def kjv(packages):
    """The verses without their numbers."""
    program = packages / "usr/bin/bible"
    data = packages / "usr/lib"
    verses = subprocess.run(
        [program, "-p", data, "-f", "Ge1:1-Re22:21"], stdin=subprocess.DEVNULL,
        capture_output=True, check=True).stdout
    lines = (line.partition(b" ")[2] for line in verses.lower().splitlines())
    return b"".join(b" ".join(re.findall(rb"[a-z'-]+", line)) + b"\n" for line in lines)


def dictionary(packages, name):
    """The entries of a dictionary."""
    yield gzip.decompress((packages / f"usr/share/dictd/{name}.dict.dz").read_bytes())


def glosses(packages):
    """WordNet's facts about its words."""
    for path in sorted((packages / "usr/share/wordnet").glob("data.*")):
        lines = path.read_bytes().splitlines()
        yield b"".join(line.partition(b"| ")[2] + b"\n" for line in lines)


def plain(packages, folder, pattern):
    """Texts as they are."""
    for path in sorted((packages / folder).rglob(pattern)):
        if path.is_file():
            content = path.read_bytes()
            yield gzip.decompress(content) if path.suffix == ".gz" else content


IGNORED = re.compile(rb"<(script|style|head|nav)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(rb"<[^>]*>")


def pages(packages, folder):
    """The text of pages."""
    for content in plain(packages, folder, "*.html"):
        text = TAG.sub(b" ", IGNORED.sub(b" ", content)).decode("utf-8", "replace")
        yield html.unescape(text).encode()


def english(packages):
    """One text after another."""
    yield from dictionary(packages, "gcide")
    yield from glosses(packages)
    yield from dictionary(packages, "foldoc")
    yield from dictionary(packages, "jargon")
    yield from plain(packages, "usr/share/perl", "*.pod")
    yield from plain(packages, "usr/share/doc/linux-doc-6.1/Documentation", "*.rst.gz")
    yield from pages(packages, "usr/share/doc/postgresql-doc-15/html")
    yield from pages(packages, "usr/share/doc/python3.11/html")
    yield from pages(packages, "usr/share/doc/rust-doc/html")


WORD = re.compile(rb"[A-Za-z\x80-\xff]+(?:['-][A-Za-z\x80-\xff]+)*")


def prose(content):
    """The words of each line that has two, without punctuation, in UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError:
        content = content.decode("latin-1").encode()
    lines = (WORD.findall(line) for line in content.splitlines())
    return b"".join(b" ".join(line) + b"\n" for line in lines if len(line) > 1)


def write(path, content):
    """Writes a file under its name once it is whole."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    os.replace(new, path)
    print(f"{path}: {len(content):,} bytes", file=sys.stderr)


def main():
    packages, target = map(Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    write(target / "kjv.txt", kjv(packages))
    text = bytearray()
    for part in english(packages):
        text += prose(part)
        if len(text) >= 100_000_000:
            break
    for name, size in ("t30", 30_000_000), ("t100", 100_000_000):
        write(target / f"{name}.txt", text[: text.rfind(b"\n", 0, size) + 1])


main()
