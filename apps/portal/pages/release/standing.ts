import type { PublicRelease, PublicSite } from '@app/publications';
import type { ReleaseRecord } from '@app/publications/domain';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { supersededPage } from './superseded.view';
import { tombstonePage } from './tombstone.view';

/** A version that is public. */
export type Standing = PublicRelease & { readonly record: ReleaseRecord };

export const isStanding = (one: PublicRelease): one is Standing => one.state === 'published' && one.record !== null;

/** The version of a release that stands; null when none does. */
export const standingOf = (versions: readonly PublicRelease[]): Standing | null => versions.find(isStanding) ?? null;

/** The page of a version that does not stand any more: taken down, or replaced by the one that stands. */
export async function sendGone(
  site: PublicSite,
  { release, standing }: { readonly release: PublicRelease; readonly standing: PublicRelease | null },
  request: Request,
  response: Response,
): Promise<void> {
  const { tombstone } = release;
  const files = await site.formerFiles(release.releaseId, release.version);
  const page = tombstone
    ? tombstonePage({ release, tombstone, files, replacement: standing })
    : supersededPage(release, files, standing);
  sendPage(request, response, page, 410);
}
