#!/usr/bin/env python3
"""Checks the count of a letter: check_count.py [--json] audit.json [older checkpoint files ...]

A second verifier, for people who do not want to trust the one in TypeScript. It needs Python 3.8 or later and the package
`cryptography` (Debian: python3-cryptography), and no network. It prints the same JSON as `npm run check-count -- --json`.
docs/checking.md describes formats and rules. The exit code is 1 if there is an error.
"""
import base64, contextlib, hashlib, json, re, sys
from collections import Counter, namedtuple
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
CLASSES, GROUPS = ["mailbox", "vouched", "reviewed", "supporter"], ["anonymous", "hidden", "public", "together"]
# How the server came to a leaf with a name, and which classes can be verified in this way. Without a name, a leaf has a proof.
WAYS = {"add": {"mailed-code": CLASSES[:1], "one-time-code": CLASSES[1:3], "reinstated": CLASSES, "before-log": CLASSES},
        "change": {"slip": CLASSES, "mailbox": CLASSES[:1]}, "withdraw": {"slip": CLASSES, "mailbox": CLASSES[:1]}}
PROVED, DOCUMENTS = {"add": "credential", "change": "agreement", "withdraw": "withdrawal"}, ("genesis", "policy", "revision")
HASH, REV, KIND, GROUP, CLASS = "[0-9a-f]{64}", "[1-9][0-9]{0,5}", "|".join(WAYS), "|".join(GROUPS), "|".join(CLASSES)
COUNT, NO, ID, CELL = "(?:0|[1-9][0-9]{0,9})", "\n(-)", f"\n({HASH}|-)", f"\n({REV})\n({GROUP})\n({CLASS})"
LEAF = "roundrobin leaf v1\n(?:" + "|".join((  # Kind, id, revision, group, class, payload, hash of the proof.
    f"(genesis|policy|names|reveal){NO * 4}\n({HASH} {COUNT}){NO}", f"(revision){NO}\n({REV}){NO * 2}\n({HASH} {COUNT}){NO}",
    f"(threshold){NO}\n({REV}){NO * 2}\n({COUNT}){NO}", f"(commit)\n({HASH}){NO * 3}\n({HASH}){NO}",
    f"(add)\n({HASH}){CELL}{NO}\n({HASH})", f"(change|withdraw){ID}{CELL}{NO}\n({HASH})", f"(lost){ID}{CELL}{NO * 2}",
    f"(invalidate){ID}{CELL}\n([a-z][a-z-]{{0,19}}){NO}", f"(back|lapse|close){NO * 6}")) + ")\n"
KEY, RSA, B64, TEXT = "[\\w-]{43}", "[\\w-]{512}", "[A-Za-z0-9_-]*", f"(?P<revision>{HASH})\n(?P<commitment>{HASH})\n"
ISSUED = f"(?P<of>{CLASS})\n(?P<key>{KEY})\n(?P<prefix>{KEY})\n(?P<issued>{RSA}( {RSA})*)\n"
PROOFS = [*(f"roundrobin (?P<form>{form}) proof v1\n{lines}(?P<signature>[\\w-]{{86}})\n" for form, lines in (
              ("credential", ISSUED + TEXT), ("agreement", TEXT), ("withdrawal", ""))),
          f"roundrobin statement v1\n(?P<form>{KIND})\n(?P<id>{HASH}|-)\n(?P<how>.+)\n(-|(?P<group>{GROUP}) (?P<number>{REV}))\n"]
NAME, ALLOWED = "[^\\s+\x00-\x1f\x85\ufeff]+", "(?=[^\x00-\x09\x0b-\x1f]{1,100000}\\Z)"
NOTE = re.compile(f"{ALLOWED}((.+)\n(0|[1-9][0-9]{{0,15}})\n(.{{44}})\n)\n((?:— {NAME} \\S+\n){{1,64}})")
BLIND_RSA = padding.PSS(padding.MGF1(hashes.SHA384()), 48), hashes.SHA384()  # RFC 9474
P, ORDER_8 = 2 ** 255 - 19, 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826  # Ed25519: field, y of order 8.
AUDIT = {"format": "roundrobin audit v1", "letter": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "title": str, "page": str,
         "names_nonce": f"({HASH})?", "key": str, "checkpoint": str, "documents": dict, "leaves": [str], "proofs": list,
         "names": [(HASH, "[0-9a-f]{24}", str, str)], "openings": [(HASH, HASH, str)]}
