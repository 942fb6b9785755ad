import type { PublicRelease } from '@app/publications';
import { CONTENT_WARNINGS, fileName, type ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { bytes, CAMERAS, count, date, length, moment, percent, timecode } from '../layout/format';
import type { Page } from '../layout/shell';
import { Table } from '../layout/table';
import { mediaPath } from '../media-path';
import { HiddenStrip, HiddenTable } from './hidden.view';
import type { ReleasePageFacts } from './release-page-facts';
import { VerifySection } from './verify.view';

/** A release, in the order in which people need it: warning before video, reasons beside what is hidden, then the proof. */
export function releasePage(facts: ReleasePageFacts): Page {
  const { release, versions } = facts;
  const { record } = release;
  return {
    title: record.title,
    description: record.summary,
    current: '/releases',
    crumbs: [
      { href: '/releases', text: 'Releases' },
      { href: `/incidents/${record.incident.id}`, text: `Incident of ${date(record.incident.date)}` },
    ],
    body: (
      <>
        <h1>{record.title}</h1>
        <p className="status">
          Released {moment(release.publishedAt)} · version {release.version} · {length(record.video.duration)} ·{' '}
          {record.camera.label}
        </p>
        <p>{record.summary}</p>
        <Warning record={record} />
        <Player {...facts} />
        <Downloads {...facts} />
        <Hidden record={record} releaseId={release.releaseId} />
        <Transcript record={record} releaseId={release.releaseId} />
        <Determination record={record} />
        <VerifySection {...facts} />
        <Versions versions={versions} current={release} />
      </>
    ),
  };
}

function Warning({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const warnings = record.warnings.filter((warning) => warning !== 'none');
  return (
    <section className="box before" aria-labelledby="before">
      <h2 id="before">Before you watch</h2>
      {warnings.length > 0 ? (
        <>
          <p>This video contains:</p>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{CONTENT_WARNINGS[warning]}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{CONTENT_WARNINGS.none}.</p>
      )}
      <p>Publication is not a finding of misconduct. Everyone shown is presumed innocent.</p>
      <p>
        You can <a href="#transcript">read instead of watch</a>. If it upsets you, call or text 988 at any hour.
      </p>
    </section>
  );
}

function Player({ release, files, at }: ReleasePageFacts): ReactNode {
  const { record } = release;
  const video = files.find((file) => file.role === 'video');
  const captions = files.find((file) => file.role === 'captions');
  const poster = files.find((file) => file.role === 'poster');
  if (!video) return null;
  const warnings = record.warnings
    .filter((warning) => warning !== 'none')
    .map((warning) => CONTENT_WARNINGS[warning].toLowerCase());
  return (
    <details className="watch" open={at !== null}>
      <summary>Show the video{warnings.length > 0 ? ` (contains: ${warnings.join(', ')})` : ''}</summary>
      <video
        controls
        preload="none"
        width={record.video.width}
        height={record.video.height}
        poster={poster && mediaPath(poster)}
        aria-describedby="before"
      >
        <source src={`${mediaPath(video)}${at === null ? '' : `#t=${at}`}`} type="video/mp4" />
        {captions && <track kind="captions" src={mediaPath(captions)} srcLang="en" label="English" />}
        <a href={mediaPath(video)}>Download the video</a>
      </video>
    </details>
  );
}

function Downloads({ release, files }: ReleasePageFacts): ReactNode {
  const { record } = release;
  const names: Partial<Record<string, string>> = {
    video: 'Video (MP4)',
    captions: 'Captions (WebVTT)',
    record: 'Everything on this page (JSON)',
  };
  return (
    <>
      <h2>Download</h2>
      <ul>
        {files
          .filter((file) => names[file.role])
          .map((file) => (
            <li key={file.role}>
              <a
                href={mediaPath(file)}
                download={`${record.release.slice(0, 8)}-v${release.version}-${fileName(file.role)}`}
              >
                {names[file.role]}, {bytes(file.size)}
              </a>
            </li>
          ))}
        <li>
          <a href={`/releases/${release.releaseId}/release.json`}>Signatures and proofs (JSON)</a>
        </li>
      </ul>
      {!record.description.needed && <p>Audio description is not needed: {record.description.why}</p>}
      {record.description.needed && <p>A described version follows: {record.description.why}</p>}
    </>
  );
}

function Hidden({ record, releaseId }: { readonly record: ReleaseRecord; readonly releaseId: string }): ReactNode {
  const { hidden, totals } = record;
  return (
    <>
      <h2 id="hidden">What was hidden, and why</h2>
      {hidden.length === 0 ? (
        <p>Nothing was hidden. The video is the whole recording.</p>
      ) : (
        <>
          <p>
            Hidden parts are painted over or silenced for good: the pixels and samples are not in the file. A mask is in{' '}
            {percent(totals.shareOfFramesWithMask)} of the frames ({count(totals.framesWithMask)} of{' '}
            {count(record.video.frames)})
            {totals.mutedSeconds > 0 ? `; ${totals.mutedSeconds.toFixed(1)} seconds of sound are muted` : ''}.
          </p>
          <HiddenStrip record={record} />
          <HiddenTable record={record} releaseId={releaseId} />
        </>
      )}
      {record.sound === 'not-recorded-by-the-device' && <p>The device recorded no sound. That is not a redaction.</p>}
    </>
  );
}

function Transcript({ record, releaseId }: { readonly record: ReleaseRecord; readonly releaseId: string }): ReactNode {
  return (
    <>
      <h2 id="transcript">Transcript</h2>
      {record.transcript.length === 0 ? (
        <p>{record.noSpeech ?? 'There is no speech.'}</p>
      ) : (
        <ol className="lines">
          {record.transcript.map((line) => (
            <li key={`${line.from}-${line.to}`}>
              <a className="nowrap" href={`/releases/${releaseId}?t=${line.from}`}>
                {timecode(line.from)}
              </a>
              <span>
                {line.speaker !== null && <strong>{line.speaker}: </strong>}
                {line.redacted ? <span className="redacted">{line.text}</span> : line.text}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Determination({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const { determination, incident, camera } = record;
  const verified = {
    verified: 'verified by Cambridge police',
    claimed: 'claimed by the officers, not verified',
    'not-verified': 'not verified',
  }[incident.verification];
  return (
    <>
      <h2 id="determination">The determination</h2>
      <p>{determination.reasons}</p>
      <dl className="facts">
        <dt>Decision</dt>
        <dd>{determination.outcome === 'release' ? 'Released in whole' : 'Released with parts hidden'}</dd>
        <dt>Finding 1</dt>
        <dd>
          Release will not prejudice the possibility of effective law enforcement:{' '}
          {determination.findingNoPrejudice ? 'yes' : 'no'}
        </dd>
        <dt>Finding 2</dt>
        <dd>Release is in the public interest: {determination.findingPublicInterest ? 'yes' : 'no'}</dd>
        <dt>Under</dt>
        <dd>Executive Order of February 5, 2026, § 3.A; G.L. c. 4, § 7(26)(f)</dd>
        {determination.exemptions.length > 0 && (
          <>
            <dt>Exemptions relied on</dt>
            <dd>{determination.exemptions.map(({ letter, statute }) => `${letter} ${statute}`).join('; ')}</dd>
          </>
        )}
        <dt>Signed</dt>
        <dd>
          {date(determination.signedOn)}, by the {determination.signedBy}
        </dd>
        <dt>Federal agency</dt>
        <dd>
          {incident.agencies.join(', ')} ({verified})
        </dd>
        <dt>Where</dt>
        <dd>{incident.neighbourhood}</dd>
        <dt>Camera</dt>
        <dd>
          {CAMERAS[camera.kind]}: {camera.label}
        </dd>
        {record.clocks.map((clock) => (
          <ClockFact key={clock.name} clock={clock} />
        ))}
        <dt>Biometric processing</dt>
        <dd>None was used.</dd>
      </dl>
      <p>
        You may ask for less to be hidden, or for the whole record, with a public records request to the{' '}
        <a href="/contact">records access officer</a>, and appeal the answer to the Supervisor of Records within 90
        days. The <a href="/docket">docket</a> lists every decision, also those to withhold.
      </p>
    </>
  );
}

function ClockFact({ clock }: { readonly clock: ReleaseRecord['clocks'][number] }): ReactNode {
  return (
    <>
      <dt>{clock.name} by</dt>
      <dd>
        {clock.dueOn ? date(clock.dueOn) : 'no date set'} (counted from: {clock.startsWith.toLowerCase()}
        {clock.startedOn ? `, ${date(clock.startedOn)}` : ''}; {clock.authority})
      </dd>
    </>
  );
}

function Versions({
  versions,
  current,
}: {
  readonly versions: readonly PublicRelease[];
  readonly current: PublicRelease;
}): ReactNode {
  return (
    <>
      <h2 id="versions">Versions and corrections</h2>
      <Table
        label="Versions"
        columns={[
          { name: 'Version' },
          { name: 'Published' },
          { name: 'State' },
          { name: 'Hash of what was signed', className: 'hash' },
        ]}
        rows={versions.map((version) => ({
          key: version.version,
          cells: [
            version.version,
            moment(version.publishedAt),
            version.version === current.version ? 'this version' : STATES[version.state],
            version.manifestSha256,
          ],
        }))}
      />
      <p>The original recording is preserved, unchanged.</p>
    </>
  );
}

export const STATES: Readonly<Record<PublicRelease['state'], string>> = {
  published: 'published',
  superseded: 'replaced by a newer version; do not rely on it',
  unpublished: 'taken down; do not rely on it',
};
