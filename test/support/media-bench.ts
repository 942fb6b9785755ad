import { join } from 'node:path';
import { MediaBench } from '@app/media';
import { discard, temporaryFolder } from './temporary';

export interface TestBench {
  readonly bench: MediaBench;
  /** A folder of the test file's own, for clips and renders. */
  readonly folder: string;
  /** A new name in that folder. */
  readonly path: (name: string) => string;
  readonly close: () => void;
}

/** The real thing: bubblewrap and ffmpeg, jobs in a folder of the test's own. */
export async function openTestBench(): Promise<TestBench> {
  const folder = temporaryFolder();
  let names = 0;
  return {
    bench: await MediaBench.open({ scratch: join(folder, 'scratch'), sandbox: 'required' }),
    folder,
    path: (name) => join(folder, `${names++}-${name}`),
    close: () => discard(folder),
  };
}
