import type { Readable } from 'node:stream';
import { mustBeAble, type Person } from '@app/access';
import type { Day } from '@app/calendar';
import { Database, type Transaction } from '@app/database';
import { type Clip, FootageService } from '@app/footage';
import { clipFaults, type ClipFacts, type Flag } from '@app/footage/domain';
import { incidentFaults } from '@app/incidents/domain';
import { AppError, type ClipId, type FieldFault, nothingThere } from '@app/kernel';
import { type Act, digestOf, Ledger } from '@app/ledger';
import { type PublicRelease, PublicationsService } from '@app/publications';
import type { ContentWarning, ManifestFile } from '@app/publications/domain';
import { RedactionsService } from '@app/redactions';
import { captionLeaks, parseCaptions, writeCaptions } from '@app/redactions/domain';
import { RequestsService } from '@app/requests';
import { BUCKETS, type Buckets, type ByteRange, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { accessFactsOf, type CaseFile, CaseFiles, clocksOfCase, cuesOf } from './case-file';
import type { Accessibility, AssembledRelease, Determination, SignedText } from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import { type DeterminationContent, EDITABLE, type RunningClock, whyNotEditable } from './domain';

/** A release that is not published yet, and the versions of it that are or were. */
export interface Preview {
  readonly assembled: AssembledRelease;
  /** SHA-256 of the certificates to which the manifests of provenance in its videos lead. */
  readonly provenanceAnchors: readonly string[];
  readonly release: { readonly releaseId: string; readonly version: number; readonly publishedAt: Date };
  readonly earlier: readonly PublicRelease[];
  /** All releases of the incident, this one among them. */
  readonly ofIncident: readonly string[];
}

/** A file of a release, to be read before it is public. */
export interface ReleaseFile extends ManifestFile {
  readonly open: (range?: ByteRange) => Promise<Readable>;
}

export interface AccessibilityChange {
  readonly captions?: string | null;
  readonly noSpeech?: string | null;
  readonly description?: { readonly needed: boolean; readonly why: string; readonly followsBy?: Day | null };
  readonly warnings?: readonly ContentWarning[];
}

const EMPTY: Omit<Accessibility, 'determinationId' | 'ledgerIndex'> = {
  revision: 0,
  captions: null,
  noSpeech: null,
  descriptionNeeded: null,
  descriptionWhy: null,
  descriptionFollowsBy: null,
  warnings: [],
  reviewedBy: null,
};

type CaseAction = 'read' | 'edit' | 'assign' | 'flag' | 'create';
type CaseSubject =
  | 'Clip'
  | 'Original'
  | 'Footage'
  | 'Rendering'
  | 'Review'
  | 'Waiver'
  | 'Redactions'
  | 'Determination'
  | 'Accessibility'
  | 'Notice'
  | 'Consultation'
  | 'DocketNote';

/** Reading a case and working on it, between the moves of its workflow. */
@Injectable()
export class CasesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  /** The case file of a clip, if the person may do that with it. */
  async open(clipId: ClipId, by: Person, action: CaseAction, on: CaseSubject): Promise<CaseFile> {
    return this.database.read((tx) => this.openIn(clipId, by, action, on, tx, false));
  }

  async openIn(
    clipId: ClipId,
    by: Person,
    action: CaseAction,
    on: CaseSubject,
    tx: Transaction,
    lock: boolean,
  ): Promise<CaseFile> {
    const file = await this.files.open(clipId, tx, { lock });
    mustBeAble(by, action, on, accessFactsOf(file));
    return file;
  }

  /** What the records still lack before the facts can be submitted. */
  missingFacts(file: CaseFile): { incident: FieldFault[]; clip: FieldFault[] } {
    return { incident: incidentFaults(file.incident), clip: clipFaults(file.clip) };
  }

  async clocks(clipId: ClipId, by: Person): Promise<RunningClock[]> {
    return clocksOfCase(await this.open(clipId, by, 'read', 'Clip'));
  }

  /** Everything that happened to a clip, to its determinations and to its release, oldest first. */
  async custody(clipId: ClipId, by: Person): Promise<{ index: number; at: Date; act: Act }[]> {
    return this.database.read(async (tx) => {
      return this.actsOn(await this.openIn(clipId, by, 'read', 'Clip', tx, false), tx);
    });
  }

  /** Everything that happened to the clip of a file, oldest first. */
  async actsOn(
    { clip, determination, versions }: CaseFile,
    tx: Transaction,
  ): Promise<{ index: number; at: Date; act: Act }[]> {
    const objects = [
      { type: 'clip', id: clip.id as string },
      ...versions.map((one) => ({ type: 'determination', id: one.id })),
      { type: 'release', id: determination.releaseId },
    ];
    const histories = await Promise.all(objects.map((object) => this.ledger.history(object, tx)));
    return histories.flat().sort((a, b) => a.index - b.index);
  }

  /** Every text that was signed on a clip, word for word, the newest first. */
  async signedTexts(clipId: ClipId, by: Person): Promise<SignedText[]> {
    return this.database.read(async (tx) => {
      const file = await this.openIn(clipId, by, 'read', 'Determination', tx, false);
      return rows.signedTextsOf(
        tx,
        file.versions.map(({ id }) => id),
      );
    });
  }

  /** What a page of the release would be drawn from if it were published now; null while its files are not assembled. */
  async preview(clipId: ClipId, by: Person): Promise<Preview | null> {
    return this.database.read(async (tx) => {
      const { determination, assembled } = await this.openIn(clipId, by, 'read', 'Determination', tx, false);
      if (!assembled) return null;
      const { releaseId, version } = determination;
      const release = { releaseId, version, publishedAt: tx.at };
      return {
        assembled,
        provenanceAnchors: await this.redactions.provenanceOf(assembled.manifest.files, tx),
        release,
        earlier: await this.publications.earlierVersions(
          { releaseId, version, reason: determination.content.replacementReason ?? null },
          tx,
        ),
        ofIncident: await this.publications.releasesOfIncident(assembled.record.incident.id, releaseId, tx),
      };
    });
  }

  /** The files that would be signed off, or were; none while they are not assembled. */
  async releaseFiles(clipId: ClipId, by: Person): Promise<readonly ManifestFile[]> {
    return (await this.open(clipId, by, 'read', 'Determination')).assembled?.manifest.files ?? [];
  }

  /** One of them, byte for byte. */
  async releaseFile(clipId: ClipId, role: string, by: Person): Promise<ReleaseFile> {
    const file = (await this.releaseFiles(clipId, by)).find((one) => one.role === role);
    if (!file) throw nothingThere();
    return { ...file, open: (range) => this.buckets.working.read(contentKey(file.sha256), range) };
  }

  /** The captions of the cut, as they are published; null while there are none. */
  async captions(clipId: ClipId, by: Person): Promise<string | null> {
    const cues = cuesOf(await this.open(clipId, by, 'read', 'Rendering'));
    return cues.length === 0 ? null : writeCaptions(cues);
  }

  async editFacts(
    clipId: ClipId,
    change: { facts: Partial<ClipFacts>; revision: number },
    by: Person,
    request: string | null,
  ): Promise<Clip> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.openIn(clipId, by, 'edit', 'Clip', tx, true);
      assertEditable('facts', file);
      return this.footage.edit(clipId, change, by, request, tx);
    });
  }

  async setFlag(
    clipId: ClipId,
    flag: Flag,
    raised: boolean,
    reason: string,
    by: Person,
    request: string | null,
  ): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await this.openIn(clipId, by, 'flag', 'Clip', tx, true);
      if (raised) await this.footage.raise(clipId, flag, reason, by, request, tx);
      else await this.footage.clear(clipId, flag, reason, by, request, tx);
    });
  }

  /** Links a records request; the clip is then preserved until the request and its appeal are over (R2). */
  async linkRequest(requestId: string, clipId: ClipId, by: Person, request: string | null): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await this.openIn(clipId, by, 'read', 'Clip', tx, true);
      await this.requests.link(requestId, clipId, by, tx);
      await this.footage.raise(clipId, 'records-request', 'A public records request asks for it.', by, request, tx);
    });
  }

  /** Saves a draft of the determination on the revision that the writer has read. */
  async draft(
    clipId: ClipId,
    content: DeterminationContent,
    revision: number,
    by: Person,
    request: string | null,
  ): Promise<Determination> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.openIn(clipId, by, 'edit', 'Determination', tx, true);
      assertEditable('draft', file);
      const { determination } = file;
      assertRevision(determination.revision, revision, 'determination');
      const ledgerIndex = await this.log(
        file,
        by,
        { action: 'draft-determination', after: String(revision + 1), with: { sha256: digestOf(content) }, request },
        tx,
      );
      const change = { content, revision: revision + 1, ledgerIndex };
      await rows.updateDetermination(tx, determination.id, change);
      return { ...determination, ...change };
    });
  }

  /** Saves captions, description and warnings. Refuses captions that would give back muted words. */
  async editAccessibility(
    clipId: ClipId,
    change: AccessibilityChange,
    revision: number,
    by: Person,
    request: string | null,
  ): Promise<Accessibility> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.openIn(clipId, by, 'edit', 'Accessibility', tx, true);
      assertEditable('accessibility', file);
      const known = file.accessibility ?? { ...EMPTY, determinationId: file.determination.id, ledgerIndex: 0 };
      assertRevision(known.revision, revision, 'captions and description');
      if (change.captions) assertCaptions(change.captions, file);
      const ledgerIndex = await this.log(
        file,
        by,
        {
          action: 'edit-accessibility',
          after: String(revision + 1),
          with: { fields: Object.keys(change), sha256: digestOf(change) },
          request,
        },
        tx,
      );
      const saved: Accessibility = {
        ...known,
        ...columnsOf(change),
        revision: revision + 1,
        reviewedBy: by.id,
        ledgerIndex,
      };
      await rows.saveAccessibility(tx, saved);
      return saved;
    });
  }

  private log(
    file: CaseFile,
    by: Person,
    act: Pick<Act, 'action' | 'after' | 'with' | 'request'>,
    tx: Transaction,
  ): Promise<number> {
    return this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        object: { type: 'determination', id: file.determination.id },
        outcome: 'done',
        ...act,
      },
      tx,
    );
  }
}

