import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Sheet } from '../ui/sheet';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { type Closure, CLOSURES_POLICY, withDay, withoutDay } from './closures';

type Calendar = Views['CalendarView'];
type Policy = Views['PolicyView'];
type Values = Readonly<Record<string, unknown>>;

/** Years of which the api tells. */
const [FIRST, LAST] = [1970, 2199];

const REASON: Field = {
  ...{ name: 'reason', label: 'Reason of the change', kind: 'long' },
  hint: 'Who ordered it, and by what. It is approved by you.',
};
const NEW_DAY: readonly Field[] = [
  { name: 'day', label: 'Day', kind: 'date' },
  { name: 'why', label: 'Why offices are closed', kind: 'text' },
  REASON,
];

/** Days that clocks do not count: legal holidays, and what the City itself closes. */
export function CalendarPage(): ReactElement {
  const [address, setAddress] = useSearchParams();
  const year = Number(address.get('year') ?? new Date().getFullYear());
  const isYear = year >= FIRST && year <= LAST;
  const calendar = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => done(api.GET('/calendar', { params: { query: { year } } })),
    enabled: isYear,
  });
  const policy = useQuery({
    queryKey: ['policies'],
    queryFn: () => done(api.GET('/policies')),
    select: (all) => must(all.find(({ key }) => key === CLOSURES_POLICY), CLOSURES_POLICY), // prettier-ignore
  });
  return (
    <Page title="Calendar">
      <p>Besides these days, Saturdays and Sundays do not count. A change moves every clock that runs, at once.</p>
      <Label htmlFor="year">Year</Label>
      <TextInput
        id="year"
        name="year"
        type="number"
        inputSize="small"
        value={String(year)}
        onChange={({ target }) => setAddress({ year: target.value }, { replace: true })}
      />
      {!isYear && (
        <p role="alert">
          Type a year from {FIRST} to {LAST}.
        </p>
      )}
      {isYear && (
        <Loaded of={calendar}>
          {(found) => <Loaded of={policy}>{(closures) => <Year of={found} closures={closures} />}</Loaded>}
        </Loaded>
      )}
    </Page>
  );
}

function Year({ of: calendar, closures }: { readonly of: Calendar; readonly closures: Policy }): ReactElement {
  const mayEdit = useMay('edit', 'Policy');
  const { holidays, closures: answer } = calendar;
  return (
    <>
      <Table caption={`Closed in ${calendar.year}`} columns={['Day', 'Why', 'Kind', ...(mayEdit ? ['Change'] : [])]}>
        {calendar.closed.map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.day}</th>
            <td>{day.why}</td>
            <td>{day.kind === 'legal-holiday' ? 'Legal holiday' : 'Closed by the City'}</td>
            {mayEdit && <td>{day.kind === 'city-closure' && <TakeOut day={day.day} closures={closures} />}</td>}
          </tr>
        ))}
      </Table>
      <p>
        Legal holidays: {holidays.authority}, version {holidays.version}, in force since {holidays.effective}. They
        follow the statute, ship with Daylight and change with an update.
      </p>
      <p>
        Days closed by the City, on the authority of the {closures.authority}.{' '}
        {answer
          ? `Version ${answer.version}, approved by ${answer.approvedBy}, since ${inCambridge(answer.effectiveAt)}: ${answer.reason}`
          : 'None has been entered yet.'}
      </p>
      {mayEdit && <AddDay closures={closures} />}
    </>
  );
}

/** Puts another list in force, on the answer that was read: nobody's day is lost to somebody who entered another. */
async function putInForce(policy: Policy, value: readonly Closure[], { reason }: Values): Promise<void> {
  const replaces = policy.history.at(-1)?.version ?? 0;
  const body = { value, reason: reason ?? '', replaces } as unknown as Views['PolicyDto'];
  await done(api.PUT('/policies/{key}', { params: { path: { key: CLOSURES_POLICY } }, body }));
  await Promise.all([['policies'], ['calendar'], ['clips']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

const listed = ({ value }: Policy): readonly Closure[] => value as unknown as readonly Closure[];

function AddDay({ closures }: { readonly closures: Policy }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const save = ({ day, why, ...approval }: Values): Promise<void> =>
    putInForce(closures, withDay(listed(closures), { day: asText(day), why: asText(why) }), approval);
  return (
    <>
      <Button type="button" onClick={() => setOpen(true)}>
        Enter a closed day
      </Button>
      {isOpen && (
        <Sheet title="A closed day" onClose={close}>
          <RecordForm fields={NEW_DAY} values={{}} action="Put it in force" onSave={save} onClose={close} />
        </Sheet>
      )}
    </>
  );
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function TakeOut({ day, closures }: { readonly day: string; readonly closures: Policy }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const save = (approval: Values): Promise<void> => putInForce(closures, withoutDay(listed(closures), day), approval);
  return (
    <>
      <Button type="button" outline onClick={() => setOpen(true)}>
        Take it out<span className="usa-sr-only">: {day}</span>
      </Button>
      {isOpen && (
        <Sheet title={`Take out ${day}`} onClose={close}>
          <RecordForm fields={[REASON]} values={{}} action="Take it out" onSave={save} onClose={close} />
        </Sheet>
      )}
    </>
  );
}
