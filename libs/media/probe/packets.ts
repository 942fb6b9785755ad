import type { Container } from '../formats';
import { hardenedInput } from '../plan/hardened-input';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { runFfprobe } from '../run/run-ffprobe';
import type { CodedOrder } from './damage';

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
}

/** Every byte of a recording of hours is read for this, perhaps from a slow disk. */
const LISTING_SECONDS = 4 * 3600;

export async function listPackets(
  bench: MediaBench,
  folder: JobFolder,
  source: { readonly container: Container; readonly name: string },
  stream: number,
): Promise<PacketSummary> {
  let count = 0;
  let hidden = 0;
  const keyPts: number[] = [];
  let last = { pts: -Infinity, duration: 0 };
  const pts: number[] = [];
  const order = { pts: [] as number[], key: [] as boolean[], hidden: [] as boolean[] };
  const options = [
    '-v',
    'error',
    ...hardenedInput(source.container),
    '-select_streams',
    String(stream),
    '-show_entries',
    'packet=pts,dts,duration,flags',
    '-of',
    'csv=p=0',
    source.name,
  ];
  const onLine = (line: string): void => {
    const [shown = '', decoded = '', duration, flags = ''] = line.split(',');
    if (flags === '') return;
    // AVI keeps decoding times only; the times of its frames are the same ones, in order.
    const time = Number(shown === 'N/A' ? decoded : shown);
    count++;
    order.pts.push(time);
    order.key.push(flags.includes('K'));
    order.hidden.push(flags.includes('D'));
    if (flags.includes('D')) hidden++;
    else {
      pts.push(time);
      if (time > last.pts) last = { pts: time, duration: Number(duration) };
      if (flags.includes('K')) keyPts.push(time);
    }
  };
  await runFfprobe(bench, folder, options, onLine, LISTING_SECONDS);
  return { count, hidden, keyPts, pts: pts.sort((a, b) => a - b), lastDuration: last.duration || 0, order };
}
