#!/usr/bin/env python3
"""Checks a release of the City of Cambridge's Daylight, from a folder, without a network and without Daylight.

    python3 verify_release.py FOLDER --key 'cambridgema.gov/daylight+…' --key '…/ledger+…'

Needs Python 3.8 or newer and the openssl command (3.0 or newer, for Ed25519); nothing else. Written from
docs/release-bundle.md and from the documents that it names (RFC 6962, RFC 8785, C2SP signed-note, tlog-checkpoint and
tlog-proof, DSSE, in-toto Statement v1, C2PA 2.2, RFC 8949, RFC 9052), not from Daylight's program, so that a fault of the one shows in the other.
Exit code 0: everything holds. 1: something does not. 2: the folder or a key cannot be read.
"""
import argparse, base64, csv, hashlib, io, json, os, re, subprocess, sys, tempfile

BESIDE = {"release.json", "SHA256SUMS", "attestation.json", "release.tlog-proof"}
PREDICATE = "https://cambridgema.gov/daylight/release/v1"
C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
ASSERTIONS = ["c2pa.ingredient.v3", "c2pa.actions.v2", "c2pa.hash.bmff.v3"]
# What reading somebody's bytes may end in.
FALLS = (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration, RecursionError, subprocess.SubprocessError)
faults = []


def check(holds, says):
    print(("holds  " if holds else "FAILS  ") + says)
    if not holds:
        faults.append(says)
    return bool(holds)


def b64(text):
    return base64.b64decode(text, validate=True)


def jcs(value):
    """RFC 8785 for what a manifest holds: strings, integers, lists, objects with ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(value):
    return hashlib.sha256(jcs(value)).hexdigest()


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def read_key(text):
    """C2SP signed-note verifier key: name+id+base64(0x01 || Ed25519 public key)."""
    name, key_id, encoded = text.strip().split("+", 2)
    raw = b64(encoded)
    if len(raw) != 33 or raw[0] != 1 or key_id_of(name, raw[1:]) != bytes.fromhex(key_id):
        raise ValueError("not a verifier key: " + text)
    return name, raw[1:]


def key_id_of(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def ed25519(public, message, signature):
    """Whether openssl confirms the signature (RFC 8032)."""
    der = bytes.fromhex("302a300506032b6570032100") + public  # SubjectPublicKeyInfo, RFC 8410
    pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % base64.b64encode(der).decode()
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        for name, data in (("key", pem.encode()), ("message", message), ("signature", signature)):
            with open(at(name), "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", at("key"), "-rawin", "-in", at("message")]
        return subprocess.run(command + ["-sigfile", at("signature")], capture_output=True).returncode == 0


def open_envelope(envelope, key, payload_type):
    """The JSON in a DSSE envelope of that type which that key signed; None otherwise."""
    payload = b64(envelope["payload"])
    if key is None or envelope["payloadType"] != payload_type:
        return None
    kind = payload_type.encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    signed = any(ed25519(key[1], message, b64(one["sig"])) for one in envelope["signatures"])
    return json.loads(payload) if signed else None


def open_checkpoint(note, key):
    """(size, root) of a C2SP checkpoint which that key signed; None otherwise."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        dash, name, encoded = line.split(" ")
        raw = b64(encoded)
        if dash == "\u2014" and key and name == key[0] and raw[:4] == key_id_of(*key):
            origin, size, root = text.split("\n")[:3]
            if origin == name and ed25519(key[1], text.encode(), raw[4:]):
                return int(size), b64(root)
    return None


def root_from(leaf, index, size, proof):
    """RFC 9162, 2.1.3.2: the root that an inclusion proof leads to; None where it has the wrong length."""
    node, last, value = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if node % 2 == 1 or node == last:
            value = hashlib.sha256(b"\x01" + step + value).digest()
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + step).digest()
        node, last = node >> 1, last >> 1
    return value if last == 0 else None


