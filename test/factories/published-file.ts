import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentKey } from '@app/storage';
import { withClient } from '../support/fresh-database';
import { aRecord } from './release-record';

const BLOCK = 1 << 20;

/** Where the public site has it: by its content, and by its name in the folder of its release. */
export interface PublishedFile {
  readonly media: string;
  readonly named: string;
}

/** A file of a public release, of whatever size, written past the application. */
export async function aPublishedFile(owner: string, store: string, size: number): Promise<PublishedFile> {
  const folder = join(store, 'published');
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, randomUUID());
  const file = await open(aside, 'wx');
  for (let at = 0; at < size; at += BLOCK) await file.write(Buffer.alloc(Math.min(BLOCK, size - at), at / BLOCK + 1));
  await file.close();
  const hash = createHash('sha256');
  await pipeline(createReadStream(aside, { highWaterMark: BLOCK }), hash);
  const sha256 = hash.digest('hex');
  const path = join(folder, contentKey(sha256, '.mp4'));
  mkdirSync(dirname(path), { recursive: true });
  await rename(aside, path);
  const [id, release] = [randomUUID(), randomUUID()];
  const video = { role: 'video', name: 'video.mp4', mediaType: 'video/mp4', sha256, size };
  await withClient(owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO publication (id, release_id, version, determination_id, state, manifest_sha256, manifest, record, sign_off, city_key, published_by, published_at, ledger_index)
       VALUES ($1, $2, 1, gen_random_uuid(), 'published', repeat('0', 64), $3, $4, '{}', '', 'publisher', now(), 0)`,
      [id, release, JSON.stringify({ files: [video] }), JSON.stringify(aRecord({ release }))],
    );
    await client.query("INSERT INTO publication_file VALUES ($1, 'video', $2, $3, 'video/mp4')", [id, sha256, size]);
    await client.query('UPDATE public_revision SET revision = revision + 1');
  });
  return { media: `/media/${sha256}.mp4`, named: `/releases/${release}/v/1/video.mp4` };
}
