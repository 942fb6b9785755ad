import { createHash } from 'node:crypto';
import type { StaffSession } from '../../apps/ops/client/staff-session';
import { type Answer, ask } from './staff-http';

const TUS = { 'tus-resumable': '1.0.0' };

/** Upload-Metadata as tus writes it: names, and values in Base64. */
export const metadata = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Announced {
  readonly size: number;
  readonly sha256?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Announces a file, as it stands: also one that must be refused. */
export const announce = (
  by: StaffSession,
  incident: string,
  { size, sha256, fields, headers }: Announced,
): Promise<Answer> =>
  ask(by, 'POST', '/uploads', {
    headers: {
      ...TUS,
      'upload-length': String(size),
      'upload-metadata': metadata({
        sha256: sha256 ?? '0'.repeat(64),
        filename: 'clip.mp4',
        incident,
        source: 'city-camera',
        ...fields,
      }),
      ...headers,
    },
  });

/** Announces a file; the id of its upload. */
export async function beginUpload(by: StaffSession, incident: string, announced: Announced): Promise<string> {
  const answer = await announce(by, incident, announced);
  if (answer.status !== 201) throw new Error(`the upload did not begin: ${answer.status} ${answer.text}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

/** Sends bytes from an offset on. */
export const sendBytes = (
  by: StaffSession,
  id: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask(by, 'PATCH', `/uploads/${id}`, {
    raw: bytes,
    headers: {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...headers,
    },
  });

/** How much the server has. */
export const offsetOf = (by: StaffSession, id: string): Promise<Answer> =>
  ask(by, 'HEAD', `/uploads/${id}`, { headers: TUS });

export const receiptOf = (by: StaffSession, id: string): Promise<Answer> => ask(by, 'POST', `/uploads/${id}/receipt`);
