import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where programs are found. */
export const PROGRAMS = process.env['PATH'] ?? '';

/** A folder in which the browser tests keep pictures of the pages they visit; none unless it is asked for. */
export const SCREENSHOTS = process.env['DAYLIGHT_SCREENSHOTS'] ?? null;

/** How large the large file is. */
export const LARGE_BYTES = Number(process.env['DAYLIGHT_LARGE_BYTES'] ?? 2 ** 31);

/** The same where a browser sends it, which is slower. */
export const BROWSER_BYTES = Number(process.env['DAYLIGHT_LARGE_BYTES'] ?? 48 * 2 ** 20);

const footage = process.env['DAYLIGHT_FOOTAGE'] ?? resolve(__dirname, '..', '..', '..', 'shared', 'footage');

/** Real recordings, where there are any: they are no part of the product. */
export const realFootage = (...names: readonly string[]): string[] =>
  names.map((name) => join(footage, name)).filter((path) => existsSync(path));
