import { randomUUID } from 'node:crypto';
import { Database, type Transaction } from '@app/database';
import { Jobs } from '@app/jobs';
import { AppError, must } from '@app/kernel';
import {
  type Act,
  CitySeal,
  digestOf,
  Ledger,
  LOG_KEY,
  type LogProof,
  newestCheckpoint,
  proveInclusion,
  sha256,
  type SignedStatement,
} from '@app/ledger';
import { verifierKey } from '@app/ledger/domain';
import { BUCKETS, type Buckets, contentKey, hashStream } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { Publication } from './data/publications.entities';
import * as rows from './data/publications.repository';
import {
  type DocketEntry,
  type ManifestFile,
  releaseAttestation,
  type ReleaseManifest,
  type ReleaseRecord,
  type Superseded,
  suffixOf,
  type TakedownClass,
  type Tombstone,
} from './domain';
import type { PublicRelease } from './public-site';
import { sealLedger, withdrawRelease } from './publications.jobs';

export interface NewPublication {
  readonly releaseId: string;
  readonly version: number;
  readonly determinationId: string;
  readonly manifest: ReleaseManifest;
  readonly record: ReleaseRecord;
  readonly signOff: SignedStatement;
  /** SHA-256 of the certificates to which the manifests of provenance in its videos lead. */
  readonly provenanceAnchors: string[];
}

/** What is found where the signed bytes are gone: no manifest with it has the signed hash. */
const NOTHING = { sha256: '0'.repeat(64), size: 0 } as const;

export const publicKeyOf = (sha: string, mediaType: string): string => contentKey(sha, `.${suffixOf(mediaType)}`);

