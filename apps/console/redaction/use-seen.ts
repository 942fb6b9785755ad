import { get, set } from 'idb-keyval';
import { useEffect, useState } from 'react';
import { type Range, Seen } from './engine/seen';
import type { Position } from './stage/position';

const keyOf = (clip: string, person: string): string => `seen ${person} ${clip}`;

/** What this person has looked at before, on this machine. */
export async function seenBefore(clip: string, person: string, count: number): Promise<Seen> {
  return new Seen(count, (await get<Range[]>(keyOf(clip, person))) ?? []);
}

const KEEP_MS = 2_000;

/** Notes what is looked at, and has the page drawn anew now and then while it grows. */
export function useSeen(seen: Seen, position: Position, clip: string, person: string): void {
  const [, setLeft] = useState(seen.left);
  useEffect(() => {
    const look = (): void => (position.moving ? seen.pass(position.shown) : seen.rest(position.shown));
    const leave = position.subscribe(look);
    const keep = setInterval(() => {
      setLeft((before) => {
        if (before !== seen.left) void set(keyOf(clip, person), seen.ranges());
        return seen.left;
      });
    }, KEEP_MS);
    return () => {
      leave();
      clearInterval(keep);
    };
  }, [seen, position, clip, person]);
}
