import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { IsNull } from 'typeorm';
import { Passkey, PasskeyChallenge } from './passkeys.entities';

export const passkeysOf = (tx: Transaction, staffId: StaffId): Promise<Passkey[]> =>
  tx.manager.find(Passkey, { where: { staffId, removedAt: IsNull() }, order: { createdAt: 'ASC' } });

export const holdsPasskey = (tx: Transaction, staffId: StaffId): Promise<boolean> =>
  tx.manager.existsBy(Passkey, { staffId, removedAt: IsNull() });

/** Of everybody, for those who administer accounts. */
export const heldPasskeys = (tx: Transaction): Promise<Pick<Passkey, 'staffId'>[]> =>
  tx.manager.find(Passkey, { select: { staffId: true }, where: { removedAt: IsNull() } });

/** One that is held: what was removed is nowhere to be found. */
export const passkeyByCredential = (tx: Transaction, credentialId: string): Promise<Passkey | null> =>
  tx.manager.findOneBy(Passkey, { credentialId, removedAt: IsNull() });

export const insertPasskey = (tx: Transaction, passkey: Passkey): Promise<unknown> =>
  tx.manager.insert(Passkey, passkey);

export const noteUse = (
  tx: Transaction,
  credentialId: string,
  use: Pick<Passkey, 'counter' | 'ledgerIndex'>,
): Promise<unknown> => tx.manager.update(Passkey, { credentialId }, { ...use, lastUsedAt: tx.at });

export const rename = (tx: Transaction, id: string, change: Pick<Passkey, 'name' | 'ledgerIndex'>): Promise<unknown> =>
  tx.manager.update(Passkey, { id }, change);

/** Ends those of a person: all of them, or one. */
export const removePasskeys = (
  tx: Transaction,
  which: Pick<Passkey, 'staffId'> & Partial<Pick<Passkey, 'id'>>,
  end: Pick<Passkey, 'removedBy' | 'ledgerIndex'>,
): Promise<unknown> => tx.manager.update(Passkey, { ...which, removedAt: IsNull() }, { ...end, removedAt: tx.at });

export const insertChallenge = (tx: Transaction, challenge: PasskeyChallenge): Promise<unknown> =>
  tx.manager.insert(PasskeyChallenge, challenge);

export const deleteOldChallenges = (tx: Transaction): Promise<unknown> =>
  tx.sql('DELETE FROM passkey_challenge WHERE expires_at <= $1', [tx.at]);

/** Takes it away; of two who come with it at once, one gets it. */
export async function takeChallenge(
  tx: Transaction,
  challenge: string,
): Promise<Pick<PasskeyChallenge, 'subject' | 'nonce' | 'sessionId' | 'expiresAt'> | null> {
  const taken = await tx.sql<{ subject: string; nonce: string; sessionId: string; expiresAt: Date }>(
    `DELETE FROM passkey_challenge WHERE challenge = $1
     RETURNING subject, nonce, session_id AS "sessionId", expires_at AS "expiresAt"`,
    [challenge],
  );
  return taken[0] ?? null;
}
