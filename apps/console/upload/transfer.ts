import type { Views } from '@app/api-client';
import { done, problemOf, type Problem } from '@app/api-client';
import { AppError, must } from '@app/kernel';
import { Upload } from 'tus-js-client';
import { api } from '../shell/api';
import { noteUse } from '../shell/idle-watch';
import { hashFile } from './hash-file';
import type { Sidecar } from './sidecar';
import { fingerprintOf } from './unfinished';

export type Stage =
  | { readonly name: 'waiting' | 'hashing' | 'sending' | 'paused' | 'concluding' | 'stopped' }
  | { readonly name: 'known' }
  | { readonly name: 'received'; readonly receipt: Views['ReceiptView'] }
  | { readonly name: 'failed'; readonly error: Error };

export interface Progress {
  readonly stage: Stage;
  /** Of the file’s bytes, in this stage. */
  readonly bytes: number;
  /** Bytes a second while sending; null until there is something to reckon with. */
  readonly speed: number | null;
  readonly sha256: string | null;
}

const BEGUN: Progress = { stage: { name: 'waiting' }, bytes: 0, speed: null, sha256: null };
const CHUNK = 16 << 20;
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/**
 * One file on its way: hashed, looked for among what is kept already, sent, concluded with a receipt. It goes on where it
 * was cut off, also after the page was loaded anew and the file chosen again: it is known by its hash, not by its name.
 */
export class Transfer {
  progress: Progress = BEGUN;
  private readonly stopping = new AbortController();
  private upload: Upload | null = null;
  /** From its first turn to its end, through all pauses. */
  private running: Promise<void> | null = null;
  private endTurn: () => void = () => undefined;

  constructor(
    readonly file: File,
    private readonly sidecar: Sidecar,
    private readonly owner: string,
    private readonly onChange: () => void,
  ) {}

  /** Hashes the file and asks whether these bytes are kept already. */
  async prepare(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await this.guarded(async () => {
      this.set({ stage: { name: 'hashing' }, bytes: 0 });
      const sha256 = await hashFile(this.file, (bytes) => this.set({ bytes }), this.stopping.signal);
      this.set({ sha256 });
      const { known } = await done(api.GET('/uploads/known/{sha256}', { params: { path: { sha256 } } }));
      this.set({ stage: { name: known ? 'known' : 'waiting' }, bytes: 0 });
    });
  }

  /**
   * Its turn: sends what the server does not have yet, after a pause or a failure from where that was. Resolves when it has
   * ended, and also when it is paused: the next file does not wait for it.
   */
  async send(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const paused = new Promise<void>((resolve) => (this.endTurn = resolve));
    if (this.running) this.goOn();
    else this.running = this.guarded(() => this.sendAll()).finally(() => (this.running = null));
    await Promise.race([this.running, paused]);
  }

  pause(): void {
    void this.upload?.abort().then(() => {
      this.set({ stage: { name: 'paused' }, speed: null });
      this.endTurn();
    });
  }

  /** After a pause, until it is its turn again. */
  queue(): void {
    this.set({ stage: { name: 'waiting' } });
  }

  /** What has arrived stays on the server for a while, and an upload of the same file goes on from there. */
  stop(): void {
    this.stopping.abort();
    void this.upload?.abort();
    this.set({ stage: { name: 'stopped' }, speed: null });
  }

  private goOn(): void {
    this.set({ stage: { name: 'sending' } });
    this.upload?.start();
  }

  /** Sends the file, and asks for the receipt. */
  private async sendAll(): Promise<void> {
    if (this.progress.sha256 === null) {
      await this.prepare();
      if (this.progress.stage.name !== 'waiting') return;
    }
    const url = await this.transmit(must(this.progress.sha256, 'the hash of the file'));
    this.set({ stage: { name: 'concluding' } });
    const receipt = await receiptOf(url).catch(async (error: unknown) => {
      // What arrived is not the file, and is of no use: sent again, it begins anew.
      if (error instanceof AppError && error.code === 'hash-mismatch') await this.forget();
      throw error;
    });
    await this.forget();
    this.set({ stage: { name: 'received', receipt } });
  }

  /** With the receipt it is acknowledged: the same bytes, sent again, are then a reception of their own. */
  private async forget(): Promise<void> {
    for (const { urlStorageKey } of (await this.upload?.findPreviousUploads()) ?? [])
      await this.upload?.options.urlStorage?.removeUpload(urlStorageKey);
  }

  private transmit(sha256: string): Promise<string> {
    const fingerprint = fingerprintOf(this.owner, this.sidecar.incident, sha256);
    return new Promise((resolve, reject) => {
      const began = { at: performance.now(), bytes: -1 };
      const upload = new Upload(this.file, {
        endpoint: `${window.location.origin}/uploads`,
        chunkSize: CHUNK,
        retryDelays: RETRY_DELAYS,
        metadata: { sha256, filename: this.file.name, ...filled(this.sidecar) },
        fingerprint: () => Promise.resolve(fingerprint),
        storeFingerprintForResuming: true,
        removeFingerprintOnSuccess: false, // forgotten with the receipt: until then it is not acknowledged
        onProgress: (bytes) => {
          noteUse();
          if (began.bytes < 0) Object.assign(began, { at: performance.now(), bytes });
          const seconds = (performance.now() - began.at) / 1000;
          this.set({ bytes, speed: seconds > 0.5 ? (bytes - began.bytes) / seconds : null });
        },
        onSuccess: () => resolve(upload.url ?? ''),
        onError: (error) => reject(plainly(error)),
      });
      this.upload = upload;
      this.set({ stage: { name: 'sending' }, bytes: 0 });
      this.stopping.signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      upload.findPreviousUploads().then(([earlier]) => {
        if (earlier) upload.resumeFromPreviousUpload(earlier);
        upload.start();
      }, reject);
    });
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.set({ stage: { name: 'failed', error: error instanceof Error ? error : new Error(String(error)) } });
    }
  }

  private set(change: Partial<Progress>): void {
    this.progress = { ...this.progress, ...change };
    this.onChange();
  }
}

const filled = (sidecar: Sidecar): Record<string, string> =>
  Object.fromEntries(Object.entries(sidecar).filter(([, value]) => value !== ''));

/** Asks until there is an answer: asking again never receives twice. */
async function receiptOf(url: string): Promise<Views['ReceiptView']> {
  for (const delay of RETRY_DELAYS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const answer = await fetch(`${url}/receipt`, { method: 'POST' }).catch(() => null);
    if (answer === null || answer.status >= 502) continue; // being started again
    const body: unknown = await answer.json();
    if (!answer.ok) throw problemOf(body as Problem, answer.status);
    return body as Views['ReceiptView'];
  }
  throw new AppError(
    'unavailable',
    'Daylight cannot be reached. What was sent is kept; choose the file again to go on.',
  );
}

interface TusFailure extends Error {
  readonly originalResponse?: { getStatus(): number; getBody(): string } | null;
}

function plainly(error: TusFailure | Error): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response)
    return new AppError(
      'unavailable',
      'Daylight cannot be reached. What was sent is kept: choose the file again to go on.',
    );
  const body = response.getBody();
  return problemOf(body.startsWith('{') ? (JSON.parse(body) as Problem) : { detail: body }, response.getStatus());
}
