import { randomBytes, randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { IncidentsService } from '@app/incidents';
import { Jobs } from '@app/jobs';
import { AppError, brand, type ClipId, type IncidentId, must, nothingThere } from '@app/kernel';
import { CitySeal, Ledger, type SignedStatement } from '@app/ledger';
import { BUCKETS, type Buckets, contentKey, hashStream, type Stored } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { Clip, type Sidecar, Upload } from './data/footage.entities';
import * as rows from './data/footage.repository';
import { examineClip } from './footage.jobs';

export interface NewUpload {
  readonly id: string;
  readonly incidentId: IncidentId;
  readonly declaredSha256: string;
  readonly declaredSize: number;
  readonly nativeFilename: string;
  readonly sidecar: Sidecar;
}

export interface Reception {
  readonly clip: Clip;
  readonly receipt: SignedStatement;
}

const incomplete = (arrived: number, declared: number): AppError =>
  new AppError(
    'conflict',
    `The upload is not complete: ${arrived} of ${declared} bytes have arrived. Send the rest first.`,
  );

/** Takes footage in. Nothing is acknowledged before its bytes are durable, compared, read back and recorded. */
@Injectable()
export class UploadsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CitySeal) private readonly seal: CitySeal,
    @Inject(IncidentsService) private readonly incidents: IncidentsService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  /** Notes who is about to send what. */
  async begin(upload: NewUpload, by: Person): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await this.incidents.of(upload.incidentId, tx);
      await rows.insertUpload(tx, {
        ...upload,
        owner: by.id,
        startedAt: tx.at,
        clipId: null,
        receipt: null,
        refusal: null,
      });
    });
  }

  /** The upload, if it is that person's; AppError `not-found` otherwise. */
  async own(id: string, by: Person): Promise<Upload> {
    const upload = await this.database.read((tx) => rows.uploadById(tx, id));
    if (upload?.owner !== by.id) throw nothingThere();
    return upload;
  }

  /** Whether these bytes are kept already, by their hash: a client can spare itself the sending. */
  async knows(sha256: string): Promise<boolean> {
    return this.database.read(async (tx) => (await rows.originalBy(tx, sha256)) !== null);
  }

  /**
   * Makes the bytes of a completed upload safe: durable in the vault, read back, and the ones declared. May be
   * repeated after any crash. Throws `hash-mismatch` and keeps the bytes where they arrived when they are others.
   */
  async secure(upload: Upload, arrivedAt: string): Promise<Stored> {
    const expected = { sha256: upload.declaredSha256, size: upload.declaredSize };
    const key = contentKey(upload.declaredSha256);
    const arrived = (await stat(arrivedAt).catch(() => null))?.size;
    if (arrived !== undefined && arrived < upload.declaredSize) throw incomplete(arrived, upload.declaredSize);
    try {
      if (arrived !== undefined) return await this.buckets.originals.putFile(key, arrivedAt, expected);
    } catch (error) {
      if (error instanceof AppError && error.code === 'hash-mismatch') await this.refuse(upload.id, error.message);
      if (!isElsewhere(error)) throw error;
    }
    // The vault holds these bytes already: sent before, or by an attempt that was cut off after this step or is faster.
    if (!(await this.buckets.originals.stat(key))) throw incomplete(0, upload.declaredSize);
    const kept = await hashStream(await this.buckets.originals.read(key));
    if (kept.sha256 !== expected.sha256) {
      throw new AppError(
        'internal',
        'The vault does not give back what it was given. An operator has to look at it before anything goes on.',
      );
    }
    await rm(arrivedAt, { force: true });
    return kept;
  }

  /** Records the reception of secured bytes, with its ledger entry and receipt; the same receipt when asked again. */
  async record(
    uploadId: string,
    stored: Stored,
    by: Person,
    request: string | null,
    tx: Transaction,
  ): Promise<Reception & { fresh: boolean }> {
    const upload = await rows.lockUpload(tx, uploadId);
    if (!upload) throw nothingThere();
    if (upload.clipId && upload.receipt) {
      const clip = must(await rows.clipById(tx, upload.clipId), 'the clip of a receipt');
      return { clip, receipt: upload.receipt, fresh: false };
    }
    const id = brand<ClipId>(randomUUID());
    // Two receptions of the same bytes, one after the other: the first records the original, the second finds it.
    await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [stored.sha256]);
    const known = await rows.originalBy(tx, stored.sha256);
    const earlier = known ? await rows.clipsOf(tx, stored.sha256) : [];
    const ledgerIndex = await this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        action: 'receive-footage',
        object: { type: 'clip', id },
        outcome: 'done',
        after: stored.sha256,
        with: { size: stored.size, incident: upload.incidentId, sameBytesAs: earlier.map((clip) => clip.id) },
        request,
      },
      tx,
    );
    if (!known) {
      await rows.insertOriginal(tx, { ...stored, storedAt: tx.at, salt: randomBytes(32), ledgerIndex });
    }
    const clip = newClip(id, upload, stored, by, tx.at, ledgerIndex);
    await rows.insertClip(tx, clip);
    const receipt = this.seal.sign('receipt', {
      version: 1,
      upload: upload.id,
      clip: id,
      sha256: stored.sha256,
      size: stored.size,
      receivedAt: tx.at.toISOString(),
      receivedFrom: by.id,
      ledgerIndex,
    });
    await rows.updateUpload(tx, upload.id, { clipId: id, receipt });
    await this.jobs.publish(examineClip, { clipId: id }, tx);
    return { clip, receipt, fresh: true };
  }

  private async refuse(id: string, refusal: string): Promise<void> {
    await this.database.inTransaction((tx) => rows.updateUpload(tx, id, { refusal }));
  }
}

/** The name is taken in the vault, or somebody who concludes the same upload has just moved the bytes there. */
const isElsewhere = (error: unknown): boolean =>
  error instanceof AppError ? error.code === 'conflict' : (error as NodeJS.ErrnoException).code === 'ENOENT';

function newClip(id: ClipId, upload: Upload, stored: Stored, by: Person, at: Date, ledgerIndex: number): Clip {
  const { sidecar } = upload;
  return {
    id,
    incidentId: upload.incidentId,
    originalSha256: stored.sha256,
    uploadedBy: by.id,
    receivedAt: at,
    nativeFilename: upload.nativeFilename,
    revision: 1,
    source: sidecar.source,
    deviceId: sidecar.deviceId ?? null,
    wearer: sidecar.wearer ?? null,
    custodian: sidecar.custodian ?? null,
    acquisitionMethod: sidecar.acquisitionMethod ?? null,
    claimedStart: sidecar.claimedStart ? new Date(sidecar.claimedStart) : null,
    clockOffset: null,
    priorDisclosure: null,
    audioSource: null,
    showsViolence: null,
    showsPropertyDamage: null,
    byFederalOfficial: null,
    scopeBasis: null,
    investigation: null,
    cameraLabel: null,
    verdict: 'pending',
    verdictCode: null,
    verdictSays: null,
    examination: null,
    ledgerIndex,
  };
}
