#!/usr/bin/env python3
"""Checks a release of the City of Cambridge's Daylight, from a folder, without a network and without Daylight.

    python3 verify_release.py FOLDER --key 'cambridgema.gov/daylight+…' --key '…/ledger+…'

Needs Python 3.8 or newer and the openssl command (3.0 or newer, for Ed25519); nothing else. Written from
docs/release-bundle.md and from the documents that it names (RFC 6962, RFC 8785, C2SP signed-note, tlog-checkpoint and
tlog-proof, DSSE, in-toto Statement v1), not from Daylight's program, so that a fault of the one shows in the other.
Exit code 0: everything holds. 1: something does not. 2: the folder or a key cannot be read.
"""
import argparse, base64, csv, hashlib, io, json, os, re, subprocess, sys, tempfile

BESIDE = {"release.json", "SHA256SUMS", "attestation.json", "release.tlog-proof"}
PREDICATE = "https://cambridgema.gov/daylight/release/v1"
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
    listed = [{k: v for k, v in file.items() if k != "url"} for file in bundle["files"]]
    check(sound and plain and named and listed == files, "manifest: each file once, by its own name")
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


def check_signatures(folder, bundle, city):
    manifest = hashlib.sha256(jcs(bundle["manifest"])).hexdigest()
    about = {"release": bundle["release"], "version": bundle["version"], "manifestSha256": manifest}
    says = open_envelope(bundle["signOff"], city, "application/vnd.daylight.sign-off+json")
    check(says and about.items() <= says.items(), "the Solicitor's sign-off, under the City's key, is on these files")
    envelope = json.loads(read(folder, "attestation.json"))
    says = open_envelope(envelope, city, "application/vnd.in-toto+json")
    subject = [{"name": f["name"], "digest": {"sha256": f["sha256"]}} for f in bundle["manifest"]["files"]]
    right = says and says["_type"] == "https://in-toto.io/Statement/v1" and says["predicateType"] == PREDICATE
    right = right and says["subject"] == subject and about.items() <= says["predicate"].items()
    check(right, "the City's attestation (in-toto) is on exactly these files")
    return about


def check_log(folder, bundle, log, about):
    lines, _, note = read(folder, "release.tlog-proof").decode().partition("\n\n")
    head, extra, index, *hashes = lines.split("\n")
    shaped = head == "c2sp.org/tlog-proof@v1" and re.fullmatch(r"index (0|[1-9]\d*)", index)
    body, proof, number = b64(extra[len("extra "):]), [b64(one) for one in hashes], int(index[len("index "):])
    same = {"index": number, "body": extra[len("extra "):], "proof": hashes, "checkpoint": note}
    check(shaped and same == bundle["ledger"], "release.tlog-proof is the proof in release.json")
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
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration) as error:
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
        if bundle["schema"] != "daylight-release-1" or type(bundle["version"]) is not int:
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
    about = attempt("the signatures", check_signatures, options.folder, bundle, city)
    attempt("the log", check_log, options.folder, bundle, log, about or {"manifestSha256": None})
    print("This is NOT a release that the City signed." if faults else "This is the release that the City signed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
