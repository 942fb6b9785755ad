import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { dayOf } from '@app/calendar';
import type { Transaction } from '@app/database';
import { FootageService } from '@app/footage';
import { AppError, must, utf8 } from '@app/kernel';
import { digestOf } from '@app/ledger';
import {
  fileName,
  type FileRole,
  type ManifestFile,
  posterCard,
  type ReleaseManifest,
  type ReleaseRecord,
} from '@app/publications/domain';
import type { Rendition } from '@app/redactions';
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
import { releaseRecord } from './domain';

export interface Assembly {
  readonly manifest: ReleaseManifest;
  readonly manifestSha256: string;
  readonly record: ReleaseRecord;
}

/** The part of a stored verification that the public reads. */
interface StoredVerification {
  readonly picture: {
    readonly frames: number;
    readonly maskedFrames: number;
    readonly lowestPsnr: number;
    readonly largestFillVariance: number;
  } | null;
  readonly sound: { readonly loudestMuted: number } | null;
  readonly violations: readonly unknown[];
}

/** Assembles the exact files of a release: the verified video, captions, a neutral card, the public record. */
@Injectable()
export class ReleaseAssembly {
  constructor(
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  async assemble(file: CaseFile, tx: Transaction): Promise<Assembly> {
    const { determination, accessibility } = file;
    const rendering = must(currentRendering(file), 'a verified rendering');
    const record = await this.record(file, tx);
    const files: ManifestFile[] = [
      {
        role: 'video',
        name: fileName('video'),
        mediaType: 'video/mp4',
        sha256: must(rendering.outputSha256, 'its hash'),
        size: must(rendering.outputSize, 'its size'),
      },
      ...madeRenditions(file.renditions).map(renditionFile),
      ...(accessibility?.captions ? [await this.keep('captions', 'text/vtt', writeCaptions(cuesOf(file)))] : []),
      await this.keep(
        'poster',
        'image/svg+xml',
        posterCard(record.title, `${record.camera.label} · version ${record.version}`),
      ),
      await this.keep('record', 'application/json', `${must(canonicalize(record), 'a JSON value')}\n`),
    ];
    const manifest: ReleaseManifest = {
      schema: 'daylight-manifest-1',
      release: determination.releaseId,
      version: determination.version,
      files,
    };
    return { manifest, manifestSha256: digestOf(manifest), record };
  }

  private async record(file: CaseFile, tx: Transaction): Promise<ReleaseRecord> {
    const { determination, clip, incident, accessibility } = file;
    const frames = await this.files.frames(clip.id);
    const rendering = must(currentRendering(file), 'a verified rendering');
    const examination = must(clip.examination, 'what intake found');
    const original = await this.footage.original(clip, tx);
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
      picture: examination,
      hasSound: examination.audioCodecs.length > 0,
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
      clocks: clocksOfCase(file),
      // Opened only on a court's order: the salt stays with the original.
      commitment: createHash('sha256').update(original.salt).update(original.sha256, 'hex').digest('hex'),
      verification: publicVerification(rendering.verification as unknown as StoredVerification),
    });
  }

  private async keep(role: FileRole, mediaType: string, text: string): Promise<ManifestFile> {
    const bytes = Buffer.from(utf8(text));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      await this.buckets.working.put(contentKey(sha256), Readable.from([bytes]), { sha256, size: bytes.length });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // the same text was kept before
    }
    return { role, name: fileName(role), mediaType, sha256, size: bytes.length };
  }
}

const isDescribed = ({ renditions }: CaseFile): boolean =>
  madeRenditions(renditions).some(({ role }) => role === 'video-described');

const renditionFile = ({ role, outputSha256, outputSize }: Rendition): ManifestFile => ({
  role,
  name: fileName(role),
  mediaType: 'video/mp4',
  sha256: must(outputSha256, 'its hash'),
  size: must(outputSize, 'its size'),
});

const publicVerification = ({ picture, sound, violations }: StoredVerification): ReleaseRecord['verification'] => ({
  framesCompared: picture?.frames ?? 0,
  maskedFrames: picture?.maskedFrames ?? 0,
  lowestPsnr: picture?.lowestPsnr ?? null,
  largestFillVariance: picture?.largestFillVariance ?? null,
  loudestMuted: sound?.loudestMuted ?? null,
  violations: violations.length,
});
