import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERIFY_SCRIPTS } from '../verify/scripts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

/** `nest build` copies these beside the compiled code. */
const read = (...path: readonly string[]): Buffer => readFileSync(join(__dirname, '..', ...path));

/** Named after its content, so that a cache never shows an old one. */
const named = (name: string, body: Buffer, ending: string): string =>
  `${name}-${createHash('sha256').update(body).digest('hex').slice(0, 16)}.${ending}`;

/** One sheet: what holds everywhere, then what each kind of page adds. */
const SHEET = Buffer.concat([read('layout', 'site.css'), read('release', 'release.css')]);
const PLAYER = read('release', 'player.mjs');
const CARD = read('layout', 'card.png');

export const SHEET_NAME = named('site', SHEET, 'css');
/** The buttons beside a video. */
export const PLAYER_NAME = named('player', PLAYER, 'js');
/** The picture of every page for those who link to it: never a frame. */
export const CARD_NAME = named('card', CARD, 'png');

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#12303f"/><circle cx="16" cy="18" r="7" fill="#f2b705"/><path d="M4 24h24" stroke="#fff" stroke-width="3"/></svg>';

export const ASSETS: Readonly<Record<string, Asset>> = {
  [SHEET_NAME]: { body: SHEET, type: 'text/css; charset=utf-8' },
  [PLAYER_NAME]: { body: PLAYER, type: 'text/javascript; charset=utf-8' },
  [CARD_NAME]: { body: CARD, type: 'image/png' },
  ...VERIFY_SCRIPTS,
  'icon.svg': { body: Buffer.from(ICON), type: 'image/svg+xml' },
};
