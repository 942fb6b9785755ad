import { existsSync, readFileSync } from 'node:fs';
import { SOURCES } from '@app/footage/domain';
import { AppError } from '@app/kernel';

/** Ending of a sidecar: `clip.mp4` has `clip.mp4.json`. */
export const SIDECAR = '.json';

const FIELDS = ['source', 'deviceId', 'wearer', 'custodian', 'acquisitionMethod', 'claimedStart'] as const;

/** What is known of a file besides its bytes: from its sidecar, and the source from the command line where that does not say. */
export function readSidecar(path: string, source: string): Record<string, string> {
  const sidecar = existsSync(`${path}${SIDECAR}`) ? parse(`${path}${SIDECAR}`) : {};
  const unknown = Object.keys(sidecar).filter((key) => !(FIELDS as readonly string[]).includes(key));
  if (unknown.length > 0)
    throw new AppError(
      'invalid-input',
      `The sidecar ${path}${SIDECAR} has fields that Daylight does not know: ${unknown.join(', ')}. Known are ${FIELDS.join(', ')}.`,
    );
  const found = { source, ...Object.fromEntries(Object.entries(sidecar).map(([key, value]) => [key, String(value)])) };
  if (!SOURCES.some((one) => one === found['source'])) {
    throw new AppError(
      'invalid-input',
      `Say where ${path} comes from: --source, or "source" in its sidecar, is one of ${SOURCES.join(', ')}.`,
    );
  }
  return found;
}

function parse(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new AppError('invalid-input', `The sidecar ${path} is not a JSON object.`);
}
