/** A key by which anyone checks what the City, its log or a witness has signed. */
export interface PostedKey {
  readonly name: string;
  readonly algorithm: 'Ed25519';
  /** As verifiers take it (C2SP signed-note). */
  readonly key: string;
  /** SHA-256 of the public key as SubjectPublicKeyInfo (RFC 8410, DER): what to read out when two people compare it. */
  readonly fingerprint: string;
}

/** An authority to which the Content Credentials (C2PA) of videos lead. */
export interface PostedAnchor {
  readonly name: string;
  readonly algorithm: 'Ed25519';
  /** PEM, as programs that read Content Credentials take a trust anchor. */
  readonly certificate: string;
  /** SHA-256 of the certificate: `keys.provenance` in the `release.json` of a release. */
  readonly fingerprint: string;
}

/**
 * `keys.json`: the City's public keys. They come from its own configuration, never from a release: whoever doubts a
 * release needs keys that did not come with it.
 */
export interface PostedKeys {
  /** Where its JSON Schema is. */
  readonly $schema: string;
  readonly schema: 'daylight-keys-1';
  /** The one in use first, then those that have signed before it. */
  readonly city: readonly PostedKey[];
  readonly log: readonly PostedKey[];
  readonly witnesses: readonly PostedKey[];
  readonly contentCredentials: readonly PostedAnchor[];
}
