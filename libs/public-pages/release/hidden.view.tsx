import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { Timecode } from '../language/timecode.view';
import { Table } from '../layout/table';
import { Unseen } from '../layout/unseen';
import { HiddenStrip } from './hidden-strip.view';
import { pagePath, type ReleasePageFacts } from './release-page-facts';

/** Every hidden part with its reason in law, how much it is in all, and what is no redaction. */
export function Hidden(facts: Pick<ReleasePageFacts, 'release' | 'described'>): ReactNode {
  const { say, link } = useLanguage();
  const { release } = facts;
  const { record } = release;
  const page = pagePath(facts);
  return (
    <div id="hidden-parts">
      <h2 id="hidden">{say('release.hidden')}</h2>
      {record.hidden.length === 0 ? (
        <p>{say('release.nothing-hidden')}</p>
      ) : (
        <>
          <p>{say('release.gone-for-good')}</p>
          <Totals record={record} />
        </>
      )}
      <HiddenStrip record={record} />
      {record.hidden.length > 0 && (
        <HiddenTable record={record} page={page} ask={`/releases/${release.releaseId}/ask`} />
      )}
      <NotRedactions record={record} page={page} />
      <p>{link(`/releases/${release.releaseId}/ask`)(say('release.ask'))}</p>
    </div>
  );
}

function Totals({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const { say, percent, count } = useLanguage();
  const { totals, video } = record;
  const share = (of: number, part: ReactNode, whole: ReactNode): ReactNode =>
    say('release.share-of', { share: percent(of), part, whole });
  return (
    <dl className="totals">
      <div>
        <dt>{say('release.muted-total')}</dt>
        <dd>
          {share(
            totals.mutedSeconds / video.duration,
            <Timecode at={totals.mutedSeconds} />,
            <Timecode at={video.duration} />,
          )}
        </dd>
      </div>
      <div>
        <dt>{say('release.masked-total')}</dt>
        <dd>{share(totals.shareOfFramesWithMask, count(totals.framesWithMask), count(video.frames))}</dd>
      </div>
      {totals.largestShareOfPicture !== undefined && (
        <div>
          <dt>{say('release.largest-total')}</dt>
          <dd>{percent(totals.largestShareOfPicture)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Each row leads to its moment. */
function HiddenTable({
  record,
  page,
  ask,
}: {
  readonly record: ReleaseRecord;
  readonly page: string;
  readonly ask: string;
}): ReactNode {
  const { say, words } = useLanguage();
  return (
    <Table
      label={words('release.hidden')}
      columns={[
        { name: words('release.number') },
        { name: words('release.from-to'), className: 'nowrap' },
        { name: words('release.what') },
        { name: words('release.category') },
        { name: words('release.why') },
        { name: words('release.how') },
      ]}
      rows={record.hidden.map((span, i) => ({
        key: i,
        cells: [
          i + 1,
          <Moment key="when" page={page} {...span}>
            <Unseen> {say(`hiddenPart.${span.what}`)}</Unseen>
          </Moment>,
          say(`hiddenPart.${span.what}`),
          <InEnglish key="category">{span.category}</InEnglish>,
          <Reason key="why" span={span} number={i + 1} ask={ask} />,
          say(`hiddenStyle.${span.style}`),
        ],
      }))}
    />
  );
}

interface ReasonFacts {
  readonly span: HiddenSpan;
  /** As the table counts, from 1. */
  readonly number: number;
  readonly ask: string;
}

/** The reason and its law, and where to ask for less. */
function Reason({ span, number, ask }: ReasonFacts): ReactNode {
  const { say, path } = useLanguage();
  return (
    <>
      <InEnglish>{span.why}</InEnglish>{' '}
      <strong>{span.law === null ? say('release.policy-only') : <InEnglish>{span.law}</InEnglish>}</strong>{' '}
      <a href={path(`${ask}?span=${number}`)}>
        {say('release.ask-about-it')}
        <Unseen>
          {' '}
          ({say('release.number')} {number})
        </Unseen>
      </a>
    </>
  );
}

/** From when to when, as a link that begins there. The script `player.mjs` goes there without loading the page anew. */
function Moment({
  page,
  from,
  to,
  children,
}: {
  readonly page: string;
  readonly from: number;
  readonly to: number;
  /** What is there. */
  readonly children: ReactNode;
}): ReactNode {
  const { path } = useLanguage();
  return (
    <a href={path(`${page}?t=${from}`)} data-at={from}>
      <Timecode at={from} /> – <Timecode at={to} />
      {children}
    </a>
  );
}

/** Silence and damage that were there when the City received the recording, so that nobody takes them for a redaction. */
function NotRedactions({ record, page }: { readonly record: ReleaseRecord; readonly page: string }): ReactNode {
  const { say } = useLanguage();
  const parts = record.asRecorded ?? [];
  const silent = record.sound === 'not-recorded-by-the-device';
  if (parts.length === 0 && !silent) return null;
  const startsSilent =
    record.camera.kind === 'body-worn' && parts.some(({ what, from }) => what === 'no-sound' && from === 0);
  return (
    <>
      <h3>{say('release.not-redactions')}</h3>
      <p>{say('release.not-redactions-intro')}</p>
      <ul>
        {silent && <li>{say('release.device-silent')}</li>}
        {parts.map((part) => (
          <li key={`${part.what}-${part.from}`}>
            <Moment page={page} {...part}>
              {' '}
              {say(`recorded.${part.what}`)}
            </Moment>
          </li>
        ))}
      </ul>
      {startsSilent && <p>{say('release.buffer')}</p>}
    </>
  );
}
