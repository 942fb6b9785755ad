import { boxAt, type BoxTrack, type VideoTrack } from '@app/redactions/domain';

export { boxAt };

const isBox = (track: VideoTrack): track is BoxTrack => track.shape === 'rectangle' || track.shape === 'ellipse';

/**
 * The same mask from another frame on, or up to another one. Where it lasts still, it lies where it lay: keyframes
 * outside are replaced by ones at the edges.
 */
export function lasting(track: VideoTrack, from: number, to: number): VideoTrack {
  if (!isBox(track)) return { ...track, from, to };
  const inside = track.keyframes.filter(({ frame }) => frame >= from && frame < to);
  const edges = [from, to - 1].filter((frame) => !inside.some((one) => one.frame === frame));
  const added = edges.flatMap((frame) => {
    const box = boxAt(track, Math.min(Math.max(frame, track.from), track.to - 1));
    return box ? [{ frame, ...box }] : [];
  });
  return { ...track, from, to, keyframes: [...inside, ...added].sort((a, b) => a.frame - b.frame) };
}
