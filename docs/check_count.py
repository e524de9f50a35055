#!/usr/bin/env python3
"""Checks the count of a letter: check_count.py [--json] audit.json [older checkpoint files ...]

A second verifier, for people who do not want to trust the one in TypeScript. It needs Python 3.8 or later and the package
`cryptography` (Debian: python3-cryptography), and no network. It prints the same JSON as `npm run check-count -- --json`.
docs/checking.md describes formats and rules. The exit code is 1 if there is an error.
"""
import base64, hashlib, json, re, sys
from collections import Counter
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
CLASSES, GROUPS = ["mailbox", "vouched", "reviewed", "supporter"], ["anonymous", "hidden", "public", "together"]
# How the server came to a leaf, and which classes can be verified in this way.
WAYS = {"add": {"mailed-code": CLASSES[:1], "one-time-code": CLASSES[1:3], "reinstated": CLASSES, "before-log": CLASSES},
        "change": {"slip": CLASSES, "mailbox": CLASSES[:1]}, "withdraw": {"slip": CLASSES, "mailbox": CLASSES[:1]}}
FORMS = {"add": ("adds", "credential"), "change": ("changes", "agreement"), "withdraw": ("withdrawals", "withdrawal")}
SMALL_ORDER = ["00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f",
               "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
               "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"]
HASH, REV, GROUP, CLASS = "[0-9a-f]{64}", "[1-9][0-9]{0,5}", "|".join(GROUPS), "|".join(CLASSES)  # Patterns.
HEAD, ABOUT = "roundrobin leaf v1\n", f"\n({HASH}|-)\n({REV})\n({GROUP})\n({CLASS})\n"
COUNT = "0|[1-9][0-9]{0,9}"
DOCUMENT, WAITING = f"({HASH} (?:{COUNT}))\n(-)", ("threshold", "commit", "back", "reveal", "lapse")
LEAVES = [f"{HEAD}{lines}\n" for lines in (
    f"(genesis|policy|names|reveal)\n(-)\n(-)\n(-)\n(-)\n{DOCUMENT}", f"(revision)\n(-)\n({REV})\n(-)\n(-)\n{DOCUMENT}",
    f"(threshold)\n(-)\n({REV})\n(-)\n(-)\n({COUNT})\n(-)", f"(commit)\n({HASH})\n(-)\n(-)\n(-)\n({HASH})\n(-)",
    f"(add|change|withdraw){ABOUT}(-)\n({HASH})", f"(invalidate){ABOUT}([a-z][a-z-]{{0,19}})\n(-)",
    f"(lost){ABOUT}(-)\n(-)", "(back|lapse|close)" + "\n(-)" * 6)]
KEY, SIG, RSA = "[\\w-]{43}", "[\\w-]{86}", "[\\w-]{512}"
AGREED = f"(?P<revision>{HASH})\n(?P<commitment>{HASH})\n(?P<signature>{SIG})\n"
PROOFS = [f"roundrobin (?P<form>credential) proof v1\n(?P<of>{CLASS})\n(?P<key>{KEY})\n(?P<prefix>{KEY})\n"
          f"(?P<issued>{RSA}( {RSA})*)\n{AGREED}", f"roundrobin (?P<form>agreement) proof v1\n{AGREED}",
          f"roundrobin (?P<form>withdrawal) proof v1\n(?P<signature>{SIG})\n",
          *(f"roundrobin statement v1\n(?P<form>{kind})\n(?P<id>{HASH}|-)\n(?P<how>.+)\n{old}\n" for kind, old in
            (("add|withdraw", "-"), ("change", f"(?P<group>{GROUP}) (?P<number>{REV})")))]
NAME = "[^\\s+\x00-\x1f\x85\ufeff]+"
NOTE = re.compile(f"((.+)\n(0|[1-9][0-9]{{0,15}})\n(.{{44}})\n)\n((?:— {NAME} \\S+\n){{1,64}})")
BLIND_RSA = padding.PSS(padding.MGF1(hashes.SHA384()), 48), hashes.SHA384()  # RFC 9474
NO_POLICY, CODED = {"batch_minimum": None, "issuers": []}, "[A-Za-z0-9_-]*"
HIDDEN = {"at": None, "list": hashlib.sha256().hexdigest(), "entries": 0, "shown": 0, "others": 0, "since": 10 ** 6}
AUDIT = {"format": "roundrobin audit v1", "letter": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "title": str, "page": str,
         "names_nonce": f"({HASH})?", "key": str, "checkpoint": str, "documents": dict, "leaves": [str], "proofs": list,
         "names": [(HASH, "[0-9a-f]{24}", str, str)], "openings": [(HASH, HASH, str)]}
