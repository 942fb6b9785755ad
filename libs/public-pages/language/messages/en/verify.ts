export const verify = {
  title: 'Check a file',
  description: 'How to check that a file is the one the City published.',
  intro:
    'Every release lists the SHA-256 of each of its files. If your copy has the same hash, it is the published file, to the last bit.',
  'with-your-computer': 'With what your computer has',
  'which-release': 'To find which release a hash belongs to, open this address on this site:',
  'is-it-there': 'It is there, gone, or was never published.',
  'who-signed': 'Who signed it, and the log',
  signatures:
    'Each release has a file release.json with the manifest of its files, the Solicitor’s sign-off under the City’s key, and a proof that the publication is in the City’s append-only log (RFC 6962; C2SP signed checkpoints). Daylight’s own program checks all of it, also offline:',
  checkpoint:
    'The newest <checkpoint>checkpoint of the log</checkpoint> is signed; keep a copy, and no later log can leave out what it holds.',
} as const;
