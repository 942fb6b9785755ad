import type { Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { FootageService } from '@app/footage';
import type { ClipFrames } from '@app/footage/domain';
import { AppError, type ClipId, type FieldFault } from '@app/kernel';
import { type Tracking, type TrackingAsked, type TrackingProgress, TrackingService } from '@app/redactions';
import { type Box, boxAt, EMPTY_PLAN } from '@app/redactions/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type CaseFile, CaseFiles } from './case-file';
import { assertEditable, CasesService } from './cases.service';

/** A mask that is to be tracked: one of the plan, or a new one, drawn on that frame for one of the orders. */
export interface TrackingWanted {
  readonly track: string;
  readonly frame: number;
  readonly pts: number;
  /** Half-open. */
  readonly from: number;
  readonly to: number;
  /** Of a new mask. */
  readonly box?: Box;
  readonly task?: string;
}

/** Motion tracking for whoever redacts: asked for, watched, cancelled, rejected. Accepting is an edit of the plan. */
@Injectable()
export class TrackingWorkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(TrackingService) private readonly tracking: TrackingService,
  ) {}

  async ask(clipId: ClipId, wanted: TrackingWanted, by: Person): Promise<Tracking> {
    await this.cases.open(clipId, by, 'edit', 'Redactions'); // before its frames: whether there are any is not for everyone
    const frames = await this.files.frames(clipId);
    const { sha256: frameIndexSha256 } = await this.footage.derivative(clipId, 'frame-index');
    return this.onCase(clipId, by, async (file, tx) => {
      if ((file.clip.examination?.damage ?? []).length > 0)
        throw new AppError('conflict', 'This footage is damaged, so nothing can be followed through it. Draw by hand.');
      const target = targetOf(file, wanted);
      const faults = frameFaults(wanted, frames);
      if (faults.length > 0) throw new AppError('invalid-input', 'This cannot be tracked:', { fields: faults });
      const { track, frame, pts, from, to } = wanted;
      const asked = { ...target, track, frame, pts, from, to };
      const counted = { sourceSha256: file.clip.originalSha256, frameIndexSha256 };
      return this.tracking.ask({ determinationId: file.determination.id, clipId }, { ...asked, ...counted }, by, tx);
    });
  }

  /** Everything that was asked for on the newest version, oldest first, and how far the workers are. */
  async all(
    clipId: ClipId,
    by: Person,
  ): Promise<{ file: CaseFile; trackings: readonly Tracking[]; progress: readonly TrackingProgress[] }> {
    return this.database.read(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'read', 'Redactions', tx, false);
      return { file, trackings: file.trackings, progress: await this.tracking.progress(file.trackings, tx) };
    });
  }

  async cancel(clipId: ClipId, id: string, by: Person): Promise<void> {
    await this.onCase(clipId, by, (file, tx) => this.tracking.cancel(id, file.determination.id, by, tx));
  }

  async reject(clipId: ClipId, id: string, by: Person): Promise<void> {
    await this.onCase(clipId, by, (file, tx) => this.tracking.reject(id, file.determination.id, by, tx));
  }

  private onCase<T>(clipId: ClipId, by: Person, act: (file: CaseFile, tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Redactions', tx, true);
      assertEditable('redactions', file);
      return act(file, tx);
    });
  }
}

/** Where the target is on that frame, and what the mask hides and why: by the plan, or by the order it is made for. */
function targetOf(file: CaseFile, wanted: TrackingWanted): Pick<TrackingAsked, 'shape' | 'subject' | 'basis' | 'box'> {
  const { video } = file.document?.plan ?? EMPTY_PLAN;
  const known = video.find(({ id }) => id === wanted.track);
  if (known && (wanted.box !== undefined || wanted.task !== undefined))
    throw refused('track', `is a name that no mask has yet: ${wanted.track} is in the plan`);
  if (known) {
    const box = boxAt(known, wanted.frame);
    if (!box || known.shape === 'frame' || known.shape === 'polygon')
      throw refused('track', 'is a rectangle or an ellipse that hides something on that frame');
    const { shape, subject, basis } = known;
    return { shape, subject, basis, box };
  }
  const order = file.tasks.find(({ id, channel }) => id === wanted.task && channel !== 'audio');
  if (!wanted.box) throw refused('track', 'is a mask of the plan, or a new one with its box and its order');
  if (!order) throw refused('task', 'is the id of an order to hide part of the picture');
  return { shape: 'rectangle', subject: order.subject, basis: order.basis, box: wanted.box };
}

function frameFaults({ frame, pts, from, to }: TrackingWanted, frames: ClipFrames): FieldFault[] {
  const count = frames.pts.length;
  const known = frames.pts[frame];
  return [
    ...(known === pts
      ? []
      : [{ field: 'pts', says: `is ${known ?? 'absent'}: that is the presentation time of frame ${frame}` }]),
    ...(from <= frame ? [] : [{ field: 'from', says: 'is a frame of the clip, at or before the box' }]),
    ...(to > frame && to <= count ? [] : [{ field: 'to', says: `is behind the box and at most ${count}` }]),
    ...(to - from > 1 ? [] : [{ field: 'to', says: 'leaves at least one further frame to follow it to' }]),
  ];
}

const refused = (field: string, says: string): AppError =>
  new AppError('invalid-input', 'This cannot be tracked:', { fields: [{ field, says }] });
