/** A decoded frame, to be drawn. */
export type Picture = CanvasImageSource & { readonly width: number; readonly height: number };

/** Where the paused picture comes from. Frames are named by the server’s frame index. */
export interface FrameSource {
  /** That very frame; rejects where it cannot be had. */
  readonly picture: (frame: number) => Promise<Picture>;
  readonly close: () => void;
}

/** The staff copy and the frame index do not belong together: nobody may draw on it. */
export class IndexDisagrees extends Error {}
