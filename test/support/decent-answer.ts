import { ERRORS, type ErrorCode } from '@app/kernel';
import type { Answer } from '../drivers/staff-http';

/** What only the inside of a program looks like: stacks, SQL, paths, names of libraries. */
const INSIDE = [
  /\\n\s+at /,
  /node_modules|node:internal|\.js:\d|\.ts:\d/,
  /\/(tmp|home|work|usr|var|data)\//,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b .+\b(FROM|VALUES|SET|WHERE)\b/,
  /QueryFailedError|TypeError|RangeError|SyntaxError|violates|relation "|column "|constraint/i,
  /ECONNREFUSED|ENOENT|EACCES/,
];

/** Whatever was sent: no fault of ours, and a refusal is a problem document that says what to do. */
export function expectDecentAnswer(
  { status, text, headers }: Answer,
  { sent = '', status: allowed }: { readonly sent?: string; readonly status?: readonly number[] } = {},
): void {
  const shown = `${status} ${text.slice(0, 400)} ${sent && `to ${sent}`}`;
  if (status >= 500) throw new Error(`a client’s mistake was answered with ${shown}`);
  if (allowed && !allowed.includes(status)) throw new Error(`answered ${shown}`);
  if (status < 400) return;
  if (headers.get('content-type') !== 'application/problem+json')
    throw new Error(`not a problem document (${headers.get('content-type')}): ${shown}`);
  const { code, detail, title, status: stated } = JSON.parse(text) as Record<string, unknown>;
  if (typeof code !== 'string' || !Object.hasOwn(ERRORS, code) || ERRORS[code as ErrorCode].status !== status)
    throw new Error(`without a code of the table: ${shown}`);
  if (stated !== status || typeof detail !== 'string' || detail.length < 10 || typeof title !== 'string')
    throw new Error(`without a title, a status or a detail: ${shown}`);
  const inside = INSIDE.find((pattern) => pattern.test(text));
  if (inside) throw new Error(`shows the inside (${inside.source}): ${shown}`);
}
