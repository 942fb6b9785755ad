import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERIFY_SCRIPTS } from '../verify/scripts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

/** `nest build` copies the sheet beside the compiled code. */
const SHEET = readFileSync(join(__dirname, 'site.css'));

/** Named after its content, so that a cache never shows an old one. */
export const SHEET_NAME = `site-${createHash('sha256').update(SHEET).digest('hex').slice(0, 16)}.css`;

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#12303f"/><circle cx="16" cy="18" r="7" fill="#f2b705"/><path d="M4 24h24" stroke="#fff" stroke-width="3"/></svg>';

export const ASSETS: Readonly<Record<string, Asset>> = {
  [SHEET_NAME]: { body: SHEET, type: 'text/css; charset=utf-8' },
  ...VERIFY_SCRIPTS,
  'icon.svg': { body: Buffer.from(ICON), type: 'image/svg+xml' },
};
