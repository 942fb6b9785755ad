import type { ReleaseRecord } from '@app/publications/domain';
import { dayInCambridge } from '../layout/format';
import { mediaPath } from '../media-path';
import { fileOf, type Playable, playableOf } from './playable';
import { pagePath, type ReleasePageFacts } from './release-page-facts';

/** schema.org VideoObject of a release: an allow-list of its own, from what is published, without a name of anybody. */
export function videoObject(facts: ReleasePageFacts): Record<string, unknown> {
  const { release, files, described, siteUrl } = facts;
  const { record } = release;
  const playable = playableOf(record, files, described);
  const shown = playable?.sources.at(-1)?.file;
  const poster = fileOf(files, 'poster');
  return {
    '@context': 'https://schema.org',
    '@type': 'VideoObject',
    name: record.title,
    description: record.summary,
    url: `${siteUrl}${pagePath(facts)}`,
    embedUrl: `${siteUrl}/embed/${release.releaseId}`,
    ...(poster && { thumbnailUrl: `${siteUrl}${mediaPath(poster)}` }),
    uploadDate: dayInCambridge(release.publishedAt),
    version: release.version,
    duration: `PT${record.video.duration}S`,
    ...(shown && {
      contentUrl: `${siteUrl}${mediaPath(shown)}`,
      contentSize: `${shown.size}`,
      encodingFormat: shown.mediaType,
      sha256: shown.sha256,
    }),
    width: record.video.width,
    height: record.video.height,
    inLanguage: 'en',
    transcript: transcriptOf(record),
    accessibilityFeature: [
      ...(fileOf(files, 'captions') ? ['captions'] : []),
      'transcript',
      ...(fileOf(files, 'video-described') ? ['audioDescription'] : []),
    ],
    accessibilityHazard: [flashingOf(record, playable), soundOf(record)],
    isFamilyFriendly: false,
    isAccessibleForFree: true,
    publisher: { '@type': 'GovernmentOrganization', name: 'City of Cambridge, Massachusetts' },
  };
}

const transcriptOf = ({ transcript, noSpeech }: ReleaseRecord): string =>
  transcript.length === 0
    ? (noSpeech ?? '')
    : transcript.map(({ speaker, text }) => (speaker === null ? text : `${speaker}: ${text}`)).join('\n');

/**
 * The accessibility vocabulary of the W3C, of the file that plays: what flashes plays softened, and looked at again, or
 * not at all. What nobody has analysed may flash.
 */
function flashingOf({ flashing }: ReleaseRecord, playable: Playable | null): string {
  if (playable === null) return 'flashing';
  return flashing || playable.version === 'reduced-flash' ? 'noFlashingHazard' : 'unknownFlashingHazard';
}

const soundOf = ({ sound }: ReleaseRecord): string => (sound === 'recorded' ? 'sound' : 'noSoundHazard');
