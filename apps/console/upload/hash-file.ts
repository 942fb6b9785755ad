import type { Hashed } from './hash-worker';

/** SHA-256 of a file, computed in a worker so that the page stays alive; `onBytes` is told how far it is. */
export function hashFile(file: File, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const hashed = new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    worker.onerror = () => reject(new Error('The file cannot be read. Is it still where it was?'));
    worker.onmessage = ({ data }: MessageEvent<Hashed>) => {
      if ('bytes' in data) onBytes(data.bytes);
      else if ('sha256' in data) resolve(data.sha256);
      else reject(new Error(`The file cannot be read: ${data.failed}`));
    };
    worker.postMessage(file);
  });
  return hashed.finally(() => worker.terminate());
}
