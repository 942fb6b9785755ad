import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FootageService, STILLS } from '@app/footage';
import { decodeFrames } from '@app/footage/domain';
import type { Handler } from '@app/jobs';
import type { ClipId } from '@app/kernel';
import { decodeStills } from '@app/media';
import { BUCKETS, type Buckets, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/** Decodes some frames of a staff copy into pictures, for a browser that cannot. Asked again it finds them made. */
@Injectable()
export class DecodeStills {
  constructor(
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly clipId: ClipId; readonly first: number }> = ({ clipId, first }, run) =>
    this.room.during(async (folder) => {
      const shelf = await this.footage.stills(clipId);
      if (await shelf.has(first)) return 'skipped';
      const index = await this.footage.derivative(clipId, 'frame-index');
      const { pts, timeBase } = decodeFrames(await buffer(await this.footage.readDerivative(index)));
      const proxy = await this.footage.derivative(clipId, 'proxy');
      const source = await this.buckets.working.localFile(contentKey(proxy.sha256), folder);
      const seconds = pts.map((at) => ((at - (pts[0] ?? 0)) * timeBase.num) / timeBase.den);
      const made = await decodeStills(this.room.bench, {
        source,
        seconds,
        first,
        most: STILLS,
        folder,
        signal: run.signal,
      });
      for (const frame of made.toReversed()) await shelf.keep(frame, join(folder, `${frame}.jpg`));
      return 'done';
    });
}
