import { frames, type Saboteur } from './saboteur';
import { FRAMES, GROUP } from './scene';

// The pictures themselves are wrong: what is drawn, and which picture is shown. In a smart render only the encoded ones
// can be. `[0:v]` is a correct release, `[1:v]` the source.

const RECTANGLE = '56:40:16:16';
const masked = "enable='between(n,12,16)'";

/** Something of the source's, where the rectangle should be. */
const inThePlaceOfTheMask = (what: string): string =>
  `[1:v]crop=${RECTANGLE},${what}[c];[0:v][c]overlay=16:16:${masked}`;
const fill = (how: string): string => `[0:v]drawbox=16:16:56:40:${how}:t=fill:${masked}`;

const MASKS: readonly (readonly [what: string, at: readonly number[], filter: string])[] = [
  ['one frame left unmasked', [14], "[0:v][1:v]overlay=enable='eq(n,14)'"],
  ['the last frame of a mask left unmasked', [16], "[0:v][1:v]overlay=enable='eq(n,16)'"],
  ['a blurred region instead of a mask', frames(12, 17), inThePlaceOfTheMask('boxblur=6')],
  ['a coarse mosaic instead of a mask', frames(12, 17), inThePlaceOfTheMask('scale=7:5,scale=56:40:flags=neighbor')],
  ['a negative instead of a mask', frames(12, 17), inThePlaceOfTheMask('negate')],
  ['a mask through which the source glimmers', frames(12, 17), inThePlaceOfTheMask('format=yuva420p,colorchannelmixer=aa=0.1')],
  ['a grey mask', frames(12, 17), fill('color=gray')],
  ['a coloured mask', frames(12, 17), fill('color=0x300010')],
  ['a mask that hides luma only', frames(12, 17), `[1:v]split[a][b];[a]crop=${RECTANGLE},lutyuv=y=16[c];[b]null[s];[0:v]null[r];[s]nullsink;[r][c]overlay=16:16:${masked}`],
  ['a stripe of two samples inside a mask', frames(12, 17), `[1:v]crop=56:2:16:36[c];[0:v][c]overlay=16:36:${masked}`],
]; // prettier-ignore

/** The order in which the frames are shown: two neighbours exchanged. */
const exchanged = (at: number): string =>
  `[0:v]shuffleframes=${frames(0, FRAMES)
    .map((n) => (n === at ? at + 1 : n === at + 1 ? at : n))
    .join(' ')}`;

/** A frame of the release in the place of another. */
const inPlaceOf = (at: number, by: number): string =>
  `[0:v]split[a][b];[a][b]freezeframes=first=${at}:last=${at}:replace=${by}`;

const ORDER: readonly (readonly [what: string, at: readonly number[], filter: string])[] = [
  ['a frame shown twice in place of the next', [15], inPlaceOf(15, 14)],
  ['a frame shown early in place of another', [15], inPlaceOf(15, 16)],
  ['two encoded frames exchanged', [14, 15], exchanged(14)],
];

/** Every picture that can be wrong, but the one of which nothing is to be seen. */
const shown = (from: number, to: number): number[] => frames(from, to).filter((frame) => frame !== 18);
const everywhere = { full: shown(0, FRAMES), smart: shown(GROUP.from, GROUP.to) };

const REST: readonly (readonly [what: string, at: NonNullable<Saboteur['frames']>, filter: string])[] = [
  ['a small thing drawn beside the masks', [15], "[0:v]drawbox=84:4:12:12:color=white:t=fill:enable='eq(n,15)'"],
  ['a picture two samples to the right', everywhere, '[0:v]pad=194:144:2:0,crop=192:144:0:0'],
  ['colours taken away', everywhere, '[0:v]hue=s=0'],
  ['a little blur all over', everywhere, '[0:v]gblur=sigma=0.7'],
  ['a picture brighter by five levels', everywhere, "[0:v]lutyuv=y='val+5'"],
  ['pictures cut off at the bottom', everywhere, '[0:v]crop=192:136:0:0,pad=192:144'],
];

export const OF_THE_PICTURE: readonly Saboteur[] = [
  ...MASKS.map(([what, at, filter]): Saboteur => ({
    what,
    rule: 'mask-is-fill',
    track: 'rectangle',
    frames: at,
    make: (scene) => scene.repaint(filter),
  })),
  ...ORDER.map(([what, at, filter]): Saboteur => ({
    what,
    rule: 'every-frame-once',
    frames: at,
    make: (scene) => scene.repaint(filter),
  })),
  ...REST.map(([what, at, filter]): Saboteur => ({
    what,
    rule: 'rest-unchanged',
    frames: at,
    make: (scene) => scene.repaint(filter),
  })),
];