POLICY = {"format": "roundrobin policy v1", "letter": str, "first_revision": HASH, "batch_minimum": int, "classes": [CLASS],
          "employers": [{"name": str, "domains": [str]}], "issuers": [{"class": CLASS, "id": CODED, "public_key": CODED}],
          "names_wait_for": int}
class Wrong(Exception): pass  # A rule is broken. The text is its code.
def require(*rules):  # A condition and a code, and more of both.
    for code in (code for condition, code in zip(rules[::2], rules[1::2]) if not condition):
        raise Wrong(code)
def first_match(patterns, text, code):
    found = next(filter(None, (re.fullmatch(pattern, text) for pattern in patterns)), None)
    require(found, code)
    return found
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
    try:
        alphabet, padded = (b"-_", text + "=" * (-len(text) % 4)) if url else (b"+/", text)
        data = base64.b64decode(padded, alphabet)
        return data if base64.b64encode(data, alphabet).decode() == padded else None
    except ValueError:
        return None
def holds(key, message, signature, *scheme):  # Ed25519, or RSA if there is a scheme.
    try:
        number, read = int.from_bytes(key, "big"), ed25519.Ed25519PublicKey.from_public_bytes
        public = rsa.RSAPublicNumbers(65537, number).public_key() if scheme else read(key)
        return public.verify(signature, message, *scheme) is None
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
def may_be_key(key):
    y = key[:31] + bytes([key[31] & 0x7f])
    return y.hex() not in SMALL_ORDER and not (y[0] >= 0xed and y[1:] == b"\xff" * 30 + b"\x7f")
def root_of(leaf_hashes):  # RFC 6962, section 2.1, level by level.
    level = list(leaf_hashes)
    while len(level) > 1:
        pairs = [sha256(b"\x01" + left + right) for left, right in zip(level[::2], level[1::2])]
        level = pairs + level[len(pairs) * 2:]
    return level[0] if level else sha256(b"")
def key_of(text, letter):  # Name, id and key of a verifier key of C2SP signed-note. It must be named after the letter.
    found = re.fullmatch(f"({NAME})\\+([0-9a-f]{{8}})\\+(.+)", text)
    data = found and unbase64(found[3], url=False)
    good = data and len(data) == 33 and data[0] == 1 and found[1].endswith("/letters/" + letter)
    good = good and sha256(found[1].encode() + b"\n" + data)[:4].hex() == found[2]
    return (found[1], bytes.fromhex(found[2]), data[1:]) if good else None
def checkpoint_of(note, key):
    """Size and root of a checkpoint (C2SP tlog-checkpoint) that the key has signed. None for any other text."""
    found = NOTE.fullmatch(note) if key else None
    if not found or len(note) > 100_000 or re.search("[\x00-\x09\x0b-\x1f]", note):
        return None
    signatures = [(name, unbase64(text, url=False) or b"") for _, name, text in map(str.split, found[5][:-1].split("\n"))]
    own = [data[4:] for name, data in signatures if (name, data[:4]) == key[:2]]
    good = own and may_be_key(key[2]) and all(len(data) > 4 for _, data in signatures)
    good = good and all(len(one) == 64 and holds(key[2], found[1].encode(), one) for one in own)
    size, root = int(found[3]), unbase64(found[4], url=False) or b""
    return (size, root) if good and found[2] == key[0] and size < 2 ** 53 and len(root) == 32 else None
def read_file(data):
    try:
        audit = json.loads(data.decode(), parse_constant=int)  # NaN is no JSON, and no int.
        audit = {name: audit[name] for name in AUDIT}
        texts = [*audit["documents"].values(), *(proof for proof in audit["proofs"] if proof is not None)]
        json.dumps([texts, {**audit, "documents": None}], ensure_ascii=False).encode()  # Fails for a lone surrogate.
        good = fits(audit, AUDIT) and fits(texts, [str]) and len(audit["leaves"]) == len(audit["proofs"])
        return audit if good else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
