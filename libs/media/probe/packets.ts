import { plainPicture } from '../mp4/plain-picture';
import { hardenedInput } from '../plan/hardened-input';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { runFfprobe } from '../run/run-ffprobe';
import type { CodedOrder } from './damage';
import type { Footage } from './facts';

/** The coded pictures of one stream, as the container lists them: nothing is decoded for this. */
export interface PacketSummary {
  readonly count: number;
  /** Packets that an edit list hides: decoded by a player, never shown (flag D). */
  readonly hidden: number;
  /** Presentation times of the packets that can be decoded alone (flag K), hidden ones left out. */
  readonly keyPts: readonly number[];
  /** Presentation times of all packets that are shown, ascending. */
  readonly pts: readonly number[];
  /** Ticks for which the last of them is shown; 0 where the container does not say. */
  readonly lastDuration: number;
  /** All packets in the order in which they are decoded. */
  readonly order: CodedOrder;
  /** The avcC of an MP4 whose index is plain; null where ffprobe had to list. */
  readonly configuration: Buffer | null;
}

/** Lists the coded pictures: from an MP4's own index where that is plain, else as ffprobe tells them. */
export async function listPackets(bench: MediaBench, folder: JobFolder, footage: Footage): Promise<PacketSummary> {
  const list = new PacketList();
  const plain = footage.media.container === 'mov' ? await plainPicture(footage.path) : null;
  if (!plain) await askFfprobe(bench, folder, footage, list);
  plain?.pts.forEach((time, i) =>
    list.add(time, { key: plain.key?.has(i) ?? true, hidden: false, duration: plain.lastDuration }),
  );
  // A copy: what is read of an index is part of all of it.
  return { ...list.summary(), configuration: plain && Buffer.from(plain.configuration) };
}

class PacketList {
  private readonly order = { pts: [] as number[], key: [] as boolean[], hidden: [] as boolean[] };
  private readonly pts: number[] = [];
  private readonly keyPts: number[] = [];
  private last = { pts: -Infinity, duration: 0 };

  add(time: number, { key, hidden, duration }: { key: boolean; hidden: boolean; duration: number }): void {
    this.order.pts.push(time);
    this.order.key.push(key);
    this.order.hidden.push(hidden);
    if (hidden) return;
    this.pts.push(time);
    if (time > this.last.pts) this.last = { pts: time, duration };
    if (key) this.keyPts.push(time);
  }

  summary(): Omit<PacketSummary, 'configuration'> {
    const { order, keyPts, last } = this;
    const count = order.pts.length;
    const pts = this.pts.sort((a, b) => a - b);
    return { count, hidden: count - pts.length, keyPts, pts, lastDuration: last.duration || 0, order };
  }
}

/** Every byte of a recording of hours is read for this, perhaps from a slow disk. */
const LISTING_SECONDS = 4 * 3600;

async function askFfprobe(
  bench: MediaBench,
  folder: JobFolder,
  { media, name }: Footage,
  list: PacketList,
): Promise<void> {
  const options = ['-v', 'error', ...hardenedInput(media.container), '-select_streams', String(media.video.index)];
  const entries = ['-show_entries', 'packet=pts,dts,duration,flags', '-of', 'csv=p=0'];
  const onLine = (line: string): void => {
    const [shown = '', decoded = '', duration, flags = ''] = line.split(',');
    if (flags === '') return;
    // AVI keeps decoding times only; the times of its frames are the same ones, in order.
    const time = Number(shown === 'N/A' ? decoded : shown);
    list.add(time, { key: flags.includes('K'), hidden: flags.includes('D'), duration: Number(duration) });
  };
  await runFfprobe(bench, folder, [...options, ...entries, name], onLine, LISTING_SECONDS);
}
