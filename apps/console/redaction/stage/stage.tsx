import { type ReactElement, type Ref, useEffect, useRef } from 'react';
import { Overlay, type OverlayProps } from './overlay';
import { useMoving } from './position';

interface Props extends OverlayProps {
  readonly film: string;
  readonly video: Ref<HTMLVideoElement>;
  readonly canvas: Ref<HTMLCanvasElement>;
}

/** The film in motion, over it the paused picture, over that the masks. */
export function Stage({ film, video, canvas, ...overlay }: Props): ReactElement {
  const moving = useMoving();
  const stage = useRef<HTMLDivElement>(null);
  const { width, height } = overlay.picture;
  useEffect(() => {
    if (height > 0) stage.current?.style.setProperty('--shape', String(width / height));
  }, [width, height]);
  return (
    <div ref={stage} className={moving ? 'stage stage--moving' : 'stage'}>
      <video ref={video} src={film} preload="none" playsInline aria-hidden="true" tabIndex={-1} />
      <canvas ref={canvas} role="img" aria-label="The clip, unredacted" width={640} height={360} />
      <Overlay {...overlay} />
      {moving && <p className="stage__preview">In motion: a preview</p>}
    </div>
  );
}
