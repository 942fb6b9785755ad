import { OF_THE_FILE } from './of-the-file';
import { OF_THE_MARGINS } from './of-the-margins';
import { OF_THE_PICTURE } from './of-the-picture';
import { OF_THE_PLAN } from './of-the-plan';
import { OF_THE_PROVENANCE } from './of-the-provenance';
import { OF_THE_SAMPLES } from './of-the-samples';
import { OF_THE_SOUND } from './of-the-sound';
import type { Saboteur } from './saboteur';

/** What befalls the sound or the index befalls every render alike: it is tried on one kind. */
const once = (saboteurs: readonly Saboteur[]): Saboteur[] => saboteurs.map((one) => ({ kind: 'smart', ...one }));

/** Every way known to us in which a release may be wrong. */
export const SABOTEURS: readonly Saboteur[] = [
  ...OF_THE_PLAN,
  ...OF_THE_PICTURE,
  ...OF_THE_SAMPLES,
  ...once(OF_THE_SOUND),
  ...once(OF_THE_FILE),
  ...OF_THE_MARGINS,
  ...OF_THE_PROVENANCE,
];

export { HEARD_AS_PLANNED } from './of-the-sound';
export { BEYOND_THE_VERIFIER } from './of-the-margins';
export type { Saboteur };
export { type Kind, Scene } from './scene';
