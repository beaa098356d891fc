#!/usr/bin/python3
"""Reads an Afterword journal of format 1, from docs/format.md alone.

usage: afterword_reader.py JOURNAL KEYFILE
       afterword_reader.py JOURNAL --passphrase-fd N
       afterword_reader.py JOURNAL --recovery-fd N

The passphrase, or the 24 recovery words, are read from the file descriptor
N, such as 0 for standard input: no secret is an argument. The list of words
is bip39-english.txt, beside this program.

Prints one JSON object a line: every thing's newest revision, in the order
of the journal, then every draft, then what was written while the journal
was locked and waits in its letterbox, of the kinds "letter" and
"letter-draft". Keys are those of docs/format.md, byte strings are written
in hexadecimal. What does not open or does not follow is named on standard
error, and the status is then 1; everything that can be read is printed all
the same.

Needs python3-nacl and python3-cbor2, and python3-argon2 for a passphrase.
Changes nothing.
"""
import base64
import hashlib
import hmac
import json
import os
import sqlite3
import struct
import sys
import unicodedata
from urllib.parse import quote

import cbor2
from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt as decrypt_letter
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_scalarmult, crypto_scalarmult_base
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


class KeyFile:
    kind = "keyfile"

    def __init__(self, path):
        self.bytes = read_key_file(path)

    def secret(self, params):
        return self.bytes


class Recovery:
    kind = "recovery"

    def __init__(self, text):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "bip39-english.txt"), encoding="ascii") as f:
            places = {word: n for n, word in enumerate(f.read().split())}
        words = text.lower().split()
        if len(words) != 24 or not all(word in places for word in words):
            raise Refused("these are not 24 words of the list")
        bits = 0
        for word in words:
            bits = bits << 11 | places[word]
        self.bytes, check = (bits >> 8).to_bytes(32, "big"), bits & 255
        if hashlib.sha256(self.bytes).digest()[0] != check:
            raise Refused("the recovery words do not belong together")

    def secret(self, params):
        return self.bytes


class Passphrase:
    kind = "passphrase"

    def __init__(self, text):
        """OpaqueString of RFC 8265: every space a plain one, then NFC."""
        spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
        self.bytes = unicodedata.normalize("NFC", spaced).encode()

    def secret(self, params):
        from argon2.low_level import Type, hash_secret_raw
        if len(params) != 44:
            raise Refused("a slot has parameters that make no sense")
        memory, passes, lanes = struct.unpack(">III", params[:12])
        if not (1 <= passes <= 16 and 1 <= lanes <= 16 and 8 * lanes <= memory <= 1 << 20):
            raise Refused("a slot has parameters that make no sense")
        return hash_secret_raw(self.bytes, params[12:], passes, memory, lanes, 32, Type.ID, version=19)


class Letterbox:
    """HPKE (RFC 9180) in base mode, the receiving side, one message a key."""

    def __init__(self, journal, public, private):
        if crypto_scalarmult_base(private) != public:
            raise CryptoError("the halves of the letterbox do not belong together")
        self.info = lp(b"afterword/1/letter") + lp(journal)
        self.public, self.private = public, private

    @staticmethod
    def extract(suite, salt, label, ikm):
        return hmac.digest(salt, b"HPKE-v1" + suite + label + ikm, "sha256")

    @staticmethod
    def expand(suite, key, label, info, length):
        labeled = struct.pack(">H", length) + b"HPKE-v1" + suite + label + info
        return hmac.digest(key, labeled + b"\x01", "sha256")[:length]

    def key(self, enc):
        kem = b"KEM" + struct.pack(">H", 0x0020)
        prk = self.extract(kem, b"", b"eae_prk", crypto_scalarmult(self.private, enc))
        shared = self.expand(kem, prk, b"shared_secret", enc + self.public, 32)
        suite = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0003)
        context = (b"\x00" + self.extract(suite, b"", b"psk_id_hash", b"")
                   + self.extract(suite, b"", b"info_hash", self.info))
        secret = self.extract(suite, shared, b"secret", b"")
        return self.expand(suite, secret, b"key", context, 32), self.expand(suite, secret, b"base_nonce", context, 12)

    def open(self, letter, count, draft, envelope):
        if len(envelope) < 49 or envelope[0] != 1:
            raise CryptoError("unknown version")
        try:
            key, nonce = self.key(envelope[1:33])
        except RuntimeError as error:
            raise CryptoError(str(error)) from error
        aad = self.info + lp(letter) + struct.pack(">q", count) + lp(b"draft" if draft else b"letter")
        return payload(decrypt_letter(envelope[33:], aad, nonce, key))


def payload(padded):
    if len(padded) < 4:
        raise CryptoError("wrong length")
    length, = struct.unpack(">I", padded[:4])
    if length > len(padded) - 4:
        raise CryptoError("wrong length")
    return cbor2.loads(padded[4:4 + length])


