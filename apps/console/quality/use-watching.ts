import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { api, queries } from '../shell/api';
import { WatchRecorder, whyNotCounted } from './engine/watch-recorder';

interface Props {
  readonly clip: string;
  readonly review: Views['ReviewView'];
  readonly cut: RefObject<HTMLVideoElement | null>;
  /** The view shows the whole cut. */
  readonly isShown: boolean;
  /** Somebody whose watching is taken down, while it can be. */
  readonly isTaken: boolean;
}

const REPORT_MS = 3_000;
const EVENTS = ['seeked', 'play', 'playing', 'timeupdate', 'pause', 'ended', 'ratechange', 'volumechange'] as const;

export const reviewKey = (clip: string, rendering: string): readonly string[] => ['clips', clip, 'review', rendering];

/** Takes down what is played, and reports it. Says why what plays now does not count, and what the api did not take. */
export function useWatching({ clip, review, cut, isShown, isTaken }: Props): {
  readonly whyNot: string | null;
  readonly refusal: Error | null;
} {
  const { rendering, hasSound } = review;
  const shown = useRef(isShown);
  const [whyNot, setWhyNot] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Error | null>(null);
  useEffect(() => {
    shown.current = isShown;
  }, [isShown]);
  useEffect(() => {
    const player = cut.current;
    if (!player || !isTaken) return undefined;
    const recorder = new WatchRecorder();
    let fastest = 0;
    const note = (): void => {
      const why = whyNotCounted({
        hasSound,
        isMuted: player.muted || player.volume === 0,
        isVisible: document.visibilityState === 'visible',
        rate: player.playbackRate,
        isShown: shown.current,
      });
      setWhyNot(why);
      if (why === null) fastest = Math.max(fastest, player.playbackRate);
      recorder.note({ at: player.currentTime, wall: performance.now(), counts: why === null && !player.seeking });
    };
    // Only what was heard is taken down, where there is anything to hear.
    const send = async (isFirst = false): Promise<void> => {
      const spans = recorder.take();
      if (spans.length === 0 && !isFirst) return;
      try {
        await report(clip, rendering, { spans, heard: true, rate: fastest });
        fastest = 0;
        setRefusal(null);
      } catch (error) {
        if (error instanceof AppError && error.code !== 'unavailable') setRefusal(error);
        else recorder.putBack(spans);
      }
    };
    const jump = (): void => recorder.jump();
    const rest = (): void => void send();
    for (const event of EVENTS) player.addEventListener(event, note);
    for (const event of ['pause', 'ended']) player.addEventListener(event, rest);
    player.addEventListener('seeking', jump);
    document.addEventListener('visibilitychange', note);
    const often = setInterval(rest, REPORT_MS);
    note();
    void send(true); // the time in which it may be watched begins now
    return () => {
      clearInterval(often);
      rest();
      for (const event of EVENTS) player.removeEventListener(event, note);
      for (const event of ['pause', 'ended']) player.removeEventListener(event, rest);
      player.removeEventListener('seeking', jump);
      document.removeEventListener('visibilitychange', note);
    };
  }, [clip, rendering, hasSound, cut, isTaken]);
  return { whyNot, refusal };
}

async function report(clip: string, rendering: string, body: Views['WatchedDto']): Promise<void> {
  const review = await done(
    api.POST('/clips/{id}/renders/{rendering}/watched', {
      params: { path: { id: clip, rendering } },
      body,
    }),
  );
  queries.setQueryData(reviewKey(clip, rendering), review);
  await queries.invalidateQueries({ queryKey: ['clips', clip, 'moves'] });
}
