import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { mustBeAble, type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { AppError, available, type ClipId, decide, type Decision, type Reason } from '@app/kernel';
import { CitySeal, Ledger } from '@app/ledger';
import { PUBLIC_LAG_MS, type TakedownClass } from '@app/publications/domain';
import { Inject, Injectable } from '@nestjs/common';
import {
  accessFactsOf,
  type ActFacts,
  type Actor,
  caseFacts,
  type CaseFile,
  CaseFiles,
  nameOfActor,
  rolesOfActor,
} from './case-file';
import type { Determination, SignedText } from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import {
  type CaseName,
  type DeterminationMove,
  determinationRules,
  determinationText,
  determinationWorkflow as table,
  type Effect,
  type Outcome,
  OUTCOME_MOVES,
  signOffText,
  unpublicationText,
} from './domain';
import { DocketService } from './docket.service';
import { type Change, Effects } from './effects';

/** What somebody signs, and with what: their passkey, or null for the password. */
export interface Signing {
  /** Hash of the text that they have read. */
  readonly textSha256: string;
  readonly passkey: ({ readonly credentialId: string } & NonNullable<SignedText['assertion']>) | null;
}

/** A step somebody wants to take. */
export interface MoveRequest {
  readonly clipId: ClipId;
  readonly move: DeterminationMove;
  /** Of the determination; the newest when absent. */
  readonly version?: number;
  readonly reason?: string | null;
  readonly takedown?: { readonly reasonClass: TakedownClass; readonly explanation: string };
  /** Set only after the actor proved who they are again. */
  readonly signing?: Signing;
  readonly request?: string | null;
}

export interface OfferedMove {
  readonly move: DeterminationMove;
  readonly title: string;
  readonly by: readonly string[];
  readonly to: string;
  readonly signed: boolean;
  readonly authority: string;
  readonly decision: Decision<string, Effect>;
}

const OUTCOME_OF: Partial<Record<DeterminationMove, Outcome>> = Object.fromEntries(
  Object.entries(OUTCOME_MOVES).map(([outcome, move]) => [move, outcome]),
);

interface Refused {
  readonly refused: readonly Reason[];
}
interface Moved {
  readonly determination: Determination;
}

/** The verbs of the workflow. Nothing else writes the state of a determination. */
@Injectable()
export class DeterminationsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CitySeal) private readonly seal: CitySeal,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(Effects) private readonly effects: Effects,
    @Inject(DocketService) private readonly docket: DocketService,
  ) {}

  /** Every move with its decision and all reasons: what a screen draws its buttons from. */
  async moves(
    clipId: ClipId,
    by: Person,
    version?: number,
  ): Promise<{ state: string; version: number; moves: OfferedMove[] }> {
    return this.database.read(async (tx) => {
      const file = await this.files.open(clipId, tx, version === undefined ? {} : { version });
      mustBeAble(by, 'read', 'Clip', accessFactsOf(file));
      const offered = (Object.keys(table.moves) as DeterminationMove[]).map((move): OfferedMove => {
        const { title, by: roles, to, authority } = table.moves[move];
        const sha256 = textHash(file, move, null);
        // Asked in advance, as if a reason were given and the text signed: what else stands in the way?
        const facts = caseFacts(file, by, {
          reason: 'given with the move',
          signing: { expected: sha256, given: sha256 },
        });
        const decision = decide(table, { move, state: file.determination.state, roles: by.roles, facts });
        return { move, title, by: roles, to, signed: table.moves[move].signed === true, authority, decision };
      });
      return { state: file.determination.state, version: file.determination.version, moves: offered };
    });
  }

  /** The exact text that a signed move signs, and its hash. */
  async textToSign(
    clipId: ClipId,
    move: DeterminationMove,
    by: Person,
    act: Pick<MoveRequest, 'takedown' | 'version'> = {},
  ): Promise<{ text: string; sha256: string }> {
    return this.database.read(async (tx) => {
      const file = await this.files.open(clipId, tx, act.version === undefined ? {} : { version: act.version });
      mustBeAble(by, 'read', 'Determination', accessFactsOf(file));
      const text = textOf(file, move, act.takedown ?? null);
      if (text === null) throw new AppError('invalid-input', `${move} is not signed, or there is nothing to sign yet.`);
      return { text, sha256: hash(text) };
    });
  }

  /**
   * Takes a step as a person. Throws `move-refused` with every reason; the refusal is in the ledger. Returns when the
   * step is true of the public site, too.
   */
  async move(request: MoveRequest, by: Person): Promise<Determination> {
    const result = await this.database.inTransaction(async (tx): Promise<Moved | Refused> => {
      const file = await this.files.open(request.clipId, tx, {
        lock: true,
        ...(request.version !== undefined && { version: request.version }),
      });
      mustBeAble(by, 'move', 'Clip', accessFactsOf(file));
      return this.decideAndMove(file, request, by, {}, tx);
    });
    if (table.moves[request.move].then.includes('withdraw-release')) await wait(2 * PUBLIC_LAG_MS); // the clocks are two
    return granted(result, request.move);
  }

  /** Takes a step as one of Daylight's own processes, inside its transaction. Returns null when it is not lawful now. */
  async moveAsSystem(
    file: CaseFile,
    move: DeterminationMove,
    actor: Extract<Actor, { system: string }>,
    act: ActFacts,
    tx: Transaction,
  ): Promise<Determination | null> {
    const result = await this.decideAndMove(
      file,
      { clipId: file.clip.id, move, reason: act.reason ?? null },
      actor,
      act,
      tx,
    );
    return 'refused' in result ? null : result.determination;
  }

  /** Whether a process could take that step now, without taking it. */
  could(file: CaseFile, move: DeterminationMove, actor: Actor, act: ActFacts): boolean {
    const facts = caseFacts(file, actor, act);
    return available(table, { state: file.determination.state, roles: rolesOfActor(actor), facts }).some(
      (one) => one.move === move && one.decision.permitted,
    );
  }

  private async decideAndMove(
    file: CaseFile,
    request: MoveRequest,
    actor: Actor,
    act: ActFacts,
    tx: Transaction,
  ): Promise<Moved | Refused> {
    const { move } = request;
    const text = textOf(file, move, request.takedown ?? null);
    const signing = { expected: text === null ? null : hash(text), given: request.signing?.textSha256 ?? null };
    const facts = caseFacts(file, actor, { ...act, reason: request.reason ?? null, signing });
    const decision = decide(table, { move, state: file.determination.state, roles: rolesOfActor(actor), facts });
    if (!decision.permitted) {
      await this.log(
        file,
        actor,
        request,
        { outcome: 'refused', codes: decision.because.map((reason) => reason.code) },
        tx,
      );
      return { refused: decision.because };
    }
    return { determination: await this.perform(file, request, actor, decision, text, tx) };
  }

  private async perform(
    file: CaseFile,
    request: MoveRequest,
    actor: Actor,
    decision: { readonly to: string; readonly then: readonly Effect[] },
    text: string | null,
    tx: Transaction,
  ): Promise<Determination> {
    const { determination } = file;
    const state = decision.to as Determination['state'];
    const effects = await this.effects.run(decision.then, {
      file,
      actor,
      reason: request.reason ?? null,
      takedown: request.takedown ?? null,
      tx,
    });
    if (text !== null) await this.recordSignature(file, request, actor as Person, text, tx);
    const ledgerIndex = await this.log(
      file,
      actor,
      request,
      { outcome: 'done', after: state, signed: text && hash(text) },
      tx,
    );
    const change: Change = { ...effects, ...ownChange(request.move, actor, file, tx), state, ledgerIndex };
    await rows.updateDetermination(tx, determination.id, change);
    const changed = { ...determination, ...change };
    await this.docket.record({ ...file, determination: changed }, tx);
    return changed;
  }

  private async recordSignature(
    file: CaseFile,
    request: MoveRequest,
    by: Person,
    text: string,
    tx: Transaction,
  ): Promise<void> {
    const textSha256 = hash(text);
    const { credentialId, ...assertion } = request.signing?.passkey ?? { credentialId: null };
    const ledgerIndex = await this.log(
      file,
      by,
      request,
      { outcome: 'done', action: `sign-${request.move}`, after: textSha256, passkey: credentialId },
      tx,
    );
    await rows.insertSignedText(tx, {
      id: randomUUID(),
      determinationId: file.determination.id,
      move: request.move,
      text,
      textSha256,
      signedBy: by.id,
      signedAs: [...by.roles],
      signedAt: tx.at,
      policyVersion: file.policyVersion,
      statement: this.seal.sign(request.move === 'unpublish' ? 'unpublication' : 'determination', {
        version: 1,
        move: request.move,
        determination: file.determination.id,
        textSha256,
        signedBy: by.id,
        signedAs: by.roles,
        signedAt: tx.at.toISOString(),
      }),
      credentialId,
      assertion: 'signature' in assertion ? assertion : null,
      ledgerIndex,
    });
  }

  private log(
    file: CaseFile,
    actor: Actor,
    request: MoveRequest,
    facts: {
      outcome: 'done' | 'refused';
      after?: string | null;
      codes?: readonly string[];
      signed?: string | null;
      action?: string;
      passkey?: string | null;
    },
    tx: Transaction,
  ): Promise<number> {
    const { outcome, after = null, codes, signed, action, passkey } = facts;
    return this.ledger.append(
      {
        actor: nameOfActor(actor),
        roles: rolesOfActor(actor),
        action: action ?? request.move,
        object: { type: 'determination', id: file.determination.id },
        outcome,
        before: file.determination.state,
        after,
        reason: request.reason ?? null,
        with: {
          clip: file.clip.id,
          version: file.determination.version,
          ...(codes && { codes }),
          ...(signed && { signed }),
          ...(passkey && { passkey }),
        },
        request: request.request ?? null,
      },
      tx,
    );
  }
}

