import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { AppError } from '@app/kernel';
import { hash, verify } from '@node-rs/argon2';
import { LEAST_PASSWORD } from './domain';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nobody's password, so that an unknown user name takes as long as a wrong password. */
let nobody: Promise<string> | null = null;

/** The hash to keep. Throws `invalid-input` for a password that is too short. */
export async function hashOf(password: string): Promise<string> {
  if (password.length < LEAST_PASSWORD)
    throw new AppError('invalid-input', 'The password is too short.', {
      fields: [{ field: 'password', says: `has at least ${LEAST_PASSWORD} characters` }],
    });
  return hash(password, ARGON2ID);
}

/** The hash of a password that nobody knows or can find out: of an account whose person has not chosen one yet. */
export const hashThatNobodyKnows = (): Promise<string> => hash(randomBytes(32), ARGON2ID);

/** Whether it is that password; against no account at all it takes as long to say no. */
export const isPassword = async (passwordHash: string | null, password: string): Promise<boolean> =>
  verify(passwordHash ?? (await (nobody ??= hash(randomUUID(), ARGON2ID))), password);

/** Letters and digits that are not taken for each other when they are read out or copied by hand. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUPS = 5;
const GROUP = 5;

/** A code to enrol with, as ABCDE-FGHJK-…: 122 bits, so that its hash needs neither salt nor argon2. */
export function newCode(): string {
  const group = (): string =>
    Array.from({ length: GROUP }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** What is kept of a code, in whatever case and with whatever spaces it was typed. */
export const codeSha256 = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest('hex');