def check_files(folder, bundle):
    files = bundle["manifest"]["files"]
    names = [file["name"] for file in files]
    roles = [file["role"] for file in files]
    sound = len(set(names)) == len(names) and len(set(roles)) == len(roles) and {"video", "record"} <= set(roles)
    plain = all(re.fullmatch(r"[a-z][a-z-]*\.[a-z0-9]+", name) for name in names)
    # A file is called after its role: redactions-csv is redactions.csv, but record.json is the record.
    named = all(n in (r + "." + n.split(".")[-1], r.replace("-", ".")) for n, r in zip(names, roles))
    check(sound and plain and named, "manifest: each file once, by its own name")
    called = os.path.basename(os.path.abspath(folder))
    if re.fullmatch("[0-9a-f]{64}", called):
        check(called == digest_of(bundle["manifest"]), "the folder is called by the hash of its manifest")
    for file in files:
        path = os.path.join(folder, os.path.basename(file["name"]))
        there = os.path.isfile(path)
        same = there and os.path.getsize(path) == file["size"] and sha256_of(path) == file["sha256"]
        check(same, file["name"] + (" is the signed file" if same else " differs" if there else " is missing"))
    for name in sorted(os.listdir(folder)):
        if not name.startswith(".") and name not in BESIDE and name not in names:
            check(False, name + " is no file of this release")
    sums = "".join("%s  %s\n" % (file["sha256"], file["name"]) for file in files)
    check(read(folder, "SHA256SUMS") == sums.encode(), "SHA256SUMS lists exactly the signed files")


def check_contents(folder, bundle):
    """Record, redaction ledger and certificate say the same of the same release."""
    names = {file["role"]: file["name"] for file in bundle["manifest"]["files"]}
    text = lambda role: read(folder, names[role]).decode()
    record = json.loads(text("record"))
    same = lambda one: one["release"] == bundle["release"] and one["version"] == bundle["version"]
    check(same(record) and same(bundle["manifest"]), "record and manifest are of this release and version")
    hidden = record["hidden"]
    numbered = [dict(span, number=i + 1) for i, span in enumerate(hidden)]
    if "redactions-json" in names:
        ledger = json.loads(text("redactions-json"))
        agrees = same(ledger) and ledger["redactions"] == numbered
        agrees = agrees and ledger["totals"].items() <= record["totals"].items()
        check(agrees, "redactions.json lists what the record says is hidden")
    if "redactions-csv" in names:
        rows = list(csv.DictReader(io.StringIO(text("redactions-csv"), newline="")))
        times = [(float(row["from_seconds"]), float(row["to_seconds"]), row["hidden"]) for row in rows]
        check(times == [(s["from"], s["to"], s["what"]) for s in hidden], "redactions.csv has the same rows")
    if "redactions-vtt" in names:
        cues = [json.loads(cue.split("\n")[-1]) for cue in text("redactions-vtt").split("\n\n")[2:] if cue.strip()]
        check(cues == numbered, "redactions.vtt has the same rows")
    if "certificate" in names:
        certificate = json.loads(text("certificate"))
        video = next(file for file in bundle["manifest"]["files"] if file["role"] == "video")
        parts = [(p["from"], p["to"], p["what"]) for p in certificate["parts"]]
        clean = all(rule["violations"] == 0 for rule in certificate["rules"])
        agrees = same(certificate) and clean and certificate["video"]["sha256"] == video["sha256"]
        agrees = agrees and parts == [(s["from"], s["to"], s["what"]) for s in hidden]
        check(agrees, "the certificate is on this video and every hidden part, and names no violation")


def cbor(data, at=0):
    """(value, where the next begins) of a CBOR item (RFC 8949) of a known length; tags are passed over."""
    major, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number > 23:
        size = {24: 1, 25: 2, 26: 4, 27: 8}[number]
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if major < 2:
        return (number if major == 0 else -1 - number), at
    if major < 4:
        raw = data[at : at + number]
        if len(raw) != number:
            raise ValueError("CBOR is cut short")
        return (raw if major == 2 else raw.decode()), at + number
    if major == 6:
        return cbor(data, at)
    if major == 7:
        return {20: False, 21: True, 22: None}[number], at
    items = []
    for _ in range(number * (major - 3)):  # a map has two items for each of its members
        item, at = cbor(data, at)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at


def whole_cbor(data):
    value, end = cbor(data)
    if end != len(data):
        raise ValueError("bytes behind the end of CBOR")
    return value


def cbor_text(raw, major):
    """The other way, for texts (3) and byte strings (2)."""
    length = len(raw)
    size = 0 if length < 24 else 1 if length < 256 else 2 if length < 65536 else 4
    head = bytes([major << 5 | (length if size == 0 else {1: 24, 2: 25, 4: 26}[size])])
    return head + (length.to_bytes(size, "big") if size else b"") + raw


def boxes(data):
    """Boxes in a box: (type, content)."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8 or at + size > len(data):
            raise ValueError("a box does not fit")
        yield data[at + 4 : at + 8], data[at + 8 : at + size]
        at += size


def superbox(data, kind, label=None):
    """(label, what is in it) of a JUMBF superbox's content (ISO 19566-5), which must be of that kind."""
    (first, description), *inner = boxes(data)
    named = description[17:-1].decode()
    wanted = kind + bytes.fromhex("00110010800000aa00389b71") + b"\3" + named.encode() + b"\0"
    if first != b"jumd" or description != wanted or label not in (None, named):
        raise ValueError("a JUMBF box is not the one expected there: " + named)
    return named, inner