/** The signed copies the public sees. Owns the public bucket. */
@Injectable()
export class PublicationsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CitySeal) private readonly seal: CitySeal,
    @Inject(LOG_KEY) private readonly logKey: string | null,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  /**
   * Copies these files to the public bucket and reads them back from there. Returns the manifest as found: its hash is
   * compared with the signed one before anything becomes public, so that a file that was changed or lost shows.
   */
  async copyToPublic(manifest: ReleaseManifest): Promise<ReleaseManifest> {
    const files: ManifestFile[] = [];
    for (const file of manifest.files) files.push({ ...file, ...(await this.copyFile(file)) });
    return { ...manifest, files };
  }

  private async copyFile(file: ManifestFile): Promise<{ sha256: string; size: number }> {
    const key = publicKeyOf(file.sha256, file.mediaType);
    try {
      const body = await this.buckets.working.read(contentKey(file.sha256));
      await this.buckets.published.put(key, body, { sha256: file.sha256, size: file.size });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'not-found') return NOTHING;
      if (error.code === 'hash-mismatch') return error.members['found'] as { sha256: string; size: number };
      if (error.code !== 'conflict') throw error; // a conflict: copied by an earlier try
    }
    return hashStream(await this.buckets.published.read(key));
  }

  /** Makes a version public. The database itself compares hash, signature and signer once more. */
  async publish(publication: NewPublication, tx: Transaction): Promise<Publication> {
    const id = randomUUID();
    const manifestSha256 = digestOf(publication.manifest);
    const open = { kind: 'published', release: publication.releaseId, version: publication.version, manifestSha256 };
    const ledgerIndex = await this.log(
      tx,
      publication.releaseId,
      { action: 'make-public', after: manifestSha256 },
      open,
    );
    const row: Publication = {
      id,
      ...publication,
      state: 'published',
      manifestSha256,
      cityKey: verifierKey(sha256, this.seal.publicKey),
      attestation: this.seal.sign('attestation', releaseAttestation(publication.manifest, manifestSha256, tx.at)),
      publishedBy: 'publisher',
      publishedAt: tx.at,
      tombstone: null,
      superseded: null,
      proof: null,
      ledgerKey: this.nameLogKey(),
      ledgerIndex,
    };
    await rows.insertPublication(tx, row);
    for (const { role, sha256: sha, size, mediaType } of publication.manifest.files) {
      await rows.insertFile(tx, { publicationId: id, role, sha256: sha, size, mediaType });
    }
    await this.jobs.publish(sealLedger, {}, tx);
    return row;
  }

  /** What the public would read of a release's earlier versions if a newer one were published now: as they are, but superseded. */
  async earlierVersions(
    release: { releaseId: string; version: number; reason: string | null },
    tx: Transaction,
  ): Promise<PublicRelease[]> {
    const replaced: Superseded = { replacedAt: tx.at.toISOString(), by: release.version, reason: release.reason };
    return (await rows.versionsOf(tx, release.releaseId))
      .filter(({ version }) => version < release.version)
      .map(({ releaseId, version, state, publishedAt, manifestSha256, tombstone, superseded }) => ({
        releaseId,
        version,
        state: state === 'published' ? 'superseded' : state,
        publishedAt,
        manifestSha256,
        tombstone,
        superseded: state === 'published' ? replaced : superseded,
        record: null,
        manifest: null,
        signOff: null,
        cityKey: null,
        provenanceAnchors: null,
        attestation: null,
        proof: null,
        ledgerKey: null,
      }));
  }

  publicationOf(determinationId: string, tx: Transaction): Promise<Publication | null> {
    return rows.publicationOf(tx, determinationId);
  }

  /** Puts a newer version in the place of this one: its page leads on, its files leave the site. */
  async supersede(
    publication: Publication,
    { by, reason }: Pick<Superseded, 'by' | 'reason'>,
    tx: Transaction,
  ): Promise<void> {
    const open = { kind: 'superseded', release: publication.releaseId, version: publication.version };
    const ledgerIndex = await this.log(
      tx,
      publication.releaseId,
      { action: 'supersede', before: publication.manifestSha256, reason },
      open,
    );
    const superseded: Superseded = { replacedAt: tx.at.toISOString(), by, reason };
    await rows.updatePublication(tx, publication.id, { state: 'superseded', superseded, ledgerIndex });
    await this.jobs.publish(withdrawRelease, { publicationId: publication.id }, tx);
  }

  /** Takes a version down: from this commit on its page is a tombstone and its files are not served. */
  async unpublish(
    publication: Publication,
    why: { reasonClass: TakedownClass; explanation: string; decidedBy: string },
    tx: Transaction,
  ): Promise<Tombstone> {
    const tombstone: Tombstone = {
      release: publication.releaseId,
      version: publication.version,
      takenDownAt: tx.at.toISOString(),
      ...why,
      // Of its videos alone: from the hash of a text that differs in one name, that name could be guessed.
      formerHashes: publication.manifest.files
        .filter(({ mediaType }) => mediaType === 'video/mp4')
        .map(({ sha256 }) => sha256),
    };
    const open = {
      kind: 'unpublished',
      release: publication.releaseId,
      version: publication.version,
      reasonClass: why.reasonClass,
    };
    const ledgerIndex = await this.log(
      tx,
      publication.releaseId,
      { action: 'take-down', before: publication.manifestSha256, reason: why.explanation },
      open,
    );
    await rows.updatePublication(tx, publication.id, { state: 'unpublished', tombstone, ledgerIndex });
    await this.jobs.publish(withdrawRelease, { publicationId: publication.id }, tx);
    return tombstone;
  }

  /** Removes the files of a version that is not public any more, unless another public version has the same bytes. */
  async removeFiles(publicationId: string): Promise<void> {
    const remove = await this.database.read(async (tx) => {
      const publication = await rows.publicationById(tx, publicationId);
      if (!publication || publication.state === 'published') return [];
      const files = await rows.filesOf(tx, publicationId);
      const kept = await Promise.all(files.map((file) => rows.isStillPublic(tx, file.sha256, publicationId)));
      return files.filter((_, i) => !kept[i]);
    });
    for (const file of remove) await this.buckets.published.remove(publicKeyOf(file.sha256, file.mediaType));
  }

  /** Writes the public log's line on a determination, signed; replaces the one before. */
  async recordDocket(determinationId: string, entryOf: (id: string) => DocketEntry, tx: Transaction): Promise<void> {
    const known = await rows.docketOf(tx, determinationId);
    const id = known?.id ?? randomUUID();
    const entry = entryOf(id);
    if (known && digestOf({ ...known.entry, updatedOn: '' }) === digestOf({ ...entry, updatedOn: '' })) return;
    const open = { kind: 'docket', entry: id, outcome: entry.outcome, sha256: digestOf(entry) };
    const ledgerIndex = await this.log(tx, id, { action: 'record-docket', after: entry.outcome }, open);
    await rows.saveDocket(tx, {
      id,
      determinationId,
      entry,
      signed: this.seal.sign('docket-entry', entry),
      updatedAt: tx.at,
      ledgerIndex,
    });
  }

  /** Public id of the docket's line on a determination; null before there is one. */
  async docketId(determinationId: string, tx: Transaction): Promise<string | null> {
    return (await rows.docketOf(tx, determinationId))?.id ?? null;
  }

  /** Releases of an incident in the order of their publication, with this one among them as if it were published now. */
  async releasesOfIncident(publicId: string, release: string, tx: Transaction): Promise<string[]> {
    const others = (await rows.publishedOfIncident(tx, publicId)).filter((id) => id !== release);
    return [...others, release];
  }

  /** How far the public site has changed: a number that goes up in the change's own transaction. */
  publicRevision(): Promise<string> {
    return this.database.read(rows.publicRevision);
  }

  /** Every release, and the hash of every file and manifest, that the public may see, at one moment. */
  publicNow(): Promise<{ revision: string; releases: Set<string>; hashes: Set<string> }> {
    return this.database.read(async (tx) => ({
      revision: await rows.publicRevision(tx),
      releases: new Set(await rows.publicReleases(tx)),
      hashes: new Set(await rows.publicHashes(tx)),
    }));
  }

  /** Gives publications that name this key of the log the proof that is still missing, or a cosigned one once there is one. */
  async attachProofs(): Promise<number> {
    const ledgerKey = this.nameLogKey();
    return this.database.inTransaction(async (tx) => {
      let attached = 0;
      const cosigned = ((await newestCheckpoint(tx))?.cosignatures.length ?? 0) > 0;
      for (const publication of await rows.unprovenPublications(tx, { ledgerKey, cosigned })) {
        const proof: LogProof | null = await proveInclusion(publication.ledgerIndex, tx);
        if (!proof) continue;
        await rows.updatePublication(tx, publication.id, { proof, ledgerKey });
        attached++;
      }
      return attached;
    });
  }

  private nameLogKey(): string {
    return must(this.logKey, 'the key of the log');
  }

  private log(
    tx: Transaction,
    id: string,
    act: Pick<Act, 'action' | 'before' | 'after' | 'reason'>,
    open: Record<string, unknown>,
  ): Promise<number> {
    return this.ledger.append(
      { actor: 'publisher', roles: ['publisher'], object: { type: 'release', id }, outcome: 'done', ...act },
      tx,
      open,
    );
  }
}
