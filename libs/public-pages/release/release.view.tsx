import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import type { PageIn } from '../layout/shell';
import { Determination } from './determination.view';
import { Downloads } from './downloads.view';
import { Hidden } from './hidden.view';
import { Player } from './player.view';
import type { ReleasePageFacts } from './release-page-facts';
import { ReleaseHead } from './release-head.view';
import { Transcript } from './transcript.view';
import { Translated, TranslatedBy } from './translated.view';
import { VerifySection } from './verify.view';
import { Versions } from './versions.view';
import { Warning } from './warning.view';

/** A release, in the order in which people need it: warning before video, reasons beside what is hidden, then the proof. */
export const releasePage =
  (facts: ReleasePageFacts): PageIn =>
  (language) => {
    const { release, versions, translation } = facts;
    const { record } = release;
    return {
      title: translation?.title ?? record.title,
      description: translation?.summary ?? record.summary,
      current: '/releases',
      crumbs: [
        { href: '/releases', text: language.words('layout.releases') },
        {
          href: `/incidents/${record.incident.id}`,
          text: language.words('release.incident', { date: language.date(record.incident.date) }),
        },
      ],
      head: <ReleaseHead {...facts} />,
      hasPlayer: true,
      body: (
        <>
          <Heading {...facts} />
          <Status {...facts} />
          <p>
            <Translated words={translation?.summary} english={record.summary} />
          </p>
          <TranslatedBy {...facts} />
          <Warning record={record} transcript="#transcript" />
          <Player {...facts} />
          <Downloads {...facts} />
          <Hidden {...facts} />
          <Transcript {...facts} />
          <Determination release={release} files={facts.files} />
          <VerifySection {...facts} />
          <Versions versions={versions} current={release} />
        </>
      ),
    };
  };

/** What it is, then where, when and by which kind of camera it was recorded. */
function Heading({ release: { record }, translation }: ReleasePageFacts): ReactNode {
  const { say, date } = useLanguage();
  const { neighbourhood, date: day } = record.incident;
  return (
    <h1>
      <Translated words={translation?.title} english={record.title} />{' '}
      <small>
        <InEnglish>{neighbourhood}</InEnglish> · <time dateTime={day}>{date(day)}</time> ·{' '}
        {say(`camera.${record.camera.kind}`)}
      </small>
    </h1>
  );
}

/** When it was released, how long it is, from which camera, and which of the incident's recordings it is. */
function Status({ release, ofIncident, siteUrl }: ReleasePageFacts): ReactNode {
  const { say, path, link, moment, length, count } = useLanguage();
  const { record } = release;
  const position = ofIncident.indexOf(release.releaseId) + 1;
  return (
    <>
      <p className="status">
        {say('release.status', {
          moment: moment(release.publishedAt),
          version: release.version,
          length: length(record.video.duration),
          camera: <InEnglish>{record.camera.label}</InEnglish>,
        })}
        {ofIncident.length > 1 && position > 0 && (
          <>
            {' · '}
            {say('release.among-recordings', {
              link: link(`/incidents/${record.incident.id}`),
              position: count(position),
              count: count(ofIncident.length),
            })}
          </>
        )}
      </p>
      <p className="on-paper">
        {say('release.this-page')}: {siteUrl}
        {path(`/releases/${release.releaseId}/v/${release.version}`)}
      </p>
    </>
  );
}
