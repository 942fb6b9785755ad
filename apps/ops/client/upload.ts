import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Problem, problemOf } from '@app/api-client';
import { AppError } from '@app/kernel';
import { FileUrlStorage, Upload, type UrlStorage } from 'tus-js-client';
import type { StaffSession } from './staff-session';

export interface UploadRequest {
  readonly path: string;
  readonly incidentId: string;
  /** source, deviceId, wearer, custodian, acquisitionMethod, claimedStart. */
  readonly sidecar: Readonly<Record<string, string>>;
  /** File in which unfinished uploads are remembered; they go on where they were cut off. */
  readonly memory: string;
  readonly onHash?: (bytes: number) => void;
  readonly onSent?: (bytes: number) => void;
}

export interface Receipt {
  readonly clipId: string;
  readonly sha256: string;
  readonly size: number;
  readonly receivedAt: string;
  readonly ledgerIndex: number;
  readonly receipt: unknown;
}

const CHUNK = 32 << 20;

/** Waits between tries, for a cut connection as for a process that is being started again. */
const RETRY_DELAYS = [0, 500, 1000, 2000, 4000, 8000, 15_000];

/** Sends a file and asks for its receipt. Survives cut connections and a restart of either side, at any point. */
export async function upload(session: StaffSession, request: UploadRequest): Promise<Receipt> {
  const sha256 = await hashFile(request.path, request.onHash);
  const memory = new FileUrlStorage(request.memory);
  const fingerprint = `daylight-${session.baseUrl}-${session.userName}-${request.incidentId}-${sha256}`;
  const earlier = await receiptOfEarlier(session, memory, fingerprint);
  const received = earlier ?? (await receipt(session, await send(session, request, { sha256, memory, fingerprint })));
  // Forgotten only now: cut off between the last byte and the receipt, the next run must find this upload again.
  await forget(memory, fingerprint);
  return received;
}

async function forget(memory: UrlStorage, fingerprint: string): Promise<void> {
  for (const { urlStorageKey } of await memory.findUploadsByFingerprint(fingerprint))
    await memory.removeUpload(urlStorageKey);
}

/** The receipt of an upload that an earlier run sent to its end; sent again, it would be a second clip. */
async function receiptOfEarlier(
  session: StaffSession,
  memory: UrlStorage,
  fingerprint: string,
): Promise<Receipt | null> {
  const [earlier] = await memory.findUploadsByFingerprint(fingerprint);
  if (!earlier?.uploadUrl) return null;
  return receipt(session, earlier.uploadUrl).catch(async (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'conflict') return null; // not complete: it goes on
    if (error.code !== 'not-found' && error.code !== 'hash-mismatch') throw error;
    await forget(memory, fingerprint); // of no use: it begins anew
    return null;
  });
}

async function hashFile(path: string, onHash: UploadRequest['onHash']): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      onHash?.(chunk.length);
    }
  });
  return hash.digest('hex');
}

function send(
  session: StaffSession,
  { path, incidentId, sidecar, onSent }: UploadRequest,
  { sha256, memory, fingerprint }: { sha256: string; memory: UrlStorage; fingerprint: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(createReadStream(path), {
      endpoint: `${session.baseUrl}/uploads`,
      uploadSize: statSync(path).size,
      chunkSize: CHUNK,
      headers: { cookie: session.cookie() },
      metadata: { sha256, filename: basename(path), incident: incidentId, ...sidecar },
      urlStorage: memory,
      fingerprint: () => Promise.resolve(fingerprint),
      storeFingerprintForResuming: true,
      retryDelays: RETRY_DELAYS,
      onProgress: (sent) => onSent?.(sent),
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => reject(plainly(error)),
    });
    upload.findPreviousUploads().then(([earlier]) => {
      if (earlier) upload.resumeFromPreviousUpload(earlier);
      upload.start();
    }, reject);
  });
}

interface TusError extends Error {
  readonly originalResponse?: { getStatus(): number; getBody(): string } | null;
}

function plainly(error: TusError | Error): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response)
    return new AppError(
      'unavailable',
      'The api cannot be reached. What was sent is kept; run the same command again to go on.',
      { cause: error },
    );
  const body = response.getBody();
  const says = body.startsWith('{') ? (JSON.parse(body) as { detail?: string }).detail : body.trim();
  return new AppError(response.getStatus() >= 500 ? 'unavailable' : 'invalid-input', says ?? 'The upload was refused.');
}

/** Asks until there is an answer: asking again never receives twice. */
async function receipt(session: StaffSession, url: string): Promise<Receipt> {
  for (const delay of RETRY_DELAYS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const answer = await askForReceipt(session, url).catch(() => null);
    if (answer === null || answer.status >= 502) continue; // being started again, or without its database
    const body = (await answer.json()) as Receipt;
    if (!answer.ok) throw problemOf(body as Receipt & Problem, answer.status);
    return body;
  }
  throw new AppError(
    'unavailable',
    'The api cannot be reached. What was sent is kept; run the same command again to go on.',
  );
}

const askForReceipt = (session: StaffSession, url: string): Promise<Response> =>
  fetch(`${new URL(url, session.baseUrl).href}/receipt`, { method: 'POST', headers: { cookie: session.cookie() } });
