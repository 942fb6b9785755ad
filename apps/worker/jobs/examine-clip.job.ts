import { FootageService } from '@app/footage';
import { isVariable } from '@app/footage/domain';
import type { Handler } from '@app/jobs';
import { ReceptionService } from '@app/determinations';
import { durationOf, type Examination, examine } from '@app/media';
import { Inject, Injectable } from '@nestjs/common';
import { framesOf } from '../frames';
import { MediaRoom } from '../media-room';
import type { ExaminationResult } from '@app/footage';
import type { ClipId } from '@app/kernel';

/** Tells what was received: accepted, or quarantined and why. The bytes stay where they are in either case. */
@Injectable()
export class ExamineClip {
  constructor(
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(ReceptionService) private readonly reception: ReceptionService,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly clipId: ClipId }> = async ({ clipId }, run) => {
    const found = await this.room.during(async (folder) => {
      const original = await this.footage.localOriginal(clipId, folder, 'intake examination');
      return examine(this.room.bench, original, run.signal);
    });
    await this.reception.recordExamination(clipId, resultOf(found), run.fence);
    return 'done';
  };
}

function resultOf(found: Examination): ExaminationResult {
  if (found.verdict === 'quarantined') return found;
  const { media, index, hiddenFrames, damage } = found;
  return {
    verdict: 'accepted',
    examination: {
      container: media.container,
      videoCodec: media.video.codec,
      audioCodecs: media.audio.map((audio) => audio.codec),
      width: media.video.width,
      height: media.video.height,
      rotation: media.video.rotation ?? 0,
      frames: index.pts.length,
      duration: durationOf(index),
      hiddenFrames,
      variableFrameRate: isVariable(framesOf(media, index)),
      damage,
    },
  };
}
