import { createHash, randomBytes } from 'node:crypto';
import { Database } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import * as rows from './data/passkeys.repository';
import { CHALLENGE_MINUTES } from './domain';

/** Whoever signs the challenge signs the subject, once. */
const challengeOf = (subject: string, nonce: string): string =>
  createHash('sha256').update(`${subject} ${nonce}`, 'utf8').digest('base64url');

/** Challenges of passkeys: each is good once, for one subject, in the session that asked for it, for a few minutes. */
@Injectable()
export class Challenges {
  constructor(@Inject(Database) private readonly database: Database) {}

  async issue(subject: string, sessionId: string): Promise<string> {
    const nonce = randomBytes(32).toString('base64url');
    const challenge = challengeOf(subject, nonce);
    await this.database.inTransaction(async (tx) => {
      await rows.deleteOldChallenges(tx);
      const expiresAt = new Date(tx.at.getTime() + CHALLENGE_MINUTES * 60_000);
      await rows.insertChallenge(tx, { challenge, subject, nonce, sessionId, madeAt: tx.at, expiresAt });
    });
    return challenge;
  }

  /** Takes back the challenge that came in the client data. Null when it is not good; it is spent either way. */
  async take(
    clientDataJSON: string,
    subject: string,
    sessionId: string,
  ): Promise<{ readonly challenge: string; readonly nonce: string } | null> {
    const challenge = challengeIn(clientDataJSON);
    if (challenge === null) return null;
    return this.database.inTransaction(async (tx) => {
      const taken = await rows.takeChallenge(tx, challenge);
      const isGood = taken?.subject === subject && taken.sessionId === sessionId && taken.expiresAt > tx.at;
      return isGood ? { challenge, nonce: taken.nonce } : null;
    });
  }
}

/** What the browser says that it was asked (WebAuthn Level 3, § 5.8.1). */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const data = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof data.challenge === 'string' ? data.challenge : null;
  } catch {
    return null;
  }
}