def read_leaf(text):
    kind, leaf_id, revision, *about, payload, proof = first_match(LEAVES, text, "leaf").groups()
    require(kind != "add" or leaf_id != "-", "leaf")
    cell = (0 if revision == "-" else int(revision), *about)
    return {"kind": kind, "id": None if leaf_id == "-" else leaf_id, "cell": cell, "payload": payload, "proof": proof}
def read_proof(text):
    proof = first_match(PROOFS, text, "proof-format").groupdict()
    coded = {name: unbase64(proof[name]) for name in ("key", "prefix", "signature") if name in proof}
    issued = [unbase64(one) for one in proof.get("issued", "").split()]
    known = proof.get("how") in WAYS.get(proof["form"], [None])
    require(known and None not in (*coded.values(), *issued), "proof-format")
    return {**proof, **coded, "issued": issued}
def read_policy(text):  # The policy. It must be canonical JSON (RFC 8785) without other fields. None for any other text.
    try:
        policy = json.loads(text)
        good = json.dumps(policy, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text
        good = good and fits({"names_wait_for": 2, **policy}, POLICY)
    except (ValueError, TypeError, RecursionError):
        return None
    good = good and 1 <= policy["batch_minimum"] < 2 ** 53 and 2 <= policy.get("names_wait_for", 2) < 2 ** 53
    keys = [(unbase64(one["public_key"]) or b"\0", unbase64(one["id"])) for one in (policy["issuers"] if good else [])]
    usable = all(len(n) == 384 and n[0] >= 0x80 and n[-1] % 2 and name == sha256(n)[:16] for n, name in keys)
    return policy if good and usable else None
class Check:  # Goes through the leaves. Each leaf has at most one error, and a leaf with an error changes no count.
    def __init__(self, audit):
        self.audit, self.letter = audit, bytes.fromhex(audit["letter"].replace("-", ""))
        self.policy, self.revisions, self.closed, self.opening, self.names_leaf = None, [], False, True, None
        self.entries, self.cells, self.moved, self.removed = {}, Counter(), Counter(), Counter()
        self.threshold, self.missing, self.block, self.commitments, self.ended, self.revealed = None, 0, 0, {}, None, {**HIDDEN}
        self.bad, self.credentials, self.counts = [], [], {"invalidated": Counter(), "lost": 0, "policies": 0}
        for kind, (what, own) in FORMS.items():
            self.counts[what] = self.counts[kind] = Counter({way: 0 for way in [own, *WAYS[kind]]})
    def standing(self, wanted, since=1):  # With this revision or in this group. A cell is (revision, group, class).
        return sum(number for cell, number in self.cells.items() if wanted in cell and cell[0] >= since)
    def needed(self): return (self.policy or NO_POLICY).get("names_wait_for", 0)
    def add(self, leaf, key=None):
        before = self.entries.get(leaf["id"], {"state": "lost"})["state"]
        require(before == "lost" or (before == "invalidate" and leaf["cell"][1] == "anonymous"), "id-again")
        self.entries[leaf["id"]] = {"state": "standing", "cell": leaf["cell"], "key": key}
        self.cells[leaf["cell"]] += 1
    def take(self, leaf, cell):
        """Takes a signature out of a cell. Its own may be another if a change without an id led to this one."""
        entry = self.entries.get(leaf["id"]) or {"state": None, "cell": cell}
        elsewhere = entry["cell"] != cell
        named = "anonymous" not in (entry["cell"][1], cell[1]) and entry["cell"][2] == cell[2]
        require(leaf["id"] or cell[1] != "anonymous", "anonymous-id",
                leaf["id"] is None or entry["state"] == "standing", "id-unknown",
                not elsewhere or (named and self.moved[cell] > 0), "cell", self.cells[cell] > 0, "cell-empty")
        self.moved[cell] -= elsewhere
        self.cells[cell] -= 1
        entry["state"] = leaf["kind"]
        return entry
    def change(self, leaf, old):
        require(leaf["cell"][0] >= old[0], "change-back")
        self.take(leaf, (*old, leaf["cell"][2])).update(state="standing", cell=leaf["cell"])
        self.cells[leaf["cell"]] += 1
        self.moved[leaf["cell"]] += leaf["id"] is None
    def leaf(self, at, leaf, proof):
        kind, cell, (digest, _, number) = leaf["kind"], leaf["cell"], leaf["payload"].partition(" ")
        require(at > 0 or kind == "genesis", "first-leaf", at == 0 or kind != "genesis", "genesis-again",
                kind in WAYS or proof is None, "proof-unused", cell[0] <= len(self.revisions) or kind == "revision",
                "revision-unknown")
        gap, self.missing = (0, self.missing) if kind == "commit" else (self.missing, 0)
        require(not gap, "commit-missing", kind != "close" or not self.closed, "close-again",
                kind not in WAITING or not self.ended, "waiting-ended")
        self.opening = self.opening and kind in ("genesis", "policy", "revision", "add")
        self.closed = self.closed or kind == "close"
        if kind in ("genesis", "policy", "revision"):
            text = self.audit["documents"].get(digest)
            same = text is not None and len(text.encode()) == int(number) and sha256(text.encode()).hex() == digest
            problem = "document-missing" if text is None else None if same else "document-hash"
            if kind == "revision":
                require(cell[0] == len(self.revisions) + 1, "revision-order")
                self.revisions.append(digest)
                require(cell[0] > 1 or (self.policy or {}).get("first_revision") == digest, "revision-first")
            else:
                policy = read_policy(text or "")
                require(policy, problem or "policy", policy and policy["letter"] == self.audit["letter"] and
                        policy["first_revision"] == (self.policy or policy)["first_revision"], "policy-letter")
                lowered, self.policy = self.needed() > policy.get("names_wait_for", 0), policy
                self.counts["policies"] += kind == "policy"
                require(not lowered, "policy-names")
            require(problem is None, problem)
        elif kind == "names":
            self.names_leaf = (at, digest, int(number))
            require(self.takes_list(int(number)), "names-count")
        elif kind in WAITING:
            self.waiting(at, kind, leaf)
        elif kind in ("invalidate", "lost"):
            self.take(leaf, cell)
            self.counts["lost"] += kind == "lost"
            if kind == "invalidate":
                self.counts["invalidated"][leaf["payload"]] += 1
                self.removed[cell[2]] += cell[1] != "anonymous"
        elif kind in WAYS:
            require(proof is not None, "proof-missing", sha256((proof or "").encode()).hex() == leaf["proof"], "proof-hash")
            proof, anonymous = read_proof(proof), cell[1] == "anonymous"
            form = FORMS[kind][1] if anonymous else kind
            require(proof["form"] == form, "proof-kind")
            (self.signed if anonymous else self.stated)(at, leaf, proof)
            self.counts[kind][proof.get("how", form)] += 1
    def signed(self, at, leaf, proof):  # An anonymous signature: its credential, and what the key in the credential signed.
        of, kind, digest = leaf["cell"][2], leaf["kind"], self.revisions[leaf["cell"][0] - 1]
        entry = self.entries.get(leaf["id"]) or {"state": None, "cell": (0, None)}
        require(leaf["id"], "anonymous-id", proof.get("of", of) == of, "credential-class",
                proof.get("revision", digest) == digest, "credential-text")
        text = b"roundrobin signature v1" + self.letter + bytes.fromhex(digest) + b"\x09anonymous"
        text += bytes.fromhex(proof.get("commitment", ""))
        if kind == "add":
            message = b"roundrobin credential v1" + self.letter + bytes([len(of)]) + of.encode() + proof["key"]
            issuers = [unbase64(one["public_key"]) for one in (self.policy or NO_POLICY)["issuers"] if one["class"] == of]
            require(sha256(message).hex() == leaf["id"], "credential-id", may_be_key(proof["key"]), "credential-key",
                    issuers and len(issuers) == len(proof["issued"]), "credential-issuers")
            self.add(leaf, proof["key"])
            self.credentials.append((at, of))
            self.bad += [(at, "credential-signature") for n, one in zip(issuers, proof["issued"])
                         if not holds(n, proof["prefix"] + message, one, *BLIND_RSA)]
        elif kind == "change":
            require(entry["state"] == "standing", "id-unknown", entry["cell"][1] == "anonymous", "change-group")
            self.change(leaf, entry["cell"][:2])
        else:
            self.take(leaf, leaf["cell"])
            text = b"roundrobin withdrawal v1" + self.letter + bytes.fromhex(leaf["id"])
        self.bad += [(at, "statement-signature")] * (not holds(self.entries[leaf["id"]]["key"], text, proof["signature"]))
    def stated(self, _, leaf, proof):
        kind, of, how = leaf["kind"], leaf["cell"][2], proof["how"]
        require(proof["id"] == (leaf["id"] or "-"), "statement-leaf", of in WAYS[kind][how], "statement-way",
                how != "reinstated" or self.removed[of] > 0, "reinstated", how != "before-log" or self.opening, "before-log",
                proof.get("group") != "anonymous", "change-group",
                kind == "withdraw" or "together" not in leaf["cell"] or proof.get("group") == "together" or
                not (self.threshold or self.ended == "revealed"), "together-late")
        if kind == "add":
            self.add(leaf)
            self.removed[of] -= how == "reinstated"
            self.opening = self.opening and how == "before-log"
        elif kind == "change":
            self.change(leaf, (int(proof["number"]), proof["group"]))
            self.revealed["others"] += (leaf["cell"][1] == proof["group"] == "together" and
                                        int(proof["number"]) < self.revealed["since"] <= leaf["cell"][0])
        else:
            self.take(leaf, leaf["cell"])
    def waiting(self, at, kind, leaf):  # Names that wait. A threshold or a reveal with an error is in force all the same.
        (digest, _, number), before = leaf["payload"].partition(" "), self.threshold
        if kind == "commit":
            require(self.missing > 0, "commit-place")
            self.missing -= 1
            require(digest not in self.commitments, "commit-again")
            self.commitments[digest] = self.block
            require(leaf["id"] not in self.entries, "id-again")
            self.entries[leaf["id"]] = {"state": kind, "cell": leaf["cell"]}
        elif kind == "threshold":
            self.threshold, self.missing, self.block = leaf["cell"][0], int(digest), self.block + 1
            require(not before, "threshold-again", self.needed(), "threshold-policy", self.missing ==
                    self.standing("together", self.threshold), "threshold-count", self.missing >= self.needed(), "threshold-few")
        else:
            self.threshold, self.ended = None, {"reveal": "revealed", "lapse": "lapsed"}.get(kind)
            require(before or kind != "back", "threshold-missing")
        if kind == "reveal":
            entries, since = int(number), before or 1
            others = self.standing("together", since) - entries
            self.revealed = {"at": at, "list": digest, "entries": entries, "shown": entries, "others": others, "since": since}
            require(before, "threshold-missing", entries >= self.needed(), "reveal-few", others >= 0, "reveal-many")
    def takes_list(self, entries):  # Whether a list of names can have this length: docs/checking.md, "The list of names".
        shown, last = entries - self.standing("public"), self.revealed
        others = self.standing("together", last["since"]) - shown
        good = 0 <= shown <= last["shown"] and 0 <= others <= last["others"]
        last.update({"shown": shown, "others": others} if good else {})
        return good
    def listed(self, what, at, length, expected, digest):  # Compares a list of the file with the leaf at `at`.
        rows = self.audit[what]
        return ([(None, what + "-order")] * any(a[0] >= b[0] for a, b in zip(rows, rows[1:])) +
                [(at, what + "-length")] * (len(rows) != length) + [(at, what + "-list")] * (digest.hex() != expected))
    def names(self):
        rows, nonce, parts = self.audit["names"], bytes.fromhex(self.audit["names_nonce"]), [b""] * 4096
        for entry in sorted(row[0] for row in rows):
            parts[int(entry[:3], 16)] += bytes.fromhex(entry)
        at, digest, entries = self.names_leaf or (None, sha256(sha256(b"") * 4096).hex(), 0)
        opened = [(entry, sha256(bytes.fromhex(salt) + "\n".join(texts).encode()).hex(), "\n" in "".join(texts))
                  for entry, salt, *texts in (row for row in rows if len(row) > 1)]
        return ([(None, "names-standing")] * (not self.takes_list(entries)) +
                self.listed("names", at, entries, digest, sha256(nonce + b"".join(map(sha256, parts)))) +
                [(None, "names-opening") for entry, hashed, two_lines in opened if hashed != entry or two_lines])
    def openings(self):
        rows, last = self.audit["openings"], self.revealed
        opened = [row for row in rows if len(row) > 1]
        missing = Counter(row[2] for row in opened) - Counter(row[2] for row in self.audit["names"] if len(row) > 1)
        digest = sha256(b"".join(bytes.fromhex(row[0]) for row in sorted(rows)))
        return (self.listed("openings", last["at"], last["entries"], last["list"], digest) +
                [(None, "openings-committed") for row in rows if self.commitments.get(row[0]) != self.block] +
                [(None, "openings-opening") for commitment, salt, name in opened
                 if sha256(bytes.fromhex(salt) + name.encode()).hex() != commitment] +
                [(None, "openings-shown")] * (len(opened) > last["shown"]) + [(None, "openings-names")] * bool(missing))
def check(data, older):
    audit = read_file(data)
    shown = audit or dict.fromkeys(["letter", "title", "page", "key", "names", "leaves", "proofs", "openings"], "")
    run, errors, results, root = Check(shown), [] if audit else [(None, "format")], [], ""
    for at, (text, proof) in enumerate(zip(shown["leaves"], shown["proofs"])):
        try:
            run.leaf(at, read_leaf(text), proof)
        except Wrong as wrong:
            errors.append((at, str(wrong)))
    if audit:
        hashed = [sha256(b"\x00" + leaf.encode()) for leaf in audit["leaves"]]
        root, key = root_of(hashed).hex(), key_of(audit["key"], audit["letter"])
        own = checkpoint_of(audit["checkpoint"], key) or (-1, b"")
        code = "key" if not key else "checkpoint" if own[0] < 0 else "size" if own[0] != len(hashed) else "root"
        errors += [(None, code)] * (own != (len(hashed), root_of(hashed))) + [(None, "first-leaf")] * (not hashed)
        errors += [(None, "commit-missing")] * (run.missing > 0) + run.names() + run.openings() + run.bad
        for size, earlier in (checkpoint_of(note, key) or (None, None) for note in older):
            code = ("older-checkpoint" if size is None else "older-size" if size > len(hashed)
                    else None if earlier == root_of(hashed[:size]) else "older-root")
            results.append({"size": size, "good": code is None})
            errors += [(None, code)] * (code is not None)
    wrong, policy = {at for at, _ in run.bad}, run.policy or NO_POLICY
    good = [of for at, of in run.credentials if at not in wrong]
    run.counts["adds"]["credential"] = len(good)
    tally = sorted((r, GROUPS.index(g), CLASSES.index(of), number) for (r, g, of), number in run.cells.items() if number)
    lists = [{"entries": len(rows), "opened": sum(len(row) > 1 for row in rows), "unopened": sum(len(row) == 1 for row in rows)}
             for rows in (shown["names"], shown["openings"])]
    state = run.ended or ("reached" if run.threshold else "waiting" if run.needed() else None)
    return {
        "ok": not errors, "root": root, "older": results, "size": len(shown["leaves"]), "closed": run.closed,
        "errors": [{"at": at, "code": code} for at, code in sorted(errors, key=lambda e: (-1 if e[0] is None else e[0], e[1]))],
        **{name: shown[name] for name in ("letter", "title", "page", "key")},
        **{what: count for what, count in run.counts.items() if what not in WAYS},
        "tally": [{"revision": r, "group": GROUPS[g], "class": CLASSES[of], "standing": n} for r, g, of, n in tally],
        "revisions": [{"revision": n, "hash": one, "standing": run.standing(n)} for n, one in enumerate(run.revisions, 1)],
        "standing": sum(run.cells.values()), "credentials": Counter(good), "minimum": policy["batch_minimum"],
        "issuers": len(policy["issuers"]),
        "names": lists[0], "together": {"needed": run.needed() or None, "state": state, "openings": lists[1]}}
if __name__ == "__main__":
    audit_file, *older_files = [open(path, "rb").read() for path in sys.argv[1:] if path != "--json"] or sys.exit(__doc__)
    result = check(audit_file, [older.decode(errors="replace") for older in older_files])
    print(json.dumps(result, indent=None if "--json" in sys.argv else 2))
    sys.exit(0 if result["ok"] else 1)
