#!/usr/bin/python3
"""Reads an Afterword journal of format 1, from docs/format.md alone.

usage: afterword_reader.py JOURNAL KEYFILE

Prints one JSON object a line: every thing's newest revision, in the order
of the journal, then every draft. Keys are those of docs/format.md, byte
strings are written in hexadecimal. What does not open or does not follow
is named on standard error, and the status is then 1; everything that can
be read is printed all the same.

Needs python3-nacl and python3-cbor2. Changes nothing.
"""
import base64
import hashlib
import hmac
import json
import sqlite3
import struct
import sys
from urllib.parse import quote

import cbor2
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.exceptions import CryptoError

NOTHING = bytes(32)


class Refused(Exception):
    """The file is not one that this program may read."""


def lp(b):
    return struct.pack(">I", len(b)) + b


def hkdf(secret, salt, info):
    """HKDF-SHA256 (RFC 5869) with 32 bytes of output: one block."""
    key = hmac.digest(salt, secret, "sha256")
    return hmac.digest(key, b"afterword/1/" + info + b"\x01", "sha256")


def crockford(b):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    n = int.from_bytes(b, "big") << 2
    return "".join(digits[n >> 5 * (25 - i) & 31] for i in range(26))


def unwrap(key, associated, envelope):
    """Opens version, nonce and ciphertext."""
    if len(envelope) < 41 or envelope[0] != 1:
        raise CryptoError("unknown version")
    return decrypt(envelope[25:], associated, envelope[1:25], key)


def read_key_file(path):
    with open(path, encoding="utf-8") as f:
        lines = [line.strip() for line in f.read().splitlines()]
    if not lines or lines[0] != "afterword key file 1":
        raise Refused("not an Afterword key file")
    for line in lines[1:]:
        if line.startswith("key "):
            text = line[4:].replace("-", "").upper()
            secret = base64.b32decode(text + "=" * (-len(text) % 8))
            if len(secret) == 32:
                return secret
    raise Refused("the key file holds no key")


class Journal:
    def __init__(self, path, secret):
        self.db = sqlite3.connect("file:" + quote(path) + "?mode=ro", uri=True)
        application, = self.db.execute("pragma application_id").fetchone()
        version, = self.db.execute("pragma user_version").fetchone()
        if application != 0x41465457 or version != 1:
            raise Refused("not an Afterword journal of format 1")
        self.id, self.format, self.min_reader, self.seq, self.last, self.top = self.db.execute(
            "select id, format, min_reader, seq, last, top from journal").fetchone()
        if self.min_reader > 1:
            raise Refused("written by a newer Afterword")
        data_key = self.open_slots(secret)
        self.keys = {p: hkdf(data_key, self.id, b"seal/" + p.encode()) for p in ("head", "body", "draft")}
        self.chain_key = hkdf(data_key, self.id, b"chain")
        self.problems = []

    def open_slots(self, secret):
        for slot, kind, params, sealed in self.db.execute(
                "select id, kind, params, sealed from slot order by n limit 64"):
            if kind != "keyfile":
                continue
            associated = (lp(b"afterword/1/slot") + lp(self.id) + lp(slot) + lp(kind.encode()) + lp(params)
                          + struct.pack(">II", self.format, self.min_reader))
            try:
                return unwrap(hkdf(secret, slot, b"slot/" + kind.encode()), associated, sealed)
            except CryptoError:
                pass
        raise Refused("the key file does not open this journal")

    def associated(self, thing, rev, seq, part, prev):
        return (lp(b"afterword/1/record") + lp(self.id) + lp(thing) + struct.pack(">QQI", rev, seq, 1)
                + lp(part.encode()) + lp(prev))

    def open(self, thing, rev, seq, part, prev, envelope):
        padded = unwrap(self.keys[part], self.associated(thing, rev, seq, part, prev), envelope)
        length, = struct.unpack(">I", padded[:4])
        if length > len(padded) - 4:
            raise CryptoError("wrong length")
        return cbor2.loads(padded[4:4 + length])

    def things(self):
        """Follows the chain to its keyed head and returns the newest revision of each thing."""
        place, bodies, newest, first, purged, bare = {}, {}, {}, {}, set(), []
        last, before = NOTHING, 0
        for seq, thing, rev, prev, head_hash, body_hash, head, body in self.db.execute(
                "select rev.seq, thing, rev, prev, head_hash, body_hash, head, sealed"
                " from rev left join body on body.seq = rev.seq order by rev.seq"):
            if seq != before + 1 or prev != last:
                self.problem(seq, "does not follow the revision before it")
            place[seq], header = (thing, rev, prev), None
            first.setdefault(thing, seq)
            if head is None:
                bare.append((seq, thing))
            else:
                header = self.part(seq, "head", head, head_hash, place[seq])
            if body is not None:
                bodies[seq] = self.part(seq, "body", body, body_hash, place[seq])
            elif body_hash != NOTHING and head is not None:
                self.problem(seq, "has lost its body")
            if header and header.get("s") == "purged":
                purged.add(thing)
            newest[thing] = (seq, rev, header)
            link = (lp(b"afterword/1/link") + self.associated(thing, rev, seq, "link", prev) + head_hash + body_hash)
            last, before = hashlib.sha256(link).digest(), seq
        for seq, thing in bare:
            if thing not in purged:
                self.problem(seq, "has lost its head")
        top = hmac.digest(self.chain_key, lp(b"afterword/1/top") + lp(self.id) + struct.pack(">Q", before) + last,
                          "sha256")
        if (before, last) != (self.seq, self.last) or not hmac.compare_digest(top, self.top):
            self.problems.append("the end of the chain is not the one that was sealed")
        for thing in sorted(newest, key=first.get):
            seq, rev, header = newest[thing]
            if header is None:
                continue
            body, holder = None, header.get("b", 0)
            if holder:
                body = bodies.get(holder)
                if body is None or place[holder][0] != thing:
                    self.problem(seq, "has lost its body")
            yield {"kind": header["k"], "id": crockford(thing), "first": first[thing], "seq": seq, "revision": rev,
                   "state": header.get("s", ""), "saved": header["w"], "head": header["h"], "body": body}

    def part(self, seq, part, envelope, digest, where):
        thing, rev, prev = where
        if hashlib.sha256(envelope).digest() != digest:
            self.problem(seq, part + " is not the one that was saved")
        try:
            return self.open(thing, rev, seq, part, prev, envelope)
        except (CryptoError, cbor2.CBORDecodeError) as error:
            self.problem(seq, f"{part} does not open ({error})")
            return None

    def drafts(self):
        for draft, count, sealed in self.db.execute("select id, count, sealed from draft order by n desc"):
            try:
                content = self.open(draft, count, 0, "draft", NOTHING, sealed)
            except (CryptoError, cbor2.CBORDecodeError):
                self.problems.append(f"draft {crockford(draft)} does not open")
                continue
            yield {"kind": "draft", "id": crockford(draft), "count": count, "draft": content}

    def problem(self, seq, what):
        self.problems.append(f"revision {seq} {what}")


def main(args):
    if len(args) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        journal = Journal(args[1], read_key_file(args[2]))
        for generator in (journal.things(), journal.drafts()):
            for thing in generator:
                print(json.dumps(thing, default=bytes.hex, ensure_ascii=False, sort_keys=True))
    except (Refused, sqlite3.Error, OSError, ValueError) as error:
        print("afterword_reader:", error, file=sys.stderr)
        return 1
    for problem in journal.problems:
        print("afterword_reader:", problem, file=sys.stderr)
    return 1 if journal.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
