import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { difference } from '../engine/difference';
import type { Pair } from '../use-pair';

export const VIEWS = {
  side: 'Side by side',
  flip: 'Flip',
  wipe: 'Wipe',
  difference: 'Difference',
} as const;
export type View = keyof typeof VIEWS;

/** What is on the screen: which view, which of the two a flip shows, and how far the wipe is. */
export interface Looking {
  readonly view: View;
  readonly flipped: boolean;
  /** Per cent of the picture, from the left, that is the source’s. */
  readonly wipe: number;
}

/** Whether the whole of the cut is to be seen, and nothing else over it. */
export const showsCut = ({ view, flipped }: Looking): boolean => view === 'side' || (view === 'flip' && !flipped);

interface Props {
  readonly clip: string;
  readonly rendering: string;
  readonly pair: Pair;
  readonly looking: Looking;
  readonly isMuted: boolean;
  /** What lies over the cut. */
  readonly children: ReactNode;
}

/** The source and the rendered cut, in one of four views. Both players are always there: a view only lays them out. */
export function Compare({ clip, rendering, pair, looking, isMuted, children }: Props): ReactElement {
  const { view, flipped, wipe } = looking;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (top.current) top.current.style.clipPath = view === 'wipe' ? `inset(0 0 0 ${wipe}%)` : '';
  }, [view, wipe]);
  const hides = (one: 'source' | 'cut'): string => (view === 'flip' && flipped === (one === 'cut') ? ' compare__one--hidden' : ''); // prettier-ignore
  return (
    <div className={`compare compare--${view}`}>
      <div className={`compare__one${hides('source')}`}>
        <video
          ref={pair.source}
          src={`/clips/${clip}/proxy`}
          preload="auto"
          muted
          playsInline
          aria-label="The source, unredacted"
        />
        {view === 'side' && <p>The source, unredacted</p>}
      </div>
      <div ref={top} className={`compare__one${hides('cut')}`}>
        <div className="compare__picture">
          <video
            ref={pair.cut}
            src={`/clips/${clip}/renders/${rendering}/video`}
            preload="auto"
            muted={isMuted}
            playsInline
            aria-label="The rendered cut"
          />
          {view === 'difference' && <Difference pair={pair} />}
          {children}
        </div>
        {view === 'side' && <p>The rendered cut</p>}
      </div>
    </div>
  );
}

/** Finer shows nothing more: the source is a copy of lower resolution. */
const WIDEST = 640;

/** Black where the two are equal, bright where they are not; computed anew for every picture that is shown. */
function Difference({ pair }: { readonly pair: Pair }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { source, cut, pictures } = pair;
  useEffect(() => {
    if (canvas.current && source.current && cut.current) drawDifference(canvas.current, source.current, cut.current);
  }, [source, cut, pictures]);
  return <canvas ref={canvas} role="img" aria-label="Where source and cut differ: bright on black" />;
}

function drawDifference(canvas: HTMLCanvasElement, source: HTMLVideoElement, cut: HTMLVideoElement): void {
  if (cut.videoWidth === 0 || source.videoWidth === 0) return;
  const width = Math.min(cut.videoWidth, WIDEST);
  const height = Math.max(Math.round((width * cut.videoHeight) / cut.videoWidth), 1);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const samplesOf = (video: HTMLVideoElement): Uint8ClampedArray => {
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const image = context.createImageData(width, height);
  difference(samplesOf(source), samplesOf(cut), image.data);
  context.putImageData(image, 0, 0);
}
