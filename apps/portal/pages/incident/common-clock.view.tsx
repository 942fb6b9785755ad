import type { CommonClock as Clock, Placed } from '@app/publications/domain';
import { InEnglish, Table, Timecode, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

const WIDTH = 1000;
const HEIGHT = 20;
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

/** Each camera by its name beside when it recorded. The table below says the same in words. */
function Lanes({ clock }: { readonly clock: Clock }): ReactNode {
  const { say } = useLanguage();
  return (
    <figure className="lanes">
      {clock.cameras.map((camera) => (
        <Lane key={camera.record.release} camera={camera} length={clock.length} />
      ))}
      <div className="lane" aria-hidden="true">
        <span />
        <span className="ends">
          <Timecode at={0} />
          <Timecode at={clock.length} />
        </span>
      </div>
      <figcaption>{say('incident.clock-picture')}</figcaption>
    </figure>
  );
}

function Lane({ camera, length }: { readonly camera: Placed; readonly length: number }): ReactNode {
  const { record, from, to } = camera;
  const x = (seconds: number): number => Math.round((seconds / length) * WIDTH * 10) / 10;
  if (from === null || to === null) return null;
  return (
    <div className="lane">
      <span>
        <InEnglish>{record.camera.label}</InEnglish>
      </span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect
          className="span"
          x={Math.min(x(from), WIDTH - LEAST)}
          y={3}
          width={Math.max(x(to - from), LEAST)}
          height={HEIGHT - 6}
        />
      </svg>
    </div>
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