def only_cbor(data, kind, label):
    """The CBOR that is all there is in a superbox."""
    (inner, raw), = superbox(data, kind, label)[1]
    if inner != b"cbor":
        raise ValueError("no CBOR in " + label)
    return raw


def bound(path):
    """(hash as c2pa.hash.bmff.v3 has it, the uuid box at the end or None): C2PA 2.2, 18.6 and A.5."""
    digest, manifest, at, size = hashlib.sha256(), None, 0, os.path.getsize(path)
    with open(path, "rb") as file:
        while at < size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            length = int.from_bytes(head[8:16], "big") if length == 1 else length
            if length < 8 or at + length > size or manifest is not None:
                raise ValueError("a box does not fit, or stands behind the manifest")
            if head[4:8] == b"uuid" and length > 1 << 20:
                raise ValueError("the uuid box at the end is too large for a manifest")
            file.seek(at)
            if head[4:8] == b"uuid":
                manifest = file.read(length)
            elif head[4:8] != b"ftyp":
                digest.update(at.to_bytes(8, "big"))
                for start in range(0, length, 1 << 20):
                    digest.update(file.read(min(1 << 20, length - start)))
            at += length
    return digest.digest(), manifest


def credentials(path):
    """SHA-256 of the certificate to which the C2PA manifest of a video leads; None without one. Raises what is wrong."""
    digest, box = bound(path)
    if box is None:
        return None
    prefix = C2PA + bytes(4) + b"manifest\0" + bytes(8)
    if box[8 : 8 + len(prefix)] != prefix:
        raise ValueError("the uuid box at the end is no manifest")
    (outer, store), = boxes(box[8 + len(prefix) :])
    (inner, manifest), = superbox(store, b"c2pa", "c2pa")[1]
    parts = superbox(manifest, b"c2ma")[1]
    (_, kept), (_, claim), (_, signature) = parts
    if {outer, inner} | {kind for kind, _ in parts} != {b"jumb"}:
        raise ValueError("there is something else than JUMBF in the manifest")
    raw = only_cbor(claim, b"c2cl", "c2pa.claim.v2")
    referred = {one["url"]: one["hash"] for one in whole_cbor(raw)["created_assertions"]}
    for label, (kind, assertion) in zip_strictly(ASSERTIONS, superbox(kept, b"c2as", "c2pa.assertions")[1]):
        content = whole_cbor(only_cbor(assertion, b"cbor", label))
        named = referred.pop("self#jumbf=c2pa.assertions/" + label)
        if kind != b"jumb" or named != hashlib.sha256(assertion).digest():
            raise ValueError(label + " is not the one in the claim")
        if label == ASSERTIONS[2] and (content["hash"] != digest or content["alg"] != "sha256"):
            raise ValueError("it is bound to another video")
    if referred:
        raise ValueError("the claim names what is not there")
    headers, open_headers, payload, signed = whole_cbor(only_cbor(signature, b"c2cs", "c2pa.signature"))
    protected = whole_cbor(headers)
    if set(protected) != {1, 33} or protected[1] != -8 or open_headers != {} or payload is not None:
        raise ValueError("it is not signed in the way of C2PA with Ed25519")
    message = b"\x84" + cbor_text(b"Signature1", 3) + cbor_text(headers, 2) + b"\x40" + cbor_text(raw, 2)
    if not ed25519(key_of_chain(protected[33]), message, signed):
        raise ValueError("it was not signed with the key of its certificate")
    return hashlib.sha256(protected[33][-1]).hexdigest()


def zip_strictly(one, other):
    if len(one) != len(other):
        raise ValueError("the manifest holds other assertions than Daylight writes")
    return zip(one, other)


