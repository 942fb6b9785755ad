import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { dayOf } from '@app/calendar';
import type { Transaction } from '@app/database';
import { type Clip, FootageService } from '@app/footage';
import type { ClipFrames } from '@app/footage/domain';
import { AppError, must, utf8 } from '@app/kernel';
import { digestOf } from '@app/ledger';
import { PublicationsService } from '@app/publications';
import {
  certificateJson,
  determinationOnRelease,
  fileName,
  type FileRole,
  type ManifestFile,
  mediaTypeOf,
  posterCard,
  redactionsCsv,
  redactionsJson,
  redactionsVtt,
  type ReleaseManifest,
  type ReleaseRecord,
  transcriptText,
  type VerifierFindings,
} from '@app/publications/domain';
import type { Rendering, Rendition } from '@app/redactions';
import { writeCaptions } from '@app/redactions/domain';
import { BUCKETS, type Buckets, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import {
  CaseFiles,
  type CaseFile,
  clocksOfCase,
  cuesOf,
  currentRendering,
  incidentDate,
  madeRenditions,
} from './case-file';
import * as rows from './data/determinations.repository';
import {
  type DeterminationMove,
  OUTCOME_MOVES,
  type PartFigures,
  partFindings,
  type RecordFacts,
  releaseRecord,
  textVersionOf,
} from './domain';

export interface Assembly {
  readonly manifest: ReleaseManifest;
  readonly manifestSha256: string;
  readonly record: ReleaseRecord;
}

interface Cover {
  /** Share of the picture, 0 to 1. Absent in verifications that did not measure it. */
  readonly largestCover?: number;
}

/** The part of a stored verification that the public reads. */
interface StoredVerification extends VerifierFindings {
  readonly picture: (NonNullable<VerifierFindings['picture']> & Pick<PartFigures, 'masks'> & Cover) | null;
  readonly sound: (NonNullable<VerifierFindings['sound']> & Pick<PartFigures, 'intervals'>) | null;
  readonly violations: readonly unknown[];
}

/** Assembles the exact files of a release: the verified video, captions, a neutral card, the public record and what says the same in other forms. */
@Injectable()
export class ReleaseAssembly {
  constructor(
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  async assemble(file: CaseFile, tx: Transaction): Promise<Assembly> {
    const { determination, accessibility } = file;
    const rendering = must(currentRendering(file), 'a verified rendering');
    const frames = await this.files.frames(file.clip.id);
    const record = await this.record(file, frames, tx);
    const video = fileOf('video', must(rendering.outputSha256, 'its hash'), must(rendering.outputSize, 'its size'));
    const verification = storedVerification(rendering);
    const parts = partFindings(rendering.plan, frames, { ...verification.picture, ...verification.sound });
    const texts: readonly (readonly [FileRole, string])[] = [
      ...(accessibility?.captions ? [['captions', writeCaptions(cuesOf(file))] as const] : []),
      ['transcript', transcriptText(record)],
      ['poster', posterCard(record.title, `${record.camera.label} · version ${record.version}`)],
      ['record', `${must(canonicalize(record), 'a JSON value')}\n`],
      ['redactions-json', redactionsJson(record)],
      ['redactions-csv', redactionsCsv(record)],
      ['redactions-vtt', redactionsVtt(record)],
      ['determination', determinationOnRelease(record)],
      ['certificate', certificateJson(record, video, verification, parts)],
    ];
    const files: ManifestFile[] = [video, ...madeRenditions(file.renditions).map(renditionFile)];
    for (const [role, text] of texts) files.push(await this.keep(role, text));
    const manifest: ReleaseManifest = {
      schema: 'daylight-manifest-1',
      release: determination.releaseId,
      version: determination.version,
      files,
    };
    return { manifest, manifestSha256: digestOf(manifest), record };
  }

  private async record(file: CaseFile, frames: ClipFrames, tx: Transaction): Promise<ReleaseRecord> {
    const { determination, clip, incident, accessibility } = file;
    const rendering = must(currentRendering(file), 'a verified rendering');
    const examination = must(clip.examination, 'what intake found');
    const original = await this.footage.original(clip, tx);
    const stored = storedVerification(rendering);
    return releaseRecord({
      release: determination.releaseId,
      version: determination.version,
      incident: {
        publicId: incident.publicId,
        date: incidentDate(file),
        neighbourhood: must(incident.neighbourhood, 'the neighbourhood'),
        agencies: incident.agencies,
        verification: incident.verification ?? 'not-verified',
        title: must(incident.publicTitle, 'the public title'),
        summary: must(incident.publicSummary, 'the public summary'),
      },
      camera: {
        kind: clip.source === 'city-camera' ? 'city-camera' : 'body-worn',
        label: must(clip.cameraLabel, 'the camera’s label'),
      },
      began: beganOf(clip),
      first: await this.firstPublished(clip.incidentId, tx),
      picture: examination,
      hasSound: examination.audioCodecs.length > 0,
      soundless: examination.audioCodecs.length > 0 ? await this.files.soundless(clip.id) : [],
      damage: examination.damage ?? [],
      largestCover: stored.picture?.largestCover ?? null,
      frames,
      plan: rendering.plan,
      cues: cuesOf(file),
      noSpeech: accessibility?.noSpeech ?? null,
      description: {
        needed: accessibility?.descriptionNeeded === true,
        why: accessibility?.descriptionWhy ?? '',
        followsBy: isDescribed(file) ? null : (accessibility?.descriptionFollowsBy ?? null),
      },
      flashing: must(file.renditions.analysis, 'the analysis of flashes').flashing,
      warnings: accessibility?.warnings ?? [],
      content: determination.content,
      outcome: must(determination.outcome, 'the outcome'),
      signedOn: dayOf(must(determination.decidedAt, 'the date of the determination')),
      textVersion: textVersionOf(await this.signedText(determination.id, tx)),
      clocks: clocksOfCase(file),
      docket: await this.publications.docketId(determination.id, tx),
      // Opened only on a court's order: the salt stays with the original.
      commitment: createHash('sha256').update(original.salt).update(original.sha256, 'hex').digest('hex'),
      verification: publicVerification(stored),
    });
  }

  /** The determination as it was signed, the last time. */
  private async signedText(determinationId: string, tx: Transaction): Promise<string> {
    const decisive = Object.values<DeterminationMove>(OUTCOME_MOVES);
    const signed = await rows.signedTextsOf(tx, [determinationId]);
    return must(
      signed.findLast(({ move }) => decisive.includes(move)),
      'the text that was signed',
    ).text;
  }

  /** The camera by which the others of the incident are timed: the first that was published and has a known clock. */
  private async firstPublished(incidentId: string, tx: Transaction): Promise<RecordFacts['first']> {
    const first = await rows.firstPublishedOf(tx, incidentId);
    const began = first && beganOf(first);
    return first && began && { release: first.releaseId, began };
  }

  private async keep(role: FileRole, text: string): Promise<ManifestFile> {
    const bytes = Buffer.from(utf8(text));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      await this.buckets.working.put(contentKey(sha256), Readable.from([bytes]), { sha256, size: bytes.length });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // the same text was kept before
    }
    return fileOf(role, sha256, bytes.length);
  }
}

const fileOf = (role: FileRole, sha256: string, size: number): ManifestFile => ({
  role,
  name: fileName(role),
  mediaType: mediaTypeOf(role),
  sha256,
  size,
});

/** A rendering that an older Daylight verified kept neither the rules nor the figures of its parts. */
const storedVerification = ({ verification }: Rendering): StoredVerification => ({
  ...(must(verification, 'its verification') as unknown as Omit<StoredVerification, 'rules'>),
  rules: (verification?.['rules'] ?? {}) as StoredVerification['rules'],
});
/** Both the device’s own time and by how much it was ahead: with one of them alone the clock is not known. */
const beganOf = ({ claimedStart, clockOffset }: Pick<Clip, 'claimedStart' | 'clockOffset'>): Date | null =>
  claimedStart && clockOffset !== null ? new Date(claimedStart.getTime() - clockOffset * 1000) : null;

const isDescribed = ({ renditions }: CaseFile): boolean =>
  madeRenditions(renditions).some(({ role }) => role === 'video-described');

const renditionFile = ({ role, outputSha256, outputSize }: Rendition): ManifestFile =>
  fileOf(role, must(outputSha256, 'its hash'), must(outputSize, 'its size'));

const publicVerification = ({ picture, sound, violations }: StoredVerification): ReleaseRecord['verification'] => ({
  framesCompared: picture?.frames ?? 0,
  maskedFrames: picture?.maskedFrames ?? 0,
  lowestPsnr: picture?.lowestPsnr ?? null,
  largestFillVariance: picture?.largestFillVariance ?? null,
  loudestMuted: sound?.loudestMuted ?? null,
  violations: violations.length,
});