/** Throws AppError `move-refused` when that part of a case may not be changed in its state. */
export function assertEditable(part: keyof typeof EDITABLE, file: CaseFile): void {
  const reason = whyNotEditable(part, file.determination.state);
  if (reason)
    throw new AppError('move-refused', `The case is in state ${file.determination.state}. ${reason.says}`, {
      reasons: [reason],
    });
}

export function assertRevision(is: number, read: number, what: string): void {
  if (is !== read)
    throw new AppError('stale', `The ${what} stands at revision ${is}. Read it again, then repeat the change.`, {
      with: { revision: is },
    });
}

function assertCaptions(vtt: string, file: CaseFile): void {
  const parsed = parseCaptions(vtt);
  const faults = parsed.ok ? captionLeaks(parsed.cues, file.document?.plan.audio ?? []) : parsed.faults;
  if (faults.length > 0)
    throw new AppError('invalid-input', 'These captions cannot be used; nothing was changed.', {
      fields: faults.map((f) => ({ ...f, field: `captions: ${f.field}` })),
    });
}

/** Captions and the statement that nobody speaks exclude each other: giving one takes the other back. */
function columnsOf(change: AccessibilityChange): Partial<Accessibility> {
  return {
    ...(change.captions !== undefined && { captions: change.captions, ...(change.captions && { noSpeech: null }) }),
    ...(change.noSpeech !== undefined && { noSpeech: change.noSpeech, ...(change.noSpeech && { captions: null }) }),
    ...(change.description && describedColumns(change.description)),
    ...(change.warnings && { warnings: [...change.warnings] }),
  };
}

/** Only what is needed can follow. */
const describedColumns = ({
  needed,
  why,
  followsBy,
}: NonNullable<AccessibilityChange['description']>): Partial<Accessibility> => ({
  descriptionNeeded: needed,
  descriptionWhy: why,
  descriptionFollowsBy: needed ? (followsBy ?? null) : null,
});
