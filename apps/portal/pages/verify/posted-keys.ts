/** The public keys that the site posts: from its configuration, and nothing that came with a release. */
export const POSTED_KEYS = Symbol('the public keys that the site posts');

/** Where they are for programs. */
export const KEYS_PATH = '/verify/keys.json';
