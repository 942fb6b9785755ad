import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '@app/database';
import { type DerivativeKind, FootageService } from '@app/footage';
import { encodeFrames } from '@app/footage/domain';
import type { Fence, Handler } from '@app/jobs';
import { AppError, type ClipId } from '@app/kernel';
import { examine, makeKeyframeStrip, makeProxy, makeWaveform } from '@app/media';
import { BUCKETS, type Buckets, contentKey, hashOf, hashStream, type Stored } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { framesOf } from '../frames';
import { MediaRoom } from '../media-room';

interface Copy {
  readonly kind: DerivativeKind;
  readonly mediaType: string;
  readonly make: (output: string) => Promise<void>;
}

/** Makes the staff copies of an accepted clip: frame index, proxy, waveform, keyframe strip. Never public. */
@Injectable()
export class DeriveClip {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly clipId: ClipId }> = ({ clipId }, run) =>
    this.room.during(async (folder) => {
      const source = await this.footage.localOriginal(clipId, folder, 'staff copies');
      const found = await examine(this.room.bench, source, run.signal);
      if (found.verdict === 'quarantined') return 'skipped';
      const { media, index } = found;
      const request = (output: string) => ({ source, media, index, output, signal: run.signal });
      const copies: Copy[] = [
        {
          kind: 'frame-index',
          mediaType: 'application/vnd.daylight.frame-index',
          make: (output) => writeFile(output, encodeFrames(framesOf(media, index))),
        },
        { kind: 'proxy', mediaType: 'video/mp4', make: (output) => makeProxy(this.room.bench, request(output)) },
        ...(media.audio.length > 0
          ? [
              {
                kind: 'waveform' as const,
                mediaType: 'application/vnd.daylight.waveform',
                make: (output: string) => makeWaveform(this.room.bench, request(output)),
              },
            ]
          : []),
        {
          kind: 'keyframe-strip',
          mediaType: 'image/jpeg',
          make: (output) => makeKeyframeStrip(this.room.bench, request(output)),
        },
      ];
      const made = (await this.database.read((tx) => this.footage.derivatives(clipId, tx))).map((one) => one.kind);
      for (const copy of copies)
        if (!made.includes(copy.kind)) await this.keep(clipId, copy, join(folder, copy.kind), run.fence);
      return 'done';
    });

  private async keep(clipId: ClipId, { kind, mediaType, make }: Copy, path: string, fence: Fence): Promise<void> {
    await make(path);
    const { sha256, size } = await hashOf(path);
    await this.put({ sha256, size }, path);
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      await this.footage.recordDerivative(clipId, { kind, sha256, size, mediaType }, tx);
    });
  }

  /** Keeps the bytes under their name. What an earlier try left there stays, unless it is no longer what it was. */
  private async put({ sha256, size }: Stored, path: string): Promise<void> {
    const { working } = this.buckets;
    const key = contentKey(sha256);
    try {
      await working.putFile(key, path, { sha256, size });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error;
      if ((await hashStream(await working.read(key))).sha256 === sha256) return;
      await working.remove(key);
      await working.putFile(key, path, { sha256, size });
    }
  }
}