/** What a move itself says about its determination. */
function ownChange(move: DeterminationMove, actor: Actor, file: CaseFile, tx: Transaction): Change {
  const outcome = OUTCOME_OF[move];
  const by = nameOfActor(actor) as Determination['decidedBy'];
  if (outcome !== undefined) {
    const withheld =
      move === 'withhold'
        ? { nextReviewOn: file.determination.content.nextReviewOn as Determination['nextReviewOn'] }
        : {};
    return { outcome, decidedBy: by, decidedAt: tx.at, ...withheld };
  }
  if (move === 'passRedactions') return { checkedBy: by };
  if (move === 'reopen' || move === 'reopenWhenDue') return { nextReviewOn: null };
  return {};
}

/** Reasons that lie in who asks, not in the case: another person may. */
const NOT_THEIRS: readonly string[] = ['wrong-role', determinationRules.checkerTookNoPart.code];

function granted(result: Moved | Refused, move: DeterminationMove): Determination {
  if ('determination' in result) return result.determination;
  const notTheirs = result.refused.some(({ code }) => NOT_THEIRS.includes(code));
  throw new AppError(
    notTheirs ? 'not-permitted' : 'move-refused',
    `“${table.moves[move].title}” is not possible now. Each reason below says what would have to be true.`,
    {
      reasons: result.refused,
    },
  );
}

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const textHash = (file: CaseFile, move: DeterminationMove, takedown: MoveRequest['takedown'] | null): string | null => {
  const text = textOf(file, move, takedown);
  return text === null ? (move === 'unpublish' ? hash('') : null) : hash(text);
};

/** The text that a move signs; null for a move that is not signed, or while there is nothing to sign. */
function textOf(file: CaseFile, move: DeterminationMove, takedown: MoveRequest['takedown'] | null): string | null {
  const { determination, clip, incident } = file;
  const name: CaseName = {
    clipId: clip.id,
    version: determination.version,
    caseNumber: incident.caseNumber,
    originalSha256: clip.originalSha256,
  };
  const outcome = OUTCOME_OF[move];
  if (outcome !== undefined) return determinationText(name, outcome, determination.content, file.flags);
  if (move === 'signOff')
    return file.assembled && signOffText(name, file.assembled.manifestSha256, file.assembled.manifest.files);
  if (move === 'unpublish')
    return takedown ? unpublicationText(name, takedown.reasonClass, takedown.explanation) : null;
  return null;
}
