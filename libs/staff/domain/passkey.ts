/** Where a passkey is good: the name under which the console is opened, and its address (WebAuthn Level 3, § 5.1.2). */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** None at a bare IP address, or where the page came over plain http: browsers offer no passkeys there. */
export function relyingPartyOf(address: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(address);
  const isNumber = /^\[|^\d+(\.\d+){3}$/.test(hostname);
  const isSecure = protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
  return isNumber || !isSecure ? null : { id: hostname, origin };
}

/** Minutes for which a challenge is good: long enough to find the key and type its PIN. */
export const CHALLENGE_MINUTES = 5;

export const MOST_PASSKEY_NAME = 60;

/** Acts before which somebody proves once more who they are. */
export const STEP_UPS = ['sign', 'approve-staff-change', 'add-passkey', 'remove-passkey'] as const;

/** One such act, and on what: SHA-256 of the text, or id of the change, of the account, of the passkey. */
export interface StepUp {
  readonly act: (typeof STEP_UPS)[number];
  readonly of: string;
}

/**
 * Whether a signature counter may follow on the one that is kept. It goes up with every use, or is not kept at all and
 * stays 0; one that stands still or goes back is a copy's (WebAuthn Level 3, § 6.1.1).
 */
export const counterGoesOn = (kept: number, given: number): boolean => given > kept || (given === 0 && kept === 0);