class Journal:
    def __init__(self, path, way):
        self.db = sqlite3.connect("file:" + quote(path) + "?mode=ro", uri=True)
        application, = self.db.execute("pragma application_id").fetchone()
        self.schema, = self.db.execute("pragma user_version").fetchone()
        if application != 0x41465457 or self.schema not in (1, 2):
            raise Refused("not an Afterword journal of format 1")
        self.id, self.format, self.min_reader, self.seq, self.last, self.top = self.db.execute(
            "select id, format, min_reader, seq, last, top from journal").fetchone()
        if self.min_reader > 1:
            raise Refused("written by a newer Afterword")
        data_key = self.open_slots(way)
        self.keys = {p: hkdf(data_key, self.id, b"seal/" + p.encode()) for p in ("head", "body", "draft")}
        self.chain_key = hkdf(data_key, self.id, b"chain")
        self.letterbox_key = hkdf(data_key, self.id, b"letterbox")
        self.problems = []

    def open_slots(self, way):
        for slot, kind, params, sealed in self.db.execute(
                "select id, kind, params, sealed from slot order by n limit 64"):
            if kind != way.kind:
                continue
            associated = (lp(b"afterword/1/slot") + lp(self.id) + lp(slot) + lp(kind.encode()) + lp(params)
                          + struct.pack(">II", self.format, self.min_reader))
            try:
                return unwrap(hkdf(way.secret(params), slot, b"slot/" + kind.encode()), associated, sealed)
            except CryptoError:
                pass
        raise Refused("the %s does not open this journal" % {"keyfile": "key file", "recovery": "list of words"}.get(
            way.kind, way.kind))

    def associated(self, thing, rev, seq, part, prev):
        return (lp(b"afterword/1/record") + lp(self.id) + lp(thing) + struct.pack(">QQI", rev, seq, 1)
                + lp(part.encode()) + lp(prev))

    def open(self, thing, rev, seq, part, prev, envelope):
        return payload(unwrap(self.keys[part], self.associated(thing, rev, seq, part, prev), envelope))

    def things(self):
        """Follows the chain to its keyed head and returns the newest revision of each thing."""
        place, bodies, newest, first, emptied, bare = {}, {}, {}, {}, {}, []
        last, before = NOTHING, 0
        for seq, thing, rev, prev, head_hash, body_hash, head, body in self.db.execute(
                "select rev.seq, thing, rev, prev, head_hash, body_hash, head, sealed"
                " from rev left join body on body.seq = rev.seq order by rev.seq"):
            if seq != before + 1 or prev != last:
                self.problem(seq, "does not follow the revision before it")
            place[seq], header = (thing, rev, prev), None
            first.setdefault(thing, seq)
            if head is None:
                bare.append((seq, thing, rev))
            else:
                header = self.part(seq, "head", head, head_hash, place[seq])
            if body is not None:
                bodies[seq] = self.part(seq, "body", body, body_hash, place[seq])
            elif body_hash != NOTHING and head is not None:
                self.problem(seq, "has lost its body")
            if header and (header.get("s") == "purged" or header.get("f")):
                emptied[thing] = rev
            newest[thing] = (seq, rev, header)
            link = (lp(b"afterword/1/link") + self.associated(thing, rev, seq, "link", prev) + head_hash + body_hash)
            last, before = hashlib.sha256(link).digest(), seq
        for seq, thing, rev in bare:
            if rev >= emptied.get(thing, 0):
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

    def letterbox(self):
        public, sealed = self.db.execute("select public, sealed from letterbox").fetchone() or (b"", b"")
        associated = lp(b"afterword/1/letterbox") + lp(self.id) + lp(public)
        return Letterbox(self.id, public, unwrap(self.letterbox_key, associated, sealed))

    def letters(self):
        """What waits in the letterbox, the first put in first."""
        if self.schema < 2:
            return
        box, rows = None, self.db.execute("select id, draft, count, aside, sealed from letter order by n").fetchall()
        if self.db.execute("select count(*) from letterbox").fetchone()[0] or rows:
            try:
                box = self.letterbox()
            except CryptoError as error:
                self.problems.append(f"the letterbox does not open ({error})")
        for letter, draft, count, aside, sealed in rows:
            try:
                if box is None:
                    raise CryptoError("there is no key for it")
                content = box.open(letter, count, draft, sealed)
            except (CryptoError, cbor2.CBORDecodeError) as error:
                self.problems.append(f"letter {crockford(letter)} does not open ({error})")
                continue
            if not self.can_be(content, letter, draft):
                self.problems.append(f"letter {crockford(letter)} is not what it says")
                continue
            yield {"kind": "letter-draft" if draft else "letter", "id": crockford(letter), "count": count,
                   "aside": aside, "letter": content}

    @staticmethod
    def can_be(content, letter, draft):
        if draft or not isinstance(content, dict):
            return isinstance(content, dict)
        things = content.get("t")
        return (content.get("v") == 1 and isinstance(things, list) and 1 <= len(things) <= 16
                and all(isinstance(thing, dict) for thing in things) and things[0].get("i") == letter
                and all(thing.get("k") in ("entry", "question", "action", "session", "supervisor", "goal") for thing in things))

    def problem(self, seq, what):
        self.problems.append(f"revision {seq} {what}")


def way_in(args):
    ways = {"--passphrase-fd": Passphrase, "--recovery-fd": Recovery}
    if len(args) == 1:
        return KeyFile(args[0])
    if args[0] not in ways:
        raise Refused("unknown option " + args[0])
    with os.fdopen(int(args[1]), encoding="utf-8") as f:
        return ways[args[0]](f.read().rstrip("\r\n"))


def main(args):
    if len(args) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        journal = Journal(args[1], way_in(args[2:]))
        for generator in (journal.things(), journal.drafts(), journal.letters()):
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
