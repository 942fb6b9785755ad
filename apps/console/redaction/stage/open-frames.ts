import type { FrameTimes } from '../engine/frame-times';
import { DecodedFrames } from './decoded-frames';
import { type FrameSource, IndexDisagrees } from './frame-source';
import { ServerFrames } from './server-frames';

export interface OpenedFrames {
  readonly source: FrameSource;
  /** Whether the server decodes, because this browser cannot. */
  readonly byServer: boolean;
}

/** Frames decoded in the browser where it can, by the server where it cannot. Throws IndexDisagrees. */
export async function openFrames(clip: string, times: FrameTimes): Promise<OpenedFrames> {
  if (!('VideoDecoder' in window)) return { source: new ServerFrames(clip), byServer: true };
  try {
    const decoded = await DecodedFrames.open(`/clips/${clip}/proxy`, times);
    await decoded.picture(0);
    return { source: decoded, byServer: false };
  } catch (error) {
    if (error instanceof IndexDisagrees) throw error;
    return { source: new ServerFrames(clip), byServer: true };
  }
}