POLICY = dict(format="roundrobin policy v1", letter=str, first_revision=HASH, employers=[dict(name=str, domains=[str])],
              batch_minimum=int, names_wait_for=int, classes=[CLASS], issuers=[{"class": CLASS, "id": B64, "public_key": B64}])
Leaf = namedtuple("Leaf", "at kind id cell revision group of payload proof")  # A cell is (revision, group, class).
class Wrong(Exception): pass  # A rule is broken. The text is its code.
def require(*rules):  # A condition and a code, and more of both.
    for code in (code for condition, code in zip(rules[::2], rules[1::2]) if not condition):
        raise Wrong(code)
def fits(value, form):  # Whether parsed JSON has a form: a pattern, a type, or as below.
    if isinstance(form, dict):  # A form for each key.
        return isinstance(value, dict) and value.keys() == form.keys() and all(fits(value[key], form[key]) for key in form)
    if isinstance(form, list):  # Any number of things of one form.
        return isinstance(value, list) and all(fits(each, form[0]) for each in value)
    if isinstance(form, tuple):  # One thing, three things or all.
        return isinstance(value, list) and len(value) in (1, 3, len(form)) and all(map(fits, value, form))
    return isinstance(value, str) and bool(re.fullmatch(form, value)) if isinstance(form, str) else type(value) is form
def sha256(data): return hashlib.sha256(data).digest()
def unbase64(text, url=True):  # The bytes of canonical base64url without padding, or base64 with padding, or None.
    with contextlib.suppress(Exception):  # Here and below: after any error the result is None, which no rule accepts.
        alphabet, padded = (b"-_", text + "=" * (-len(text) % 4)) if url else (b"+/", text)
        data = base64.b64decode(padded, alphabet)
        return data if base64.b64encode(data, alphabet).decode() == padded else None
def holds(key, message, signature, *scheme):  # Whether a signature is good: Ed25519, or RSA if there is a scheme.
    with contextlib.suppress(Exception):
        number, read = int.from_bytes(key, "big"), ed25519.Ed25519PublicKey.from_public_bytes
        public = rsa.RSAPublicNumbers(65537, number).public_key() if scheme else read(key)
        return public.verify(signature, message, *scheme) is None
def may_be_key(key):  # The encoding is canonical, and no point of small order: with such a key, a signature proves nothing.
    y = int.from_bytes(key, "little") % 2 ** 255
    return 1 < y < P - 1 and y not in (ORDER_8, P - ORDER_8)
def root_of(leaf_hashes):  # RFC 6962, section 2.1.
    if len(leaf_hashes) < 2:
        return leaf_hashes[0] if leaf_hashes else sha256(b"")
    split = 2 ** ((len(leaf_hashes) - 1).bit_length() - 1)
    return sha256(b"\x01" + root_of(leaf_hashes[:split]) + root_of(leaf_hashes[split:]))
def key_of(text, letter):  # Name, id and key of a verifier key of C2SP signed-note. It must be named after the letter.
    found = re.fullmatch(f"((?:{NAME})?/letters/{letter})\\+([0-9a-f]{{8}})\\+(.+)", text)
    data = found and unbase64(found[3], url=False)
    good = data and len(data) == 33 and data[0] == 1 and sha256(found[1].encode() + b"\n" + data)[:4].hex() == found[2]
    return (found[1], bytes.fromhex(found[2]), data[1:]) if good else None
def checkpoint_of(note, key):  # Size and root of a checkpoint of C2SP that the key has signed. None for any other text.
    if not key or not (found := NOTE.fullmatch(note)):
        return None
    signatures = [(name, unbase64(text, url=False) or b"") for _, name, text in map(str.split, found[5][:-1].split("\n"))]
    own = [data[4:] for name, data in signatures if (name, data[:4]) == key[:2]]
    good = own and may_be_key(key[2]) and all(len(data) > 4 for _, data in signatures)
    good = good and all(len(one) == 64 and holds(key[2], found[1].encode(), one) for one in own)
    size, root = int(found[3]), unbase64(found[4], url=False) or b""
    return (size, root) if good and found[2] == key[0] and size < 2 ** 53 and len(root) == 32 else None
