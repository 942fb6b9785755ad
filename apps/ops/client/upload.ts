import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { FileUrlStorage, Upload } from 'tus-js-client';
import { problemOf, type StaffSession } from './staff-session';

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

/** Sends a file and asks for its receipt. Survives cut connections and a restart of either side. */
export async function upload(session: StaffSession, request: UploadRequest): Promise<Receipt> {
  const sha256 = await hashFile(request.path, request.onHash);
  const url = await send(session, request, sha256);
  return receipt(session, url);
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
  { path, incidentId, sidecar, memory, onSent }: UploadRequest,
  sha256: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(createReadStream(path), {
      endpoint: `${session.baseUrl}/uploads`,
      uploadSize: statSync(path).size,
      chunkSize: CHUNK,
      headers: { cookie: session.cookie() },
      metadata: { sha256, filename: basename(path), incident: incidentId, ...sidecar },
      urlStorage: new FileUrlStorage(memory),
      fingerprint: () => Promise.resolve(`daylight-${session.baseUrl}-${session.userName}-${incidentId}-${sha256}`),
      removeFingerprintOnSuccess: true,
      storeFingerprintForResuming: true,
      retryDelays: [0, 500, 1000, 2000, 4000, 8000, 15_000],
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

async function receipt(session: StaffSession, url: string): Promise<Receipt> {
  const answer = await fetch(`${new URL(url, session.baseUrl).href}/receipt`, {
    method: 'POST',
    headers: { cookie: session.cookie() },
  });
  const body = (await answer.json()) as Receipt;
  if (!answer.ok) throw problemOf(body as object, answer.status);
  return body;
}
