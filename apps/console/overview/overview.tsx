import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { Link } from 'react-router';
import { Unapproved } from '../administration/unapproved';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { asWords } from '../ui/words';
import { Bars } from './bars';

/** The work as a whole: each figure to be looked at, and as a table to be read. All of them are the api's. */
export function Overview(): ReactElement {
  const overview = useQuery({ queryKey: ['overview'], queryFn: () => done(api.GET('/overview')) });
  return (
    <Page title="Overview">
      <Unapproved />
      <Loaded of={overview}>
        {({ ages, stages, punctuality, published, withheld }) => (
          <>
            <Punctuality of={punctuality} />
            <Ages of={ages} />
            <Stages of={stages} />
            <Published of={published} />
            <Withheld of={withheld} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function Punctuality({ of }: { readonly of: readonly Views['PunctualityView'][] }): ReactElement {
  const bars = of
    .filter(({ inTime, late }) => inTime + late > 0)
    .map(({ name, inTime, late }) => ({ name, value: (100 * inTime) / (inTime + late) }));
  return (
    <Figure title="In time" bars={bars} unit="%">
      <Table caption="How often a deadline was met" columns={['Deadline', 'Met', 'Missed', 'Share met', 'Under']}>
        {of.map(({ name, authority, inTime, late }) => (
          <Row key={name} head={name} cells={[inTime, late, percent(inTime, inTime + late), authority]} />
        ))}
      </Table>
      <p>What still has time is not counted. What is overdue and not done counts as missed.</p>
    </Figure>
  );
}

function Ages({ of }: { readonly of: readonly Views['StateAgeView'][] }): ReactElement {
  const bars = of.map(({ state, medianDays }) => ({ name: asWords(state), value: medianDays }));
  return (
    <Figure title="Days since receipt, by state" bars={bars} unit="days">
      <Table caption="Clips by state" columns={['State', 'Clips', 'Median days since receipt', 'Most days']}>
        {of.map(({ state, clips, medianDays, mostDays }) => (
          <Row
            key={state}
            head={<Link to={`/?state=${state}`}>{asWords(state)}</Link>}
            cells={[clips, medianDays.toFixed(1), mostDays.toFixed(1)]}
          />
        ))}
      </Table>
    </Figure>
  );
}

function Stages({ of }: { readonly of: readonly Views['StageTimeView'][] }): ReactElement {
  const bars = of.map(({ stage, medianDays }) => ({ name: asWords(stage), value: medianDays }));
  return (
    <Figure title="Median days in each stage" bars={bars} unit="days">
      <Table caption="Time spent in stages that were left" columns={['Stage', 'Times left', 'Median days']}>
        {of.map(({ stage, passages, medianDays }) => (
          <Row key={stage} head={asWords(stage)} cells={[passages, medianDays.toFixed(1)]} />
        ))}
      </Table>
    </Figure>
  );
}

function Published({ of }: { readonly of: Views['PublishedView'] }): ReactElement {
  const rows = [
    { name: 'Published', value: of.minutes },
    { name: 'Picture covered', value: of.coveredMinutes },
    { name: 'Sound muted', value: of.mutedMinutes },
  ];
  return (
    <Figure title="Minutes hidden in what is public" bars={rows} unit="min">
      <Table caption={`Of ${of.releases} releases that stand`} columns={['What', 'Minutes', 'Share']}>
        {rows.map(({ name, value }) => (
          <Row key={name} head={name} cells={[value.toFixed(1), percent(value, of.minutes)]} />
        ))}
      </Table>
    </Figure>
  );
}

function Withheld({ of }: { readonly of: Views['WithheldView'] }): ReactElement {
  const { decided, withheld, elements, exemptions } = of;
  const rows = [
    { name: 'Withheld in whole', count: withheld },
    ...elements.map(({ name, count }) => ({ name: `(f): ${name}`, count })),
    ...exemptions.map(({ name, count }) => ({ name: `Exemption ${name} relied on`, count })),
  ];
  return (
    <Figure
      title="Withheld, by prong"
      bars={rows.map(({ name, count }) => ({ name, value: decided === 0 ? 0 : (100 * count) / decided }))}
      unit="%"
    >
      <Table caption={`Of ${decided} clips that were decided`} columns={['Ground', 'Clips', 'Share']}>
        {rows.map(({ name, count }) => (
          <Row key={name} head={name} cells={[count, percent(count, decided)]} />
        ))}
      </Table>
    </Figure>
  );
}

interface FigureProps {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  readonly unit: string;
  readonly children: ReactElement | readonly ReactElement[];
}

function Figure({ title, bars, unit, children }: FigureProps): ReactElement {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {bars.length > 0 && <Bars bars={bars} unit={unit} />}
      {children}
    </section>
  );
}

interface RowProps {
  readonly head: ReactElement | string;
  readonly cells: readonly (string | number)[];
}

function Row({ head, cells }: RowProps): ReactElement {
  return (
    <tr>
      <th scope="row">{head}</th>
      {cells.map((cell, i) => (
        <td key={i}>{cell}</td>
      ))}
    </tr>
  );
}
