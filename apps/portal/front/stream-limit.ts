import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { totalmem } from 'node:os';
import { HELD_PER_READER } from '@app/storage';

/** Of the machine's memory, or the container's, for files on their way: the rest is for pages, Postgres and the system. */
const SHARE = 1 / 4;
/** Each takes two of a process's descriptors, whatever the memory. */
const MOST = 10_000;

/** How many files may be on their way at once where there are so many bytes of memory. */
export const streamsWithin = (memory: number): number => Math.min(Math.floor((memory * SHARE) / HELD_PER_READER), MOST);

/** What this process may use: its container's limit, where there is one, or the machine's memory. */
export const memoryHere = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);

/** From one network: a class that watches behind one. */
const MOST_FROM_ONE = 100;
/** A reader that takes less than that between two looks has left, or means harm; a player that was paused asks again. */
const LEAST_BYTES = 64 * 1024;
const LOOK_MS = 60_000;

/** Bounds how many files are sent at once, and parts from readers that do not read. */
export class StreamLimit {
  /** `taken`: by the last look; null before the first, for what has just begun has taken little. */
  private readonly streams = new Map<ServerResponse, { taken: number | null }>();
  private readonly ofNetwork = new Map<string, number>();

  /** `most`: of all processes; `processes`: of how many this is one. Together they keep to the bounds. */
  constructor(
    private readonly most: number,
    private readonly processes: number,
  ) {}

  private readonly looks = setInterval(() => this.look(), LOOK_MS).unref();

  /** False when there is no room for one more. */
  enter(network: string, response: ServerResponse): boolean {
    const own = this.ofNetwork.get(network) ?? 0;
    if (this.streams.size >= this.most / this.processes || own >= MOST_FROM_ONE / this.processes) return false;
    this.streams.set(response, { taken: null });
    this.ofNetwork.set(network, own + 1);
    response.once('close', () => this.leave(network, response));
    return true;
  }

  look(): void {
    for (const [response, stream] of this.streams) {
      const taken = takenOf(response.socket);
      if (stream.taken !== null && taken - stream.taken < LEAST_BYTES) response.destroy();
      stream.taken = taken;
    }
  }

  stop(): void {
    clearInterval(this.looks);
  }

  private leave(network: string, response: ServerResponse): void {
    this.streams.delete(response);
    const left = (this.ofNetwork.get(network) ?? 0) - 1;
    if (left > 0) this.ofNetwork.set(network, left);
    else this.ofNetwork.delete(network);
  }
}

const takenOf = (socket: Socket | null): number => (socket ? socket.bytesWritten - socket.writableLength : 0);