def key_of_chain(chain):
    """The Ed25519 key of the first certificate, once openssl has found that the chain leads to the last."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, der in enumerate(chain):
            names.append(os.path.join(folder, str(number)))
            with open(names[-1], "w") as file:
                text = base64.encodebytes(der).decode()
                file.write("-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n" % text)
        between = [part for name in names[1:-1] for part in ("-untrusted", name)]
        alone = ["-no-CApath", "-no-CAstore", "-no_check_time", "-purpose", "any"]
        leads = ["openssl", "verify", *alone, "-CAfile", names[-1], *between, names[0]]
        if len(chain) < 2 or subprocess.run(leads, capture_output=True).returncode != 0:
            raise ValueError("its certificates do not lead to a trust anchor")
        asked = subprocess.run(["openssl", "x509", "-in", names[0], "-noout", "-pubkey"], capture_output=True, check=True)
    der = base64.b64decode(b"".join(asked.stdout.splitlines()[1:-1]))
    if not der.startswith(bytes.fromhex("302a300506032b6570032100")) or len(der) != 44:
        raise ValueError("its certificate has no Ed25519 key")
    return der[12:]


def check_credentials(folder, bundle):
    """Content Credentials: in every video or in none, and they lead to the certificates that the release names."""
    named, found = bundle["keys"]["provenance"], set()
    for file in bundle["manifest"]["files"]:
        if file["mediaType"] == "video/mp4":
            anchor = credentials(os.path.join(folder, os.path.basename(file["name"])))
            says = file["name"] + (" carries Content Credentials, under %s" % anchor if anchor else " carries none")
            check(anchor in named if anchor else named == [], says)
            found |= {anchor} - {None}
    check(found == set(named), "the release names exactly the certificates of its Content Credentials")


def check_signatures(folder, bundle, city):
    about = {"release": bundle["release"], "version": bundle["version"], "manifestSha256": digest_of(bundle["manifest"])}
    says = open_envelope(bundle["signOff"], city, "application/vnd.daylight.sign-off+json")
    check(says and about.items() <= says.items(), "the Solicitor's sign-off, under the City's key, is on these files")
    envelope = json.loads(read(folder, "attestation.json"))
    says = open_envelope(envelope, city, "application/vnd.in-toto+json")
    subject = [{"name": f["name"], "digest": {"sha256": f["sha256"]}} for f in bundle["manifest"]["files"]]
    right = says and says["_type"] == "https://in-toto.io/Statement/v1" and says["predicateType"] == PREDICATE
    right = right and says["subject"] == subject and about.items() <= says["predicate"].items()
    check(right, "the City's attestation (in-toto) is on exactly these files")
    return about


def check_log(folder, log, about):
    if not os.path.isfile(os.path.join(folder, "release.tlog-proof")):
        return check(False, "there is no proof from the City's log yet: release.tlog-proof follows within a minute of publication")
    lines, _, note = read(folder, "release.tlog-proof").decode().partition("\n\n")
    head, extra, index, *hashes = lines.split("\n")
    shaped = head == "c2sp.org/tlog-proof@v1" and re.fullmatch(r"index (0|[1-9]\d*)", index)
    body, proof, number = b64(extra[len("extra "):]), [b64(one) for one in hashes], int(index[len("index "):])
    check(shaped and extra.startswith("extra "), "release.tlog-proof is a C2SP tlog-proof")
    entry = json.loads(body).get("open", {})
    check(entry.get("kind") == "published" and about.items() <= entry.items(), "the log's entry is this publication")
    signed = open_checkpoint(note, log)
    if check(signed is not None, "the checkpoint is signed with the log's key"):
        size, root = signed
        leaf = hashlib.sha256(b"\x00" + body).digest()
        fits = number < size and all(len(one) == 32 for one in proof)
        check(fits and root_from(leaf, number, size, proof) == root, "the entry is in the log, number %d" % number)


def read(folder, name):
    with open(os.path.join(folder, os.path.basename(name)), "rb") as file:
        return file.read()


def attempt(says, work, *of):
    """Whatever somebody wrote into the folder ends in a fault, not in a fall."""
    try:
        return work(*of)
    except FALLS as error:
        check(False, "%s cannot be checked: %s" % (says, error))
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--key", action="append", default=[], help="a verifier key that you trust; give both")
    options = parser.parse_args()
    try:
        bundle = json.loads(read(options.folder, "release.json"))
        trusted = {key.strip(): read_key(key) for key in options.key}
        own = {role: bundle["keys"][role] for role in ("city", "ledger")}
        if bundle["schema"] != "daylight-release-2" or type(bundle["version"]) is not int:
            raise ValueError("release.json is of another kind")
        if not trusted:
            print("No --key was given: the keys are those of the release itself. Compare them with the City's pages.")
            trusted = {key: read_key(key) for key in own.values() if key}
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(error, file=sys.stderr)
        return 2
    city, log = trusted.get(own["city"]), trusted.get(own["ledger"])
    attempt("the files", check_files, options.folder, bundle)
    attempt("what the files say", check_contents, options.folder, bundle)
    attempt("the Content Credentials", check_credentials, options.folder, bundle)
    about = attempt("the signatures", check_signatures, options.folder, bundle, city)
    attempt("the log", check_log, options.folder, log, about or {"manifestSha256": None})
    print("This is NOT a release that the City signed." if faults else "This is the release that the City signed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
