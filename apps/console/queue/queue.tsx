import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Label, Select, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../shell/api';
import { usePerson } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { clockTime, inCambridge } from '../ui/times';
import { asWords } from '../ui/words';
import { Deadlines } from './deadlines';

type Clip = Views['ClipSummaryView'];

/** What needs me, then everything that I may see. Filters are in the address: a link or a bookmark is a saved filter. */
export function Queue(): ReactElement {
  const { roles } = usePerson();
  const clips = useQuery({
    queryKey: ['clips'],
    queryFn: () => done(api.GET('/clips')),
    refetchInterval: 15_000,
  });
  return (
    <Page title="Work">
      <Loaded of={clips}>
        {(all) => {
          const mine = all.filter(({ waitsFor }) => roles.some((role) => waitsFor.includes(role)));
          return (
            <>
              <section aria-labelledby="mine">
                <h2 id="mine">What needs you</h2>
                {mine.length === 0 ? <p>Nothing waits for you.</p> : <Deadlines clips={mine} />}
              </section>
              <section aria-labelledby="all">
                <h2 id="all">All clips that you may see</h2>
                <Filtered clips={all} />
              </section>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

const WORDS = 'q';
const STATE = 'state';

function Filtered({ clips }: { readonly clips: readonly Clip[] }): ReactElement {
  const [address, setAddress] = useSearchParams();
  const [words, state] = [address.get(WORDS) ?? '', address.get(STATE) ?? ''];
  const set = (key: string, value: string): void =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(key);
        else after.set(key, value);
        return after;
      },
      { replace: true },
    );
  const found = clips.filter((clip) => matches(clip, words) && (state === '' || clip.state === state));
  const states = [...new Set(clips.map((clip) => clip.state))].sort();
  return (
    <>
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <div>
          <Label htmlFor="words">File, camera or number</Label>
          <TextInput
            id="words"
            name="words"
            type="search"
            value={words}
            onChange={({ target }) => set(WORDS, target.value)}
          />
        </div>
        <div>
          <Label htmlFor="state">State</Label>
          <Select id="state" name="state" value={state} onChange={({ target }) => set(STATE, target.value)}>
            <option value="">Any</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {asWords(one)}
              </option>
            ))}
          </Select>
        </div>
      </form>
      <p role="status">
        {found.length} of {clips.length} clips
      </p>
      {found.length > 0 && <Clips clips={found} />}
    </>
  );
}

const matches = ({ id, nativeFilename, cameraLabel }: Clip, words: string): boolean =>
  [id, nativeFilename, cameraLabel ?? ''].some((text) => text.toLowerCase().includes(words.trim().toLowerCase()));

/** So many rows at once: more are found faster by a filter than by scrolling. */
const MOST_ROWS = 200;

function Clips({ clips }: { readonly clips: readonly Clip[] }): ReactElement {
  return (
    <>
      <Table caption="Clips, newest first" columns={['Clip', 'State', 'Waits for', 'Length', 'Received']}>
        {clips.slice(0, MOST_ROWS).map((clip) => (
          <tr key={clip.id}>
            <th scope="row">
              <Link to={`/clips/${clip.id}`}>{clip.nativeFilename}</Link>
            </th>
            <td>{clip.verdict === 'quarantined' ? 'Quarantined' : asWords(clip.state)}</td>
            <td>{clip.waitsFor.map(asWords).join(' or ') || '–'}</td>
            <td>{clip.duration === null ? '–' : clockTime(clip.duration)}</td>
            <td>{inCambridge(clip.receivedAt)}</td>
          </tr>
        ))}
      </Table>
      {clips.length > MOST_ROWS && <p>The first {MOST_ROWS} are shown. Filter to see others.</p>}
    </>
  );
}
