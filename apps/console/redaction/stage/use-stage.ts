import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Size } from '../../ui/use-size';
import type { FrameTimes } from '../engine/frame-times';
import { FramePainter } from './frame-painter';
import type { FrameSource } from './frame-source';
import { Playback, type Speed, SPEEDS } from './playback';
import { Position } from './position';

export interface StageControls {
  readonly position: Position;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Pixels of the picture that is shown; nought before there is one. */
  readonly picture: Size;
  readonly speed: Speed;
  /** Why a frame could not be shown; null when it was. */
  readonly trouble: string | null;
  readonly show: (frame: number) => void;
  readonly run: (speed: Speed) => void;
  /** One step faster or slower. */
  readonly shift: (by: 1 | -1) => void;
}

/** The picture: at rest a frame by its number, in motion the film. */
export function useStage(times: FrameTimes, source: FrameSource): StageControls {
  const position = useMemo(() => new Position(), []);
  const canvas = useRef<HTMLCanvasElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const painter = useRef<FramePainter | null>(null);
  const playback = useRef<Playback | null>(null);
  const [picture, setPicture] = useState<Size>({ width: 0, height: 0 });
  const [speed, setSpeed] = useState<Speed>(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    if (!canvas.current || !video.current) return;
    const { current: surface } = canvas;
    const onShown = (frame: number): void => {
      setTrouble(null);
      setPicture((known) => (known.width === surface.width && known.height === surface.height ? known : { width: surface.width, height: surface.height })); // prettier-ignore
      position.rest(frame);
    };
    const onFailed = (error: unknown): void => setTrouble(error instanceof Error ? error.message : String(error));
    const paints = new FramePainter(surface, source, { onShown, onFailed });
    const show = (frame: number): void => paints.show(frame);
    const plays = new Playback(video.current, times, {
      onPass: (frame) => position.pass(frame),
      show,
      onSpeed: setSpeed,
    });
    [painter.current, playback.current] = [paints, plays];
    paints.show(position.resting);
    return () => {
      plays.close();
      paints.close();
    };
  }, [times, source, position]);
  const run = useCallback((wanted: Speed): void => playback.current?.run(wanted, position.shown), [position]);
  const show = useCallback(
    (frame: number): void => {
      if (position.moving) run(0);
      painter.current?.show(Math.min(Math.max(frame, 0), times.count - 1));
    },
    [position, run, times],
  );
  const shift = (by: 1 | -1): void =>
    run(SPEEDS[Math.min(Math.max(SPEEDS.indexOf(speed) + by, 0), SPEEDS.length - 1)] ?? 0);
  return { position, canvas, video, picture, speed, trouble, show, run, shift };
}
