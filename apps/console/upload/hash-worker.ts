import { createSHA256 } from 'hash-wasm';

/** A message is a file; the answers are how far it is, then its SHA-256. */
export type Hashed = { readonly bytes: number } | { readonly sha256: string } | { readonly failed: string };

const CHUNK = 4 << 20;

const tell = (hashed: Hashed): void => self.postMessage(hashed);

async function hash(file: File): Promise<void> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += CHUNK) {
    hasher.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
    tell({ bytes: Math.min(at + CHUNK, file.size) });
  }
  tell({ sha256: hasher.digest('hex') });
}

self.onmessage = ({ data }: MessageEvent<File>) => {
  hash(data).catch((error: unknown) => tell({ failed: String(error) }));
};
