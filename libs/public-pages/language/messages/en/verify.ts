export const verify = {
  title: 'Check a file',
  description: 'How to check that a file is the one the City published.',
  intro:
    'Every release lists the SHA-256 of each of its files. If your copy has the same hash, it is the published file, to the last bit.',
  choose: 'Choose files, or drop them here',
  stays:
    'The file stays on your device: it is read here, and goes nowhere. This also works without a network once the page is loaded.',
  reading: 'How much of the file is read',
  'says-published':
    'It matches. This is {file} of “{title}”, version {version}, to the last bit. It is the current version.',
  'says-superseded':
    'It matches {file} of version {version} of a release, which was replaced by a newer version. Do not rely on it.',
  'says-unpublished': 'It matches {file} of version {version} of a release, which was taken down. Do not rely on it.',
  'says-unknown':
    'It does not match. No release has a file with this hash: it was changed, it is not from here, or it is a text of a version that no longer stands.',
  'says-unreachable':
    'It is none of the newest files, and the list of the others cannot be reached just now. Check it again when you are online.',
  'says-unreadable': 'This file cannot be read.',
  'its-page': 'To the page of its release',
  'with-your-computer': 'With what your computer has',
  either: '{one} or {other}',
  'which-release': 'To find which release a hash belongs to, open this address on this site:',
  'is-it-there': 'It is there, gone, or was never published.',
  keys: 'The City’s public keys',
  'keys-are':
    'Whoever doubts a release takes the keys from here and not from that release, and keeps a copy: should a key be exchanged, it shows.',
  'no-keys': 'None are posted yet.',
  'key-of': 'Whose',
  'key-name': 'Name',
  'key-algorithm': 'Algorithm',
  'key-fingerprint': 'Fingerprint (SHA-256)',
  'key-of-city': 'The City: receipts, determinations and releases',
  'key-of-log': 'The City’s log',
  'key-of-witness': 'A witness of the log',
  'key-of-credentials': 'The authority behind the Content Credentials (C2PA) of videos',
  'keys-file':
    'The keys themselves are in <json>keys.json</json>, for programs. A fingerprint is the SHA-256 of the public key (SubjectPublicKeyInfo), or of the authority’s certificate.',
  'all-files':
    'Each version of a release is a folder with all its files. In a copy of it, this checks every file at once:',
  'who-signed': 'Who signed it, and the log',
  signatures:
    'Beside the files of a release stand release.json with the manifest of its files and the Solicitor’s sign-off under the City’s key, the City’s attestation (in-toto, DSSE), and a proof that the publication is in the City’s append-only log (RFC 6962; C2SP tlog-proof). Two programs, written independently of each other, check all of it, also offline. Daylight’s own:',
  'second-verifier': 'And <verifier>one file of Python</verifier>, which needs nothing but Python and openssl:',
  schemas: 'What each file means is published as JSON Schema: {schemas}.',
  checkpoint:
    'The newest <checkpoint>checkpoint of the log</checkpoint> is signed; keep a copy, and no later log can leave out what it holds.',
  'this-release': 'Check this release',
  'files-and-hashes': 'Files and their hashes',
  file: 'File',
  size: 'Size',
  'all-as-signed': 'all of them, as signed',
  'video-must-have': 'On your own computer, the downloaded video must have the hash above:',
  'in-the-browser': 'Or <verify>check it in your browser</verify>: the file stays on your device.',
  folder:
    'Beside the files: <sums>the sums of all of them</sums>, <bundle>the manifest, the sign-off and the keys</bundle>, <attestation>the City’s attestation</attestation>.',
  credentials:
    'The video itself carries Content Credentials (C2PA), which other programs can read: who made it, what was done to it, and a signature on its bytes.',
  compared:
    'Before it was signed, a verifier held the release against the original and compared {frames, plural, one {# frame} other {# frames}}, those that were copied byte by byte and all others decoded: {masked, plural, one {# has a mask} other {# have masks}}, and {violations, plural, =0 {no violation was found} one {# violation was found} other {# violations were found}}. What it found in each hidden part is in the certificate.',
  'least-likeness':
    'Outside the masks the picture agrees with the original to at least {psnr, number} dB (peak signal-to-noise).',
  'loudest-muted': 'Muted sound is at most {level, number} dBFS.',
  commitment: 'The original is preserved. This commitment to it can be opened on a court’s order: {hash}',
  'in-the-log':
    'The publication is entry {index} of the <log>City’s append-only log</log>; <proof>its proof</proof> can be checked offline.',
  'not-in-the-log-yet': 'The proof that this publication is in the City’s append-only log follows within a minute.',
  'folder-of': 'All files of version {version}',
  'folder-is':
    'The address of this folder is the hash of what was signed: nothing else can ever stand here. Its files do not change. Only the proof from the log comes within a minute, and is renewed once, when independent witnesses have signed the log.',
} as const;
