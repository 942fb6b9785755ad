import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, must, nothingThere, type StaffId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { type Attempt, Attempts, type Fault } from './attempts';
import {
  type Assertion,
  assertedCounter,
  type CreationOptions,
  creationOptions,
  handleOf,
  type Registration,
  registeredKey,
  type RequestOptions,
  requestOptions,
} from './ceremonies';
import { Challenges } from './challenges';
import type { Passkey } from './data/passkeys.entities';
import * as rows from './data/passkeys.repository';
import { byId, endOtherSessions, lockById } from './data/staff.repository';
import { counterGoesOn, type RelyingParty, type StepUp } from './domain';
import { StaffService } from './staff.service';

/** Where the console is opened; null where browsers offer no passkeys. */
export const RELYING_PARTY = Symbol('the relying party of passkeys');

/** Where something is asked from: the browser's session, and the request for the ledger. */
export interface Asked {
  readonly session: string;
  readonly request: string | null;
}

/** With what somebody proves once more who they are. */
export type Proof = { readonly password: string } | { readonly assertion: Assertion };

/** A passkey's signature as it is kept: whoever has the public key can check it against the subject. */
export interface PasskeySignature {
  readonly credentialId: string;
  readonly nonce: string;
  /** The client data themselves, not in base64url. */
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

const SIGN_IN = 'sign-in';
const subjectOf = ({ act, of }: StepUp): string => `${act} ${of}`;
/** What a new passkey is made for; the step-up before it is another subject. */
const toMake = (id: StaffId): string => `make-passkey ${id}`;

/** The same words whatever was wrong with it: nobody learns which passkeys or accounts there are. */
const refused = (): AppError =>
  new AppError(
    'wrong-passkey',
    'Try again within five minutes of being asked, with a passkey of this account. After five tries that fail in a quarter of an hour an account stays locked for a quarter of an hour.',
  );

/** Passkeys (WebAuthn): a person's own, to sign in with and to sign with. */
@Injectable()
export class PasskeysService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(RELYING_PARTY) private readonly relyingParty: RelyingParty | null,
  ) {}

  /** Whether browsers offer passkeys at this installation's address. */
  get areOffered(): boolean {
    return this.relyingParty !== null;
  }

  of(by: Person): Promise<Passkey[]> {
    return this.database.read((tx) => rows.passkeysOf(tx, by.id));
  }

  /** What a browser asks a passkey to sign, of whoever it is: which accounts there are, it does not say. */
  async askToSignIn(session: string): Promise<RequestOptions> {
    return requestOptions(this.site(), await this.challenges.issue(SIGN_IN, session));
  }

  /** Signs in with a passkey alone. Throws `wrong-passkey`; that counts as a wrong password does. */
  async signIn(assertion: Assertion, asked: Asked): Promise<Person> {
    const { staffId } = await this.use(assertion, SIGN_IN, null, asked);
    const person = await this.staff.person(staffId);
    if (!person) throw refused();
    return person;
  }

  /** What a browser asks one of the person's passkeys to sign before that act. */
  async askToStepUp(by: Person, step: StepUp, session: string): Promise<RequestOptions> {
    const passkeys = await this.of(by);
    if (passkeys.length === 0) throw new AppError('conflict', 'You have no passkey: give your password instead.');
    return requestOptions(this.site(), await this.challenges.issue(subjectOf(step), session), passkeys);
  }

  /**
   * Asks once more who it is, for one act: of whoever has a passkey by its signature over what the act is on, of everybody
   * else by the password. Answers with the signature.
   */
  async proveAgain(by: Person, proof: Proof, step: StepUp, asked: Asked): Promise<PasskeySignature | null> {
    if ('password' in proof) {
      await this.staff.proveAgain(by, proof.password, asked.request);
      return null;
    }
    const { id: credentialId, clientDataJSON, authenticatorData, signature } = proof.assertion;
    const { nonce } = await this.use(proof.assertion, subjectOf(step), by, asked);
    const clientData = Buffer.from(clientDataJSON, 'base64url').toString('utf8');
    return { credentialId, nonce, clientDataJSON: clientData, authenticatorData, signature };
  }

  /** What a browser makes a new passkey from, for somebody who has proved once more who they are. */
  async askToAdd(by: Person, proof: Proof, asked: Asked): Promise<CreationOptions> {
    const site = this.site();
    await this.proveAgain(by, proof, { act: 'add-passkey', of: by.id }, asked);
    const challenge = await this.challenges.issue(toMake(by.id), asked.session);
    const { userName } = must(await this.database.read((tx) => byId(tx, by.id)), 'the account');
    return creationOptions(site, challenge, { ...by, userName, passkeys: await this.of(by) });
  }

  /** Adds it, and signs the person out everywhere else: there they had given less. */
  async add(by: Person, name: string, made: Registration, asked: Asked): Promise<void> {
    const taken = await this.challenges.take(made.clientDataJSON, toMake(by.id), asked.session);
    const key = taken && (await registeredKey(made, taken.challenge, this.site()));
    if (!key) throw refused();
    const passkey = { id: randomUUID(), credentialId: made.id, transports: [...made.transports], name };
    try {
      await this.database.inTransaction(async (tx) => {
        await lockById(tx, by.id);
        const ledgerIndex = await this.log(tx, by, 'add-passkey', passkey, asked);
        await rows.insertPasskey(tx, {
          ...passkey,
          staffId: by.id,
          publicKey: Buffer.from(key.publicKey),
          counter: key.counter,
          createdAt: tx.at,
          ...{ lastUsedAt: null, removedAt: null, removedBy: null, ledgerIndex },
        });
        await endOtherSessions(tx, by.id, asked.session);
      });
    } catch (error) {
      if (isViolationOf(error, 'staff_passkey_credential_id_key'))
        throw new AppError('conflict', 'That passkey has been added before.');
      throw error;
    }
  }

  async rename(id: string, by: Person, name: string, asked: Asked): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const passkey = await this.own(tx, id, by);
      const ledgerIndex = await this.log(tx, by, 'rename-passkey', { ...passkey, name }, asked);
      await rows.rename(tx, passkey.id, { name, ledgerIndex });
    });
  }

  /** Removes one of one's own, and signs the person out everywhere else. */
  async remove(id: string, by: Person, proof: Proof, asked: Asked): Promise<void> {
    await this.proveAgain(by, proof, { act: 'remove-passkey', of: id }, asked);
    await this.database.inTransaction(async (tx) => {
      await lockById(tx, by.id);
      const passkey = await this.own(tx, id, by);
      const ledgerIndex = await this.log(tx, by, 'remove-passkey', passkey, asked);
      await rows.removePasskeys(tx, { id, staffId: by.id }, { removedBy: by.id, ledgerIndex });
      await endOtherSessions(tx, by.id, asked.session);
    });
  }

  /** Holds what a passkey signed against what it was asked, and notes its use. `by` is who must have signed, if it is known. */
  private async use(
    assertion: Assertion,
    subject: string,
    by: Person | null,
    { session, request }: Asked,
  ): Promise<{ staffId: StaffId; nonce: string }> {
    const site = this.site();
    const taken = await this.challenges.take(assertion.clientDataJSON, subject, session);
    const passkey = await this.database.read((tx) => rows.passkeyByCredential(tx, assertion.id));
    const staffId = by?.id ?? passkey?.staffId;
    if (!staffId) throw refused();
    const counter = taken && passkey && (await assertedCounter(assertion, passkey, taken.challenge, site));
    const isTheirs = by !== null || assertion.userHandle === handleOf(staffId);
    const attempt: Attempt = { action: by ? 'step-up' : 'sign-in', request, passkey: assertion.id };
    const fault = await this.database.inTransaction(async (tx): Promise<Fault | null> => {
      const tried = await this.attempts.record(tx, staffId, attempt, async () => {
        const kept = await rows.passkeyByCredential(tx, assertion.id);
        if (kept?.staffId !== staffId || !isTheirs) return 'unknown-passkey';
        if (taken === null) return 'stale-challenge';
        if (counter === null) return 'wrong-passkey';
        return counterGoesOn(kept.counter, counter) ? null : 'counter-went-back';
      });
      if (tried.fault === null)
        await rows.noteUse(tx, assertion.id, { counter: counter ?? 0, ledgerIndex: tried.ledgerIndex });
      return tried.fault;
    });
    if (fault === 'locked-out' && by) throw new AppError('locked-out', 'Wait a quarter of an hour, then sign again.');
    if (fault !== null || taken === null) throw refused();
    return { staffId, nonce: taken.nonce };
  }

  private async own(tx: Transaction, id: string, by: Person): Promise<Passkey> {
    const passkey = (await rows.passkeysOf(tx, by.id)).find((one) => one.id === id);
    if (!passkey) throw nothingThere();
    return passkey;
  }

  private log(
    tx: Transaction,
    by: Person,
    action: string,
    { credentialId, name }: Pick<Passkey, 'credentialId' | 'name'>,
    { request }: Asked,
  ): Promise<number> {
    const object = { type: 'staff', id: by.id };
    const facts = { passkey: credentialId, name };
    return this.ledger.append(
      { actor: by.id, roles: by.roles, action, object, outcome: 'done', with: facts, request },
      tx,
    );
  }

  private site(): RelyingParty {
    if (this.relyingParty) return this.relyingParty;
    throw new AppError(
      'conflict',
      'Passkeys need Daylight to be opened at a name and over https, not at a number: this installation is not (API_URL).',
    );
  }
}
