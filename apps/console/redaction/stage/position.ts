import { createContext, useContext, useSyncExternalStore } from 'react';
import { must } from '@app/kernel';

/**
 * Which frame is shown. While the clip moves only what follows the picture is drawn anew; lists and fields speak of the
 * frame on which it rests.
 */
export class Position {
  shown = 0;
  resting = 0;
  moving = false;
  private readonly listeners = new Set<() => void>();

  /** That frame is in the paused picture. */
  rest(frame: number): void {
    [this.shown, this.resting, this.moving] = [frame, frame, false];
    this.tell();
  }

  /** That frame is passing by. */
  pass(frame: number): void {
    [this.shown, this.moving] = [frame, true];
    this.tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const PositionContext = createContext<Position | null>(null);

const usePosition = (): Position => must(useContext(PositionContext), 'a position');

/** The frame that is on the screen, also while it passes by. */
export function useShownFrame(): number {
  const position = usePosition();
  return useSyncExternalStore(position.subscribe, () => position.shown);
}

/** The frame on which the clip rests, or last rested. */
export function useRestingFrame(): number {
  const position = usePosition();
  return useSyncExternalStore(position.subscribe, () => position.resting);
}

export function useMoving(): boolean {
  const position = usePosition();
  return useSyncExternalStore(position.subscribe, () => position.moving);
}
