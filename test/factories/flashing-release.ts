import { randomUUID } from 'node:crypto';
import type { ManifestFile, ReleaseManifest, ReleaseRecord } from '@app/publications/domain';
import { must } from '@app/kernel';
import { withClient } from '../support/fresh-database';

/** Hash of the recording with its lights as they are. Nothing is kept under it: nobody plays it. */
const AS_RECORDED = 'f1a5'.repeat(16);

const SOFTENED = { role: 'video-reduced-flash', name: 'video-reduced-flash.mp4' } as const;

const softened = (file: ManifestFile): ManifestFile[] =>
  file.role === 'video'
    ? [
        { ...file, sha256: AS_RECORDED },
        { ...file, ...SOFTENED },
      ]
    : [file];

/**
 * A release of two versions made of one that is public, past the application: the first is replaced; the second flashes,
 * and its softened rendition is the video of the given release. Lists and searches do not have it.
 */
export const aFlashingRelease = (owner: string, like: string): Promise<string> =>
  withClient(owner, async (client) => {
    const release = randomUUID();
    const { rows } = await client.query<{ manifest: ReleaseManifest; record: ReleaseRecord }>(
      'SELECT manifest, record FROM publication WHERE release_id = $1',
      [like],
    );
    const { manifest, record } = must(rows[0], 'the release');
    const flashing = { trips: true, spans: [{ from: 0.5, to: 1.5, kind: 'general' }] };
    const second = { ...manifest, files: manifest.files.flatMap(softened) };
    await client.query('SET session_replication_role = replica');
    for (const [version, state, files, said, superseded] of [
      [1, 'superseded', manifest, record, { replacedAt: new Date().toISOString(), by: 2, reason: null }],
      [2, 'published', second, { ...record, release, version: 2, flashing }, null],
    ] as const)
      await client.query(
        `INSERT INTO publication (id, release_id, version, determination_id, state, manifest_sha256, manifest, record, sign_off, city_key, published_by, published_at, superseded, ledger_index)
         SELECT gen_random_uuid(), $2, $3, gen_random_uuid(), $4, manifest_sha256, $5, $6, sign_off, city_key, published_by, published_at, $7, 0
           FROM publication WHERE release_id = $1`,
        [
          like,
          release,
          version,
          state,
          JSON.stringify(files),
          JSON.stringify(said),
          superseded && JSON.stringify(superseded),
        ],
      );
    await client.query('UPDATE public_revision SET revision = revision + 1');
    return release;
  });
