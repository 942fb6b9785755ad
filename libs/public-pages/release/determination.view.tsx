import type { ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { OrderLink } from '../layout/order-link.view';
import { useMediaPath } from '../media-path';
import { fileOf } from './playable';
import type { ReleasePageFacts } from './release-page-facts';

/** What the Solicitor found and why, on which clock, and how to ask for more. */
export function Determination({ release, files }: Pick<ReleasePageFacts, 'release' | 'files'>): ReactNode {
  const { say, path, link } = useLanguage();
  const mediaPath = useMediaPath();
  const { record } = release;
  const text = fileOf(files, 'determination');
  return (
    <>
      <h2 id="determination">{say('release.determination')}</h2>
      <p>
        <InEnglish>{record.determination.reasons}</InEnglish>
      </p>
      <dl className="facts">
        <Findings record={record} />
        <Incident record={record} />
        {record.clocks.map((clock) => (
          <ClockFact key={clock.name} clock={clock} />
        ))}
        <Fact name={say('release.biometrics')}>{say('release.no-biometrics')}</Fact>
      </dl>
      <ul>
        {text && (
          <li>
            <a href={mediaPath(text)}>{say('release.determination-file')}</a>
          </li>
        )}
        {record.docket !== undefined && (
          <li>
            <a href={path(`/docket/${record.docket}`)}>{say('release.in-docket')}</a>
          </li>
        )}
        <li>
          {say('release.the-order', { order: (words) => <OrderLink>{words}</OrderLink>, how: link('/how-we-decide') })}
        </li>
      </ul>
      <p>{say('release.appeal', { contact: link('/contact'), docket: link('/docket') })}</p>
    </>
  );
}

const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

function Findings({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const { say, date } = useLanguage();
  const { determination } = record;
  const holds = (finding: boolean): string => (finding ? 'yes' : 'no');
  return (
    <>
      <Fact name={say('release.decision')}>
        {say(determination.outcome === 'release' ? 'release.decided-release' : 'release.decided-redacted')}
      </Fact>
      <Fact name={say('release.finding-1')}>
        {say('release.no-prejudice', { holds: holds(determination.findingNoPrejudice) })}
      </Fact>
      <Fact name={say('release.finding-2')}>
        {say('release.public-interest', { holds: holds(determination.findingPublicInterest) })}
      </Fact>
      <Fact name={say('release.under')}>
        <InEnglish>Executive Order of February 5, 2026, § 3.A; G.L. c. 4, § 7(26)(f)</InEnglish>
      </Fact>
      {determination.exemptions.length > 0 && (
        <Fact name={say('release.exemptions')}>
          <InEnglish>
            {determination.exemptions.map(({ letter, statute }) => `${letter} ${statute}`).join('; ')}
          </InEnglish>
        </Fact>
      )}
      <Fact name={say('release.signed')}>
        {say('release.signed-by', {
          date: date(determination.signedOn),
          signer: <InEnglish>{determination.signedBy}</InEnglish>,
        })}
      </Fact>
    </>
  );
}

function Incident({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const { say, path, date } = useLanguage();
  const { incident, camera } = record;
  return (
    <>
      <Fact name={say('release.incident-number')}>
        <a href={path(`/incidents/${incident.id}`)} className="hash">
          {incident.id}
        </a>
        , {date(incident.date)}
      </Fact>
      <Fact name={say('release.agency')}>
        <InEnglish>{incident.agencies.join(', ')}</InEnglish> ({say(`release.${incident.verification}`)})
      </Fact>
      <Fact name={say('release.where')}>
        <InEnglish>{incident.neighbourhood}</InEnglish>
      </Fact>
      <Fact name={say('release.camera')}>
        {say(`camera.${camera.kind}`)}: <InEnglish>{camera.label}</InEnglish>
      </Fact>
    </>
  );
}

function ClockFact({ clock }: { readonly clock: ReleaseRecord['clocks'][number] }): ReactNode {
  const { say, date } = useLanguage();
  const start = <InEnglish>{clock.startsWith.toLowerCase()}</InEnglish>;
  const authority = <InEnglish>{clock.authority}</InEnglish>;
  return (
    <Fact name={say('release.clock', { name: <InEnglish>{clock.name}</InEnglish> })}>
      {clock.dueOn && clock.startedOn
        ? say('release.due', { date: date(clock.dueOn), start, started: date(clock.startedOn), authority })
        : say('release.no-due', { start, authority })}
    </Fact>
  );
}
