import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { MediaBench } from '@app/media';

/** A bench for commands that need no database: in the system's folder for temporary files. */
export const openBench = (): Promise<MediaBench> =>
  MediaBench.open({
    scratch: process.env['MEDIA_SCRATCH'] ?? join(tmpdir(), `daylight-media-${userInfo().uid}`),
    sandbox: process.env['MEDIA_SANDBOX'] === 'required' ? 'required' : 'best-effort',
  });