def read_file(data):
    with contextlib.suppress(Exception):
        audit = json.loads(data.decode(), parse_constant=int)  # NaN is no JSON, and no int.
        audit = {name: audit[name] for name in AUDIT}
        texts = [*audit["documents"].values(), *(proof for proof in audit["proofs"] if proof is not None)]
        json.dumps([texts, {**audit, "documents": None}], ensure_ascii=False).encode()  # Fails for a lone surrogate.
        return audit if fits(audit, AUDIT) and fits(texts, [str]) and len(audit["leaves"]) == len(audit["proofs"]) else None
def read_leaf(at, text):
    found = re.fullmatch(LEAF, text)
    require(found, "leaf")
    kind, leaf_id, revision, *about, payload, proof = (group for group in found.groups() if group is not None)
    cell = (0 if revision == "-" else int(revision), *about)
    return Leaf(at, kind, leaf_id, cell, *cell, payload, proof)
def read_proof(text):
    proof = next((found.groupdict() for found in (re.fullmatch(pattern, text) for pattern in PROOFS) if found), None)
    require(proof, "proof-format")
    coded = {name: unbase64(proof[name]) for name in ("key", "prefix", "signature") if name in proof}
    issued = [unbase64(one) for one in proof.get("issued", "").split()]
    good = proof.get("how") in WAYS.get(proof["form"], [None]) and (proof["form"] == "change") == bool(proof.get("group"))
    require(good and None not in (*coded.values(), *issued), "proof-format")
    return {**proof, **coded, "issued": issued}
