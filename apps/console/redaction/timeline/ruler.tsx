import type { Waveform } from '@app/footage/domain';
import { type PointerEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { clockTime } from '../../ui/times';
import { useSize } from '../../ui/use-size';
import { marks, secondAt, shareOf, type View } from './view';
import { between } from './waveform';

interface Props {
  readonly view: View;
  readonly waveform: Waveform | null;
  readonly onGo: (second: number) => void;
  /** A part was marked by dragging over it. */
  readonly onMark: (from: number, to: number) => void;
}

const HEIGHT = 72;
const TICKS = 16;
/** Shorter than this of the width is a click. */
const CLICK = 0.005;

/** Times, and the sound below them, as far as they are in view. For the eye: all that it does, buttons and keys do too. */
export function Ruler({ view, waveform, onGo, onMark }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(canvas);
  const [start, setStart] = useState<number | null>(null);
  useEffect(() => {
    if (canvas.current && width > 0) draw(canvas.current, width, view, waveform);
  }, [width, view, waveform]);
  const at = (event: PointerEvent<HTMLCanvasElement>): number => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - left) / wide, 0), 1);
  };
  const end = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (start === null) return;
    const here = at(event);
    setStart(null);
    if (Math.abs(here - start) < CLICK) onGo(secondAt(view, here));
    else onMark(secondAt(view, Math.min(start, here)), secondAt(view, Math.max(start, here)));
  };
  return (
    <canvas
      ref={canvas}
      className="timeline__ruler"
      height={HEIGHT}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart(at(event));
      }}
      onPointerUp={end}
    />
  );
}

/** A time of the ruler; tenths where it is between two seconds. */
const labelOf = (second: number): string =>
  Number.isInteger(second) ? clockTime(second) : `${clockTime(second)}.${Math.round((second % 1) * 10)}`;

function draw(canvas: HTMLCanvasElement, width: number, view: View, waveform: Waveform | null): void {
  canvas.width = width;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { color } = getComputedStyle(canvas);
  pen.clearRect(0, 0, width, HEIGHT);
  pen.fillStyle = color;
  pen.font = '11px sans-serif';
  for (const second of marks(view, Math.max(width / 80, 1))) {
    const x = shareOf(view, second) * width;
    pen.fillRect(x, 0, 1, TICKS);
    pen.fillText(labelOf(second), x + 3, 11);
  }
  if (!waveform) return;
  const middle = TICKS + (HEIGHT - TICKS) / 2;
  const half = (HEIGHT - TICKS) / 2 - 1;
  for (let x = 0; x < width; x++) {
    const [low, high] = between(waveform, secondAt(view, x / width), secondAt(view, (x + 1) / width));
    pen.fillRect(x, middle - high * half, 1, Math.max((high - low) * half, 1));
  }
}
