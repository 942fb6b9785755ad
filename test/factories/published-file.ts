import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReleaseRecord } from '@app/publications/domain';
import { contentKey } from '@app/storage';
import { withClient } from '../support/fresh-database';

const BLOCK = 1 << 20;

const RECORD: ReleaseRecord = {
  schema: 'daylight-release-record-1',
  release: randomUUID(),
  version: 1,
  title: 'A street corner',
  summary: 'People at a street corner.',
  incident: {
    id: randomUUID(),
    date: '2026-11-20',
    neighbourhood: 'The Port',
    agencies: ['Agency not stated'],
    verification: 'claimed',
  },
  camera: { kind: 'body-worn', label: 'Officer 1' },
  video: { duration: 60, width: 640, height: 360, frames: 1800 },
  sound: 'recorded',
  warnings: ['none'],
  hidden: [],
  totals: { mutedSeconds: 0, framesWithMask: 0, shareOfFramesWithMask: 0 },
  transcript: [],
  noSpeech: 'Nobody speaks.',
  description: { needed: false, why: 'The sound says it.' },
  determination: {
    outcome: 'release',
    findingNoPrejudice: true,
    findingPublicInterest: true,
    reasons: 'Nothing keeps it back.',
    exemptions: [],
    signedOn: '2026-11-21',
    signedBy: 'City Solicitor',
    textVersion: 1,
  },
  clocks: [],
  original: { preserved: true, commitment: '' },
  verification: {
    framesCompared: 1800,
    maskedFrames: 0,
    lowestPsnr: null,
    largestFillVariance: null,
    loudestMuted: null,
    violations: 0,
  },
  biometricProcessing: 'none',
};

/** A file of a public release, of whatever size, written past the application. Returns its path on the public site. */
export async function aPublishedFile(owner: string, store: string, size: number): Promise<string> {
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
  await withClient(owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    const id = randomUUID();
    await client.query(
      `INSERT INTO publication (id, release_id, version, determination_id, state, manifest_sha256, manifest, record, sign_off, city_key, published_by, published_at, ledger_index)
       VALUES ($1, gen_random_uuid(), 1, gen_random_uuid(), 'published', repeat('0', 64), '{"files":[]}', $2, '{}', '', 'publisher', now(), 0)`,
      [id, JSON.stringify(RECORD)],
    );
    await client.query("INSERT INTO publication_file VALUES ($1, 'video', $2, $3, 'video/mp4')", [id, sha256, size]);
    await client.query('UPDATE public_revision SET revision = revision + 1');
  });
  return `/media/${sha256}.mp4`;
}
