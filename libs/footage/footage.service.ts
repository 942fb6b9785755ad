import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { Jobs } from '@app/jobs';
import { AppError, type ClipId, must, nothingThere } from '@app/kernel';
import { digestOf, Ledger } from '@app/ledger';
import { BUCKETS, type Buckets, type ByteRange, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import type {
  Clip,
  ClipExamination,
  ClipFlag,
  Derivative,
  DerivativeKind,
  Original,
  Upload,
} from './data/footage.entities';
import * as rows from './data/footage.repository';
import type { ClipFacts, Flag } from './domain';
import { decodeStillPictures, deriveClip } from './footage.jobs';
import { StillShelf, STILLS } from './still-shelf';

/** What intake found. */
export type ExaminationResult =
  | { readonly verdict: 'accepted'; readonly examination: ClipExamination }
  | { readonly verdict: 'quarantined'; readonly code: string; readonly says: string };

/** How long a request waits for a worker, and how often it looks. */
const STILL_PATIENCE_MS = 20_000;
const STILL_LOOK_MS = 100;

/** One frame as a picture. */
export interface Still {
  readonly size: number;
  /** Names these bytes and no others. */
  readonly etag: string;
  readonly open: () => Promise<Readable>;
}

/** Clips as received. Who may see one is decided above, where its state is known. */
@Injectable()
export class FootageService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  async clip(id: ClipId, tx: Transaction): Promise<Clip> {
    const clip = await rows.clipById(tx, id);
    if (!clip) throw nothingThere();
    return clip;
  }

  flags(id: ClipId, tx: Transaction): Promise<ClipFlag[]> {
    return rows.flagsOf(tx, id);
  }

  /** The salt with which the public commitment to an original can be opened. */
  async original(clip: Clip, tx: Transaction): Promise<{ sha256: string; size: number; salt: Buffer }> {
    const original = await rows.originalBy(tx, clip.originalSha256);
    if (!original) throw new Error('a clip without its original');
    return original;
  }

  /** How a clip came: what its sender declared beforehand, and when its bytes were first stored. */
  async reception(clip: Clip, tx: Transaction): Promise<{ original: Original; upload: Upload | null }> {
    const original = must(await rows.originalBy(tx, clip.originalSha256), 'the original of a clip');
    return { original, upload: await rows.uploadOf(tx, clip.id) };
  }

  /** Changes facts of the revision that the writer has read. */
  async edit(
    id: ClipId,
    change: { facts: Partial<ClipFacts>; revision: number },
    by: Person,
    request: string | null,
    tx: Transaction,
  ): Promise<Clip> {
    const clip = await rows.lockClip(tx, id);
    if (!clip) throw nothingThere();
    if (clip.revision !== change.revision) {
      throw new AppError('stale', `The clip is at revision ${clip.revision}. Read it again, then repeat the change.`, {
        with: { revision: clip.revision },
      });
    }
    const ledgerIndex = await this.log(tx, clip.id, by, 'edit-clip', {
      with: { fields: Object.keys(change.facts), sha256: digestOf(change.facts) },
      request,
    });
    const changed = { ...change.facts, revision: clip.revision + 1, ledgerIndex } as Partial<Clip>;
    await rows.updateClip(tx, id, changed);
    return { ...clip, ...changed };
  }

  async raise(
    id: ClipId,
    flag: Flag,
    reason: string,
    by: Person,
    request: string | null,
    tx: Transaction,
  ): Promise<void> {
    if ((await rows.flagsOf(tx, id)).some((raised) => raised.flag === flag)) return;
    const ledgerIndex = await this.log(tx, id, by, 'raise-flag', { after: flag, reason, request });
    await rows.insertFlag(tx, {
      clipId: id,
      flag,
      raisedBy: by.id,
      raisedAt: tx.at,
      reason,
      clearedBy: null,
      clearedAt: null,
      ledgerIndex,
    });
  }

  async clear(
    id: ClipId,
    flag: Flag,
    reason: string,
    by: Person,
    request: string | null,
    tx: Transaction,
  ): Promise<void> {
    if (!(await rows.flagsOf(tx, id)).some((raised) => raised.flag === flag)) return;
    const ledgerIndex = await this.log(tx, id, by, 'clear-flag', { before: flag, reason, request });
    await rows.clearFlag(tx, id, flag, { clearedBy: by.id, clearedAt: tx.at, ledgerIndex });
  }

  /** Records what intake found, once; accepted footage gets its staff copies. */
  async recordExamination(id: ClipId, result: ExaminationResult, tx: Transaction): Promise<Clip> {
    const clip = await rows.lockClip(tx, id);
    if (!clip) throw nothingThere();
    const { verdict } = result;
    const ledgerIndex = await this.logAsIntake(tx, id, 'examine-footage', { after: verdict, with: { ...result } });
    const found =
      result.verdict === 'accepted'
        ? { examination: result.examination }
        : { verdictCode: result.code, verdictSays: result.says };
    await rows.updateClip(tx, id, { verdict, ...found, ledgerIndex });
    if (verdict === 'accepted') await this.jobs.publish(deriveClip, { clipId: id }, tx);
    return { ...clip, verdict, ...found, ledgerIndex };
  }

  /** Whether intake states damage of it: then its frames are those that decode, not those that its container lists. */
  async isDamaged(id: ClipId): Promise<boolean> {
    const { examination } = await this.database.read((tx) => this.clip(id, tx));
    return (examination?.damage ?? []).length > 0;
  }

  /** Records a staff copy, once. */
  async recordDerivative(
    clipId: ClipId,
    made: Pick<Derivative, 'kind' | 'sha256' | 'size' | 'mediaType'>,
    tx: Transaction,
  ): Promise<void> {
    if (await rows.derivativeOf(tx, clipId, made.kind)) return;
    const ledgerIndex = await this.logAsIntake(tx, clipId, 'derive-copy', {
      after: made.sha256,
      with: { kind: made.kind, size: made.size },
    });
    await rows.insertDerivative(tx, { clipId, ...made, madeAt: tx.at, ledgerIndex });
  }

  derivatives(id: ClipId, tx: Transaction): Promise<Derivative[]> {
    return rows.derivativesOf(tx, id);
  }

  async derivative(id: ClipId, kind: DerivativeKind): Promise<Derivative> {
    const derivative = await this.database.read((tx) => rows.derivativeOf(tx, id, kind));
    if (!derivative) throw new AppError('not-found', 'That copy does not exist, or is still being made.');
    return derivative;
  }

  /** Bytes of a staff copy. */
  readDerivative(derivative: Derivative, range?: ByteRange): Promise<Readable> {
    return this.buckets.working.read(contentKey(derivative.sha256), range);
  }

  /** Single frames of the staff copy, as far as somebody has asked for them. */
  async stills(id: ClipId): Promise<StillShelf> {
    const { sha256 } = await this.derivative(id, 'proxy');
    return new StillShelf(this.buckets.working, sha256);
  }

  /** One frame of the staff copy as a JPEG. What nobody has asked for yet, a worker decodes meanwhile. */
  async still(id: ClipId, frame: number): Promise<Still> {
    const shelf = await this.stills(id);
    const first = Math.floor(frame / STILLS) * STILLS;
    let found = await shelf.has(frame);
    if (!found)
      await this.database.inTransaction((tx) => this.jobs.publish(decodeStillPictures, { clipId: id, first }, tx));
    for (const end = Date.now() + STILL_PATIENCE_MS; !found && Date.now() < end; found = await shelf.has(frame))
      await setTimeout(STILL_LOOK_MS);
    if (!found)
      throw new AppError('unavailable', 'The picture is being decoded and is not ready yet. Ask again in a moment.');
    return { size: found.size, etag: shelf.nameOf(frame), open: () => shelf.read(frame) };
  }

  /** Notes that somebody opened the unredacted proxy. */
  async noteProxyOpened(id: ClipId, by: Person, request: string | null): Promise<void> {
    await this.database.inTransaction((tx) => this.log(tx, id, by, 'open-proxy', { request }));
  }

  /** Bytes as received. Every read is in the ledger before the first byte leaves. */
  async readOriginal(
    clip: Clip,
    range: ByteRange | undefined,
    by: Person,
    why: string,
    request: string | null,
  ): Promise<Readable> {
    await this.database.inTransaction((tx) =>
      this.log(tx, clip.id, by, 'read-original', {
        reason: why,
        with: { range: range ? `${range.start}-${range.end}` : 'all' },
        request,
      }),
    );
    return this.buckets.originals.read(contentKey(clip.originalSha256), range);
  }

  /** A file on this machine with a clip's original bytes, for a media job. The read is in the ledger. */
  async localOriginal(id: ClipId, folder: string, why: string): Promise<string> {
    const clip = await this.database.inTransaction(async (tx) => {
      await this.logAsIntake(tx, id, 'read-original', { reason: why });
      return this.clip(id, tx);
    });
    return this.buckets.originals.localFile(contentKey(clip.originalSha256), folder);
  }

  private log(
    tx: Transaction,
    id: ClipId,
    by: Person,
    action: string,
    facts: { before?: string; after?: string; reason?: string; with?: Record<string, unknown>; request: string | null },
  ): Promise<number> {
    return this.ledger.append(
      { actor: by.id, roles: by.roles, action, object: { type: 'clip', id }, outcome: 'done', ...facts },
      tx,
    );
  }

  private logAsIntake(
    tx: Transaction,
    id: ClipId,
    action: string,
    facts: { after?: string; reason?: string; with?: Record<string, unknown> },
  ): Promise<number> {
    return this.ledger.append(
      { actor: 'intake', roles: ['intake'], action, object: { type: 'clip', id }, outcome: 'done', ...facts },
      tx,
    );
  }
}