def read_policy(text):  # The policy. It must be canonical JSON (RFC 8785) without other fields. None for any other text.
    with contextlib.suppress(Exception):
        policy = json.loads(text)
        good = json.dumps(policy, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text
        good = good and fits({"names_wait_for": 2, **policy}, POLICY)
        good = good and 1 <= policy["batch_minimum"] < 2 ** 53 and 2 <= policy.get("names_wait_for", 2) < 2 ** 53
        keys = [(unbase64(one["public_key"]) or b"\0", unbase64(one["id"])) for one in policy["issuers"]]
        usable = all(len(n) == 384 and n[0] >= 0x80 and n[-1] % 2 and name == sha256(n)[:16] for n, name in keys)
        return {"names_wait_for": 0, **policy} if good and usable else None
class Check:  # Goes through the leaves. Each leaf has at most one error, and a leaf with an error changes no count.
    def __init__(self, audit):
        self.audit, self.letter = audit, bytes.fromhex(audit["letter"].replace("-", ""))
        self.policy = dict(letter=audit["letter"], first_revision=None, batch_minimum=None, issuers=[], names_wait_for=0)
        self.errors, self.revisions, self.entries, self.keys, self.credentials, self.commitments = [], [], {}, {}, {}, {}
        self.cells, self.moved, self.removed, self.reasons, self.ways = (Counter() for _ in range(5))
        self.due, self.block, self.policies, self.threshold, self.ended, self.closed, self.opening = 0, 0, 0, 0, None, False, True
        self.listed = dict(at=-1, list=sha256(sha256(b"") * 4096).hex(), entries=0)
        self.revealed = dict(at=-1, list=sha256(b"").hex(), entries=0, shown=0, others=0, since=10 ** 6)
    def expect(self, *rules, at=-1):  # Notes errors of a leaf or, without a number, of the file.
        self.errors += [(at, code) for condition, code in zip(rules[::2], rules[1::2]) if not condition]
    def standing(self, wanted, since=1):  # How many signatures stand with this revision or in this group.
        return sum(number for cell, number in self.cells.items() if wanted in cell and cell[0] >= since)
    def carry_out(self, leaf, old):  # Takes a signature out of its old cell, puts it into the leaf's, or both.
        state, known = self.entries.get(leaf.id, ("new", old))
        if leaf.kind == "add":
            require(state in ("new", "lost") or (state == "invalidate" and leaf.group == "anonymous"), "id-again")
        else:
            elsewhere, named = known != old, "anonymous" not in (known[1], old[1]) and known[2] == old[2]
            require(leaf.revision >= old[0], "change-back", leaf.id != "-" or old[1] != "anonymous", "anonymous-id",
                    leaf.id == "-" or state == "standing", "id-unknown",
                    not elsewhere or (named and self.moved[old] > 0), "cell", self.cells[old] > 0, "cell-empty")
            self.moved[old] -= elsewhere
            self.cells[old] -= 1
        self.cells[leaf.cell] += leaf.kind in ("add", "change")
        self.moved[leaf.cell] += leaf.kind == "change" and leaf.id == "-"  # A later leaf with an id may name this cell.
        if leaf.id != "-":
            self.entries[leaf.id] = ("standing" if leaf.kind in ("add", "change") else leaf.kind), leaf.cell
    def leaf(self, leaf, proof):
        kind, (digest, _, number), newest = leaf.kind, leaf.payload.partition(" "), len(self.revisions)
        require((kind == "genesis") == (leaf.at == 0), "genesis-again" if leaf.at else "first-leaf",
                kind in WAYS or proof is None, "proof-unused", leaf.revision <= newest or kind == "revision", "revision-unknown")
        gap, self.due = (0, self.due) if kind == "commit" else (self.due, 0)
        require(not gap, "commit-missing", kind != "close" or not self.closed, "close-again")
        self.opening, self.closed = self.opening and kind in (*DOCUMENTS, "add"), self.closed or kind == "close"
        if kind in DOCUMENTS:
            self.document(leaf, digest, int(number))
        elif kind == "names":
            self.listed = dict(at=leaf.at, list=digest, entries=int(number))
            require(self.takes_list(), "names-count")
        elif kind in ("threshold", "commit", "back", "reveal", "lapse"):
            require(not self.ended, "waiting-ended")
            self.waiting(leaf, digest, number)
        elif kind in ("invalidate", "lost"):
            self.carry_out(leaf, leaf.cell)
            self.reasons[leaf.payload] += 1
            self.removed[leaf.of] += kind == "invalidate" and leaf.group != "anonymous"
        elif kind in WAYS:
            require(proof is not None, "proof-missing", sha256((proof or "").encode()).hex() == leaf.proof, "proof-hash")
            proof, anonymous = read_proof(proof), leaf.group == "anonymous"
            require(proof["form"] == (PROVED[kind] if anonymous else kind), "proof-kind")
            (self.signed if anonymous else self.stated)(leaf, proof)
            self.ways[kind, proof.get("how", proof["form"])] += 1
    def document(self, leaf, digest, length):  # Of a policy or a revision. Once read, it is in force even if its hash is wrong.
        text, old = self.audit["documents"].get(digest), self.policy
        data = (text or "").encode()
        intact = text is not None, "document-missing", (sha256(data).hex(), len(data)) == (digest, length), "document-hash"
        if leaf.kind == "revision":
            require(leaf.revision == len(self.revisions) + 1, "revision-order")
            self.revisions.append(digest)
            require(leaf.revision > 1 or old["first_revision"] == digest, "revision-first", *intact)
        else:
            new = read_policy(text or "")
            require(*(() if new else intact), new, "policy")
            require(new["letter"] == old["letter"] and old["first_revision"] in (None, new["first_revision"]), "policy-letter")
            self.policy, self.policies = new, self.policies + (leaf.kind == "policy")
            require(new["names_wait_for"] >= old["names_wait_for"], "policy-names", *intact)
    def signed(self, leaf, proof):  # An anonymous signature: its credential, and what the key in the credential signed.
        old, digest, commitment = leaf.cell, self.revisions[leaf.revision - 1], bytes.fromhex(proof.get("commitment", ""))
        text = b"roundrobin signature v1" + self.letter + bytes.fromhex(digest) + b"\x09anonymous" + commitment
        issuers = [unbase64(one["public_key"]) for one in self.policy["issuers"] if one["class"] == leaf.of]
        require(leaf.id != "-", "anonymous-id", proof.get("of", leaf.of) == leaf.of, "credential-class",
                proof.get("revision", digest) == digest, "credential-text")
        if leaf.kind == "add":
            message = b"roundrobin credential v1" + self.letter + bytes([len(leaf.of)]) + leaf.of.encode() + proof["key"]
            require(sha256(message).hex() == leaf.id, "credential-id", may_be_key(proof["key"]), "credential-key",
                    issuers and len(issuers) == len(proof["issued"]), "credential-issuers")
            self.keys[leaf.id], self.credentials[leaf.at] = proof["key"], leaf.of
        elif leaf.kind == "change":
            state, (revision, group, _) = self.entries.get(leaf.id, (None, leaf.cell))
            require(state == "standing", "id-unknown", group == "anonymous", "change-group")
            old = (revision, group, leaf.of)
        else:
            text = b"roundrobin withdrawal v1" + self.letter + bytes.fromhex(leaf.id)
        self.carry_out(leaf, old)
        for modulus, signature in zip(issuers, proof["issued"]):
            self.expect(holds(modulus, proof["prefix"] + message, signature, *BLIND_RSA), "credential-signature", at=leaf.at)
        self.expect(holds(self.keys[leaf.id], text, proof["signature"]), "statement-signature", at=leaf.at)
    def stated(self, leaf, proof):  # A signature with a name. The proof is a statement of the server.
        how, old = proof["how"], (int(proof["number"]), proof["group"], leaf.of) if leaf.kind == "change" else leaf.cell
        fixed = leaf.group == "together" and (self.threshold or self.ended == "revealed")
        require(proof["id"] == leaf.id, "statement-leaf", leaf.of in WAYS[leaf.kind][how], "statement-way",
                how != "reinstated" or self.removed[leaf.of] > 0, "reinstated", how != "before-log" or self.opening, "before-log",
                old[1] != "anonymous", "change-group",
                not fixed or (leaf.kind != "add" and old[1] == "together"), "together-late")
        self.carry_out(leaf, old)
        self.removed[leaf.of] -= how == "reinstated"
        self.opening = self.opening and how == "before-log"
        self.revealed["others"] += leaf.group == old[1] == "together" and old[0] < self.revealed["since"] <= leaf.revision
    def waiting(self, leaf, digest, number):  # Names that wait. A threshold or a reveal with an error is in force all the same.
        old, needed, since = self.threshold, self.policy["names_wait_for"], leaf.revision or self.threshold or 1
        standing = self.standing("together", since)
        if leaf.kind == "commit":
            require(self.due > 0, "commit-place")
            self.due -= 1
            require(digest not in self.commitments, "commit-again")
            self.commitments[digest] = self.block
            require(leaf.id not in self.entries, "id-again")
            self.entries[leaf.id] = leaf.kind, leaf.cell
        elif leaf.kind == "threshold":
            self.threshold, self.due, self.block = leaf.revision, int(digest), self.block + 1
            require(not old, "threshold-again", needed, "threshold-policy", self.due == standing, "threshold-count",
                    self.due >= needed, "threshold-few")
        else:
            self.threshold, self.ended = 0, {"back": None, "reveal": "revealed", "lapse": "lapsed"}[leaf.kind]
            entries, others = int(number or needed), standing - int(number or 0)  # Only a reveal has a number.
            if leaf.kind == "reveal":
                self.revealed = dict(at=leaf.at, list=digest, entries=entries, shown=entries, others=others, since=since)
            require(old or leaf.kind == "lapse", "threshold-missing", entries >= needed, "reveal-few", others >= 0, "reveal-many")
    def takes_list(self):  # Whether the list of names can have its length: docs/checking.md, "The list of names".
        shown, last = self.listed["entries"] - self.standing("public"), self.revealed
        others = self.standing("together", last["since"]) - shown
        good = 0 <= shown <= last["shown"] and 0 <= others <= last["others"]
        last.update({"shown": shown, "others": others} if good else {})
        return good
    def lists(self):  # Compares names and openings in the file with the newest leaves about them, and with each other.
        parts, names, openings = [b""] * 4096, self.audit["names"], self.audit["openings"]
        for entry in sorted(row[0] for row in names):
            parts[int(entry[:3], 16)] += bytes.fromhex(entry)
        nonced = bytes.fromhex(self.audit["names_nonce"]) + b"".join(map(sha256, parts))
        joined = b"".join(bytes.fromhex(row[0]) for row in sorted(openings))
        for what, rows, leaf, data in ("names", names, self.listed, nonced), ("openings", openings, self.revealed, joined):
            self.expect(all(a[0] < b[0] for a, b in zip(rows, rows[1:])), what + "-order")
            self.expect(len(rows) == leaf["entries"], what + "-length", at=leaf["at"])
            self.expect(sha256(data).hex() == leaf["list"], what + "-list", at=leaf["at"])
            for entry, *opening in rows:
                hashed = sha256(bytes.fromhex(opening[0]) + "\n".join(opening[1:]).encode()).hex() if opening else entry
                one_line = what == "openings" or "\n" not in "".join(opening)
                committed = what == "names" or self.commitments.get(entry) == self.block
                self.expect(committed, "openings-committed", one_line and hashed == entry, what + "-opening")
        named, opened = (Counter(row[2] for row in rows if len(row) > 1) for rows in (names, openings))
        self.expect(self.takes_list(), "names-standing", sum(opened.values()) <= self.revealed["shown"], "openings-shown",
                    not opened - named, "openings-names")
def opened(rows):
    return {"entries": len(rows), "opened": sum(len(row) > 1 for row in rows), "unopened": sum(len(row) == 1 for row in rows)}
def check(data, older):
    audit, root, seen = read_file(data) or dict.fromkeys(AUDIT, ""), "", []  # A file that cannot be read has nothing in it.
    run = Check(audit)
    run.expect(audit["format"], "format")
    for at, (text, proof) in enumerate(zip(audit["leaves"], audit["proofs"])):
        try:
            run.leaf(read_leaf(at, text), proof)
        except Wrong as wrong:
            run.expect(False, str(wrong), at=at)
    if audit["format"]:
        hashed = [sha256(b"\x00" + leaf.encode()) for leaf in audit["leaves"]]
        root, key = root_of(hashed).hex(), key_of(audit["key"], audit["letter"])
        size, signed = checkpoint_of(audit["checkpoint"], key) or (None, b"")
        code = "key" if not key else "checkpoint" if size is None else "size" if size != len(hashed) else "root"
        run.expect((size, signed.hex()) == (len(hashed), root), code, hashed, "first-leaf", not run.due, "commit-missing")
        run.lists()
        for size, signed in (checkpoint_of(note, key) or (None, b"") for note in older):
            good = size is not None and size <= len(hashed) and signed == root_of(hashed[:size])
            seen.append({"size": size, "good": good})
            run.expect(good, "older-" + ("checkpoint" if size is None else "size" if size > len(hashed) else "root"))
    wrong, needed = {at for at, _ in run.errors}, run.policy["names_wait_for"] or None
    credentials = Counter(of for at, of in run.credentials.items() if at not in wrong)
    ways = {kind: {how: run.ways[kind, how] for how in (PROVED[kind], *WAYS[kind])} for kind in WAYS}
    state = run.ended or ("reached" if run.threshold else "waiting" if needed else None)
    return {"ok": not run.errors, "root": root, "older": seen, "size": len(audit["leaves"]), "closed": run.closed,
            "errors": [{"at": None if at < 0 else at, "code": code} for at, code in sorted(run.errors)],
            **{name: audit[name] for name in ("letter", "title", "page", "key")},
            "adds": {**ways["add"], "credential": sum(credentials.values())}, "credentials": credentials,
            "changes": ways["change"], "withdrawals": ways["withdraw"], "lost": run.reasons["-"], "policies": run.policies,
            "invalidated": {reason: number for reason, number in run.reasons.items() if reason != "-"},
            "tally": [{"revision": r, "group": group, "class": of, "standing": run.cells[r, group, of]}
                      for r in range(len(run.revisions) + 1) for group in GROUPS for of in CLASSES if run.cells[r, group, of]],
            "revisions": [{"revision": n, "hash": one, "standing": run.standing(n)} for n, one in enumerate(run.revisions, 1)],
            "standing": sum(run.cells.values()), "minimum": run.policy["batch_minimum"], "issuers": len(run.policy["issuers"]),
            "names": opened(audit["names"]), "together": dict(needed=needed, state=state, openings=opened(audit["openings"]))}
if __name__ == "__main__":
    audit_file, *older_files = [open(path, "rb").read() for path in sys.argv[1:] if path != "--json"] or sys.exit(__doc__)
    result = check(audit_file, [older.decode(errors="replace") for older in older_files])
    print(json.dumps(result, indent=None if "--json" in sys.argv else 2))
    sys.exit(0 if result["ok"] else 1)
