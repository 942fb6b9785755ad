import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mark } from '../factories/canaries/marks';
import { contentsOf, decodePicture, decodeSound } from './decoded';
import type { Evidence } from './find-marks';
import { likestPlaces, likestSounds, THERE } from './find-patterns';
import { withClient } from './fresh-database';

/** Every file below a folder: its bytes, and its name as it lies there. */
export const filesIn = (folder: string): Evidence[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [
        { from: path, bytes: readFileSync(path) },
        { from: `name of ${path}`, bytes: Buffer.from(path) },
      ];
    });

/** Every row of every table. */
export async function rowsOf(databaseUrl: string): Promise<Evidence[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    const found: Evidence[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`SELECT to_jsonb(t) AS row FROM ${name} t`);
      found.push({ from: `table ${name}`, bytes: Buffer.from(JSON.stringify(rows)) });
    }
    return found;
  });
}

interface Shown<T> {
  readonly seen: readonly T[];
  readonly heard: readonly T[];
}

/** Which marks a recording shows, on any frame and at any place of its picture, and lets be heard on any of its tracks. */
export function marksShown(path: string, { seen, heard }: Shown<Mark>): Shown<string> {
  const { frames, width, height } = decodePicture(path);
  const places = frames.map((frame) => likestPlaces({ luma: frame.subarray(0, width * height), width, height }, seen));
  const tracks = contentsOf(path).streams.filter((stream) => stream.codec_type === 'audio');
  const sounds = tracks.map((_, track) => likestSounds(decodeSound(path, 1, track), heard));
  return { seen: thereIn(places, seen), heard: thereIn(sounds, heard) };
}

const thereIn = (likenesses: readonly (readonly number[])[], marks: readonly Mark[]): string[] =>
  marks.filter((_, i) => likenesses.some((one) => one[i]! > THERE)).map(({ carrier }) => carrier);
