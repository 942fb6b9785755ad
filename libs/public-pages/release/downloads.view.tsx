import { bundlePath, fileName, type FileRole, type ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import type { MessageKey } from '../language/message-types';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { useMediaPath } from '../media-path';
import { fileOf, isFlashing } from './playable';
import { describedPath, type ReleasePageFacts } from './release-page-facts';

/** What each file is to a reader. A role without a name, the card before the video, is no download. */
const NAMES = {
  video: 'release.video',
  'video-small': 'release.video-small',
  'video-described': 'release.video-described',
  'video-reduced-flash': 'release.video-reduced-flash',
  captions: 'release.captions-file',
  transcript: 'release.transcript-file',
  record: 'release.record',
  'redactions-json': 'release.redactions-json',
  'redactions-csv': 'release.redactions-csv',
  'redactions-vtt': 'release.redactions-vtt',
  determination: 'release.determination-file',
  certificate: 'release.certificate',
} as const satisfies Partial<Record<FileRole, MessageKey>>;

/** What flashes more than WCAG 2.3.1 allows says so where it is offered. */
const FLASHING = {
  video: 'release.video-as-recorded',
  'video-small': 'release.video-small-as-recorded',
} as const satisfies Partial<Record<FileRole, MessageKey>>;

type FileKey = (typeof NAMES)[keyof typeof NAMES] | (typeof FLASHING)[keyof typeof FLASHING];

/** Every file of the release, with its size, and whether there is a version with audio description. */
export function Downloads({ release, files }: ReleasePageFacts): ReactNode {
  const { say, path, bytes } = useLanguage();
  const mediaPath = useMediaPath();
  const flashing = isFlashing(release.record, files);
  const names: Partial<Record<FileRole, FileKey>> = flashing ? { ...NAMES, ...FLASHING } : NAMES;
  const described = fileOf(files, 'video-described');
  const name = release.releaseId.slice(0, 8);
  return (
    <>
      <h2 id="download">{say('release.download')}</h2>
      <ul>
        {described && !flashing && (
          <li>
            <a href={path(describedPath(release.releaseId))}>{say('release.watch-described')}</a>
          </li>
        )}
        {files.map((file) => {
          const key = names[file.role];
          return (
            key && (
              <li key={file.role}>
                <a href={mediaPath(file)} download={`${name}-v${release.version}-${fileName(file.role)}`}>
                  {say('release.file-and-size', { file: say(key), size: bytes(file.size) })}
                </a>
              </li>
            )
          );
        })}
        <li>
          <a href={path(bundlePath(release.manifestSha256))}>{say('release.all-files')}</a>
        </li>
      </ul>
      <Description record={release.record} described={described !== undefined} />
    </>
  );
}

/** The decision about audio description (WCAG 1.2.5), until a version with it is there. */
function Description({
  record,
  described,
}: {
  readonly record: ReleaseRecord;
  readonly described: boolean;
}): ReactNode {
  const { say, date } = useLanguage();
  const { needed, why, followsBy } = record.description;
  if (needed && described) return null;
  const reason = <InEnglish>{why}</InEnglish>;
  if (!needed) return <p>{say('release.description-needless', { why: reason })}</p>;
  return (
    <p>
      {followsBy
        ? say('release.description-follows-by', { date: date(followsBy), why: reason })
        : say('release.description-follows', { why: reason })}
    </p>
  );
}
