import { Input, type InputVideoTrack, MP4, UrlSource } from 'mediabunny';
import type { FrameTimes } from '../engine/frame-times';
import { type FrameSource, IndexDisagrees, type Picture } from './frame-source';
import { StretchDecoder } from './stretch-decoder';

/** The staff copy has a keyframe this often: so many frames are decoded together, and in order. */
const GROUP = 15;
/** Pictures kept: the group that is looked at and its neighbours. */
const KEPT = 4 * GROUP;

interface Filling {
  readonly group: number;
  /** What comes before it in the group is decoded, as it must be, but not drawn: whoever jumps waits for one frame. */
  readonly from: number;
  readonly pictures: readonly PromiseWithResolvers<Picture>[];
}

/**
 * Frames of the staff copy, decoded in the browser (WebCodecs). A group of pictures is decoded once, in order, and kept
 * while it is near; what comes next in the direction of movement is decoded ahead.
 */
export class DecodedFrames implements FrameSource {
  private readonly kept = new Map<number, Picture>();
  private filling: Filling | null = null;
  private last = 0;

  private constructor(
    private readonly input: Input,
    private readonly decoder: StretchDecoder,
    private readonly times: FrameTimes,
  ) {}

  /** Throws IndexDisagrees where the copy has another number of frames, another error where it cannot be decoded here. */
  static async open(address: string, times: FrameTimes): Promise<DecodedFrames> {
    const source = new UrlSource(address, { getRetryDelay: (before) => (before < 3 ? 0.5 * 2 ** before : null) });
    const input = new Input({ source, formats: [MP4] });
    try {
      const track = await input.getPrimaryVideoTrack();
      const config = await track?.getDecoderConfig();
      if (!track || !config || !(await track.canDecode()))
        throw new Error('This browser cannot decode the staff copy.');
      await holdAgainst(times, track);
      return new DecodedFrames(input, new StretchDecoder(track, config), times);
    } catch (error) {
      input.dispose();
      throw error;
    }
  }

  async picture(frame: number): Promise<Picture> {
    const by = frame - this.last;
    const jump = Math.abs(by) > GROUP;
    const picture = this.recall(frame) ?? (await this.filled(frame, jump));
    this.last = frame;
    if (!jump) this.ahead(groupOf(frame) + Math.sign(by)); // a jump goes nowhere in particular
    return picture;
  }

  close(): void {
    this.stop();
    this.kept.clear();
    this.decoder.close();
    this.input.dispose();
  }

  private recall(frame: number): Picture | undefined {
    const picture = this.kept.get(frame);
    if (picture) this.keep(frame, picture);
    return picture;
  }

  private keep(frame: number, picture: Picture): void {
    this.kept.delete(frame);
    this.kept.set(frame, picture);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  /** The frame out of its group, which is decoded from its beginning. */
  private filled(frame: number, jump: boolean): Promise<Picture> {
    const group = groupOf(frame);
    if (this.filling?.group !== group || frame < this.filling.from) {
      this.stop();
      this.filling = this.fill(group, jump ? frame : group * GROUP);
    }
    const waiting = this.filling.pictures[frame - group * GROUP];
    return waiting?.promise ?? Promise.reject(new Error(`There is no frame ${frame}.`));
  }

  /** Decodes a group before anybody asks for it, unless something else is being decoded. */
  private ahead(group: number): void {
    const first = group * GROUP;
    if (this.filling || first < 0 || first >= this.times.count || this.kept.has(first)) return;
    this.filling = this.fill(group, first);
  }

  private fill(group: number, from: number): Filling {
    const first = group * GROUP;
    const length = Math.min(GROUP, this.times.count - first);
    const pictures = Array.from({ length }, () => Promise.withResolvers<Picture>());
    for (const { promise } of pictures) promise.catch(() => undefined); // who waits for it is told; nobody else has to be
    const filling: Filling = { group, from, pictures };
    void this.decode(filling, first, length)
      .then(
        () => new Error('The staff copy ends before its index does.'),
        (error: unknown) => error,
      )
      .then((missing) => {
        for (const { reject } of pictures) reject(missing);
        if (this.filling !== filling) return;
        this.filling = null;
        if (from > first) this.ahead(group); // what was not drawn
      });
    return filling;
  }

  private decode({ from, pictures }: Filling, first: number, length: number): Promise<void> {
    const { times, decoder } = this;
    return decoder.decode(times.middle(first), times.middle(first + length - 1), (decoded) => {
      const frame = times.at(decoded.timestamp / MICROSECONDS);
      const waiting = pictures[frame - first];
      if (!waiting || frame < from) return;
      const picture = drawn(decoded);
      this.keep(frame, picture);
      waiting.resolve(picture);
    });
  }

  private stop(): void {
    this.decoder.drop();
    this.filling = null;
  }
}

const MICROSECONDS = 1_000_000;

/** A copy that stays: the decoder wants its own back. */
function drawn(decoded: VideoFrame): Picture {
  const canvas = new OffscreenCanvas(decoded.displayWidth, decoded.displayHeight);
  canvas.getContext('2d', { alpha: false })?.drawImage(decoded, 0, 0);
  return canvas;
}

const groupOf = (frame: number): number => Math.floor(frame / GROUP);

/** The browser’s own count of frames is only a cross-check: where it differs, one of the two is wrong. */
async function holdAgainst(times: FrameTimes, track: InputVideoTrack): Promise<void> {
  const { packetCount } = await track.computePacketStats(undefined, { metadataOnly: true });
  if (packetCount !== times.count)
    throw new IndexDisagrees(`The staff copy has ${packetCount} frames, the frame index ${times.count}.`);
}
