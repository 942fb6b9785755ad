import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Files on their way at once: with a read buffer each, this is what they may hold in memory. */
const MOST = 400;
/** From one address: a class that watches behind one. */
const MOST_FROM_ONE = 100;
/** A reader that takes less than that between two looks has left, or means harm; a player that was paused asks again. */
const LEAST_BYTES = 64 * 1024;
const LOOK_MS = 60_000;

/** Bounds how many files are sent at once, and parts from readers that do not read. */
export class StreamLimit {
  /** `taken`: by the last look; null before the first, for what has just begun has taken little. */
  private readonly streams = new Map<ServerResponse, { readonly address: string; taken: number | null }>();
  /** `processes`: of how many this is one; together they keep to the bounds. */
  constructor(private readonly processes: number) {}

  private readonly looks = setInterval(() => this.look(), LOOK_MS).unref();

  /** False when there is no room for one more. */
  enter(address: string, response: ServerResponse): boolean {
    if (this.streams.size >= MOST / this.processes) return false;
    let own = 0;
    for (const stream of this.streams.values()) if (stream.address === address) own++;
    if (own >= MOST_FROM_ONE / this.processes) return false;
    this.streams.set(response, { address, taken: null });
    response.once('close', () => this.streams.delete(response));
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
}

const takenOf = (socket: Socket | null): number => (socket ? socket.bytesWritten - socket.writableLength : 0);
