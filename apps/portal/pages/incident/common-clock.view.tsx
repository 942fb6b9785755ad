import type { CommonClock as Clock, Placed } from '@app/publications/domain';
import { InEnglish, Table, Timecode, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

const WIDTH = 1000;
const LANE = 30;
const LEAST = 3;

/** Every camera of the incident on the clock of all: as a picture, as a table, and where several recorded at once. */
export function CommonClock({ clock }: { readonly clock: Clock }): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <h2>{say('incident.common-clock')}</h2>
      <p>{say('incident.common-clock-says')}</p>
      {clock.length > 0 && <Lanes clock={clock} />}
      <Spans cameras={clock.cameras} />
      {clock.shared.length > 0 && <Shared clock={clock} />}
    </>
  );
}

function Lanes({ clock }: { readonly clock: Clock }): ReactNode {
  const { words } = useLanguage();
  const placed = clock.cameras.filter((one) => one.from !== null && one.to !== null);
  const x = (seconds: number): number => Math.round((seconds / clock.length) * WIDTH * 10) / 10;
  return (
    <>
      <svg
        className="strip lanes"
        viewBox={`0 0 ${WIDTH} ${placed.length * LANE}`}
        preserveAspectRatio="none"
        height={placed.length * LANE}
        role="img"
        aria-label={words('incident.clock-picture')}
      >
        {placed.map(({ record, from, to }, lane) => (
          <rect
            key={record.release}
            className="span"
            x={x(from ?? 0)}
            y={lane * LANE + 5}
            width={Math.max(x((to ?? 0) - (from ?? 0)), LEAST)}
            height={LANE - 10}
          />
        ))}
      </svg>
      <p className="ends" aria-hidden="true">
        <Timecode at={0} />
        <Timecode at={clock.length} />
      </p>
    </>
  );
}

function Spans({ cameras }: { readonly cameras: readonly Placed[] }): ReactNode {
  const { say, words, link } = useLanguage();
  return (
    <Table
      label={words('incident.common-clock')}
      columns={[
        { name: words('incident.camera') },
        { name: words('incident.begins') },
        { name: words('incident.ends') },
      ]}
      rows={cameras.map(({ record, from, to }) => ({
        key: record.release,
        cells: [
          link(`/releases/${record.release}`)(<InEnglish>{record.camera.label}</InEnglish>),
          from === null ? say('incident.clock-unknown') : <Timecode at={from} />,
          to === null ? '—' : <Timecode at={to} />,
        ],
      }))}
    />
  );
}

/** The same moment in every recording that shows it. */
function Shared({ clock }: { readonly clock: Clock }): ReactNode {
  const { say, words, link } = useLanguage();
  return (
    <>
      <h3>{say('incident.several-cameras')}</h3>
      <Table
        label={words('incident.several-cameras')}
        columns={[{ name: words('incident.from-to'), className: 'nowrap' }, { name: words('incident.watch-there') }]}
        rows={clock.shared.map(({ from, to, cameras }) => ({
          key: from,
          cells: [
            <>
              <Timecode at={from} /> – <Timecode at={to} />
            </>,
            <ul role="list" key="cameras" className="plain">
              {cameras.map(({ record, from: began }) => {
                const at = Math.round((from - (began ?? 0)) * 1000) / 1000;
                return (
                  <li key={record.release}>
                    {link(`/releases/${record.release}?t=${at}`)(
                      <>
                        <InEnglish>{record.camera.label}</InEnglish>, <Timecode at={at} />
                      </>,
                    )}
                  </li>
                );
              })}
            </ul>,
          ],
        }))}
      />
    </>
  );
}
