import { type RefObject, useEffect, useRef, useState } from 'react';
import { PausedVideo } from '../redaction/stage/paused-video';
import type { FrameTimes } from '../redaction/engine/frame-times';
import type { CutTimes } from './engine/cut-times';

/** Seconds of what stood already that are played again: a player takes a moment to say that it plays. */
const RUN_UP = 0.2;
/** Seconds by which the two may drift apart while they play. */
const DRIFT = 0.12;

export interface Pair {
  readonly source: RefObject<HTMLVideoElement | null>;
  readonly cut: RefObject<HTMLVideoElement | null>;
  /** The frame that both show, or the cut while it plays. */
  readonly frame: number;
  readonly isPlaying: boolean;
  /** Counts up with every picture that is shown: what is computed from pictures is then computed anew. */
  readonly pictures: number;
  readonly show: (frame: number) => void;
  readonly play: () => void;
  readonly pause: () => void;
}

/**
 * Two players as one: the same frame in both while they stand, the source led by the cut while they play. Standing, each
 * shows a frame by its own times; playing begins a moment before the frame that stood, so that nothing is skipped.
 */
export function usePair(times: { readonly source: FrameTimes; readonly cut: CutTimes }): Pair {
  const source = useRef<HTMLVideoElement>(null);
  const cut = useRef<HTMLVideoElement>(null);
  const paused = useRef<readonly PausedVideo[] | null>(null);
  const [frame, setFrame] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [pictures, setPictures] = useState(0);
  const shown = (at: number): void => {
    setFrame(at);
    setPictures((count) => count + 1);
  };
  const show = (wanted: number): void => {
    if (!source.current || !cut.current) return;
    cut.current.pause();
    source.current.pause();
    paused.current ??= [
      new PausedVideo(source.current, times.source, () => setPictures((count) => count + 1)),
      new PausedVideo(cut.current, times.cut, shown),
    ];
    for (const one of paused.current) one.show(wanted);
  };
  const play = (): void => {
    if (!source.current || !cut.current) return;
    paused.current = null; // what they showed last is no longer what they show
    const isOver = cut.current.ended || frame === times.cut.count - 1;
    const from = isOver ? 0 : Math.max(times.cut.start(frame) - RUN_UP, 0);
    cut.current.currentTime = from;
    source.current.currentTime = Math.max(from - times.cut.lead, 0);
    void Promise.all([cut.current.play(), source.current.play()]).catch(() => undefined); // paused before it began
  };
  const pause = (): void => {
    const player = cut.current;
    if (!player) return;
    // Not before the others have been told: what was played up to here is taken down, and then it seeks.
    player.addEventListener('pause', () => show(times.cut.at(player.currentTime)), { once: true });
    player.pause();
  };
  useFollowing({ source, cut }, times, { shown, onPlaying: setPlaying });
  return { source, cut, frame, isPlaying, pictures, show, play, pause };
}

interface Told {
  readonly shown: (frame: number) => void;
  readonly onPlaying: (isPlaying: boolean) => void;
}

/** While the cut plays: which frame it shows, and the source held beside it. */
function useFollowing(
  { source, cut }: Pick<Pair, 'source' | 'cut'>,
  times: { readonly source: FrameTimes; readonly cut: CutTimes },
  { shown, onPlaying }: Told,
): void {
  const told = useRef<Told>({ shown, onPlaying });
  useEffect(() => {
    told.current = { shown, onPlaying };
  });
  useEffect(() => {
    const [leads, follows] = [cut.current, source.current];
    if (!leads || !follows) return undefined;
    let asked = 0;
    const look = (): void => {
      asked = leads.requestVideoFrameCallback((_now, { mediaTime }) => {
        if (!leads.paused) {
          told.current.shown(times.cut.at(mediaTime));
          const wanted = leads.currentTime - times.cut.lead;
          if (Math.abs(follows.currentTime - wanted) > DRIFT) follows.currentTime = Math.max(wanted, 0);
          if (follows.playbackRate !== leads.playbackRate) follows.playbackRate = leads.playbackRate;
        }
        look();
      });
    };
    look();
    const tell = (): void => told.current.onPlaying(!leads.paused);
    const stop = (): void => follows.pause();
    for (const event of ['play', 'pause', 'ended']) leads.addEventListener(event, tell);
    leads.addEventListener('ended', stop);
    return () => {
      leads.cancelVideoFrameCallback(asked);
      for (const event of ['play', 'pause', 'ended']) leads.removeEventListener(event, tell);
      leads.removeEventListener('ended', stop);
    };
  }, [cut, source, times]);
}
