import { must } from '@app/kernel';
import { manyPublic, WORDS } from '../factories/many-public';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';
import { OwnPortal } from '../support/own-portal';
import { note } from './measure';

const COUNT = 100_000;
const TIMES = 40;
const REACH = 50;

let daylight: TestDaylight;
let portal: OwnPortal; // as in earnest: React's build for development takes twice as long for a page
beforeAll(async () => {
  daylight = await startDaylight({ portal: true });
  await manyPublic(daylight.database.owner, COUNT);
  portal = await OwnPortal.start(daylight.database.portal, daylight.data.store, { PORTAL_URL: daylight.portal });
});
afterAll(async () => {
  await portal.stop();
  await daylight.stop();
});

/** Every kind of page by which something is found; the last page too. `{n}` is another number each time. */
const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['home', '/'],
  ['releases, first page', '/releases'],
  ['releases, page {n} of 5000', '/releases?page={n}'],
  ['releases, last page', '/releases?page=5000'],
  ['filter: neighbourhood', '/releases?neighbourhood=Riverside'],
  ['filter: agency, camera, described', '/releases?agency=ICE&camera=body-worn&described=1'],
  ['filter: dates, far back', '/releases?from=2026-03-01&to=2026-06-30&page=300'],
  [`search: ${WORDS.everywhere}, in all`, `/releases?q=${WORDS.everywhere}`],
  [`search: ${WORDS.everywhere}, page 50`, `/releases?q=${WORDS.everywhere}&page=50`],
  [`search: ${WORDS.often}, in 5,000`, `/releases?q=${WORDS.often}`],
  [`search: ${WORDS.often}, page 50`, `/releases?q=${WORDS.often}&page=50`],
  [`search: ${WORDS.seldom}, in 100`, `/releases?q=${WORDS.seldom}`],
  [`search: ${WORDS.once}, in one`, `/releases?q=${WORDS.once}`],
  ['search: a number, and a neighbourhood', '/releases?q=number+{n}&neighbourhood=The+Port'],
  ['search: a phrase', '/releases?q=%22show+me+the+warrant%22&camera=body-worn'],
  ['search: nothing', '/releases?q=zeppelin'],
  ['docket, first page', '/docket'],
  ['docket, page {n} of 2000', '/docket?page={n}'],
  ['docket, last page', '/docket?page=2000'],
  ['docket: withheld under (f)', '/docket?outcome=withheld&prong=%28f%29'],
  ['docket: overdue', '/docket?overdue=1'],
  ['docket: a year, far back', '/docket?year=2026&page=500'],
  ['an entry of the docket', '{docket}'],
  ['an incident', '{incident}'],
  ['figures and map', '/statistics'],
];

const quantile = (sorted: readonly number[], share: number): number =>
  must(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))], 'a time');

async function milliseconds(path: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${portal.privateUrl}${path}`);
  await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - began;
}

it(`finds among ${COUNT} releases and lines of the docket`, () =>
  withClient(daylight.database.owner, async (client) => {
    const { rows } = await client.query<{ docket: string; incident: string }>(
      'SELECT (SELECT id FROM docket_entry LIMIT 1) AS docket, (SELECT incident_id FROM public_search LIMIT 1) AS incident',
    );
    const names = must(rows[0], 'names');
    const slowest: [p95: number, name: string][] = [];
    note(`${'page'.padEnd(44)}  p50 ms  p95 ms   worst  (reach: p95 of each at most ${REACH})`);
    for (const [name, path] of PAGES) {
      const times: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        await client.query('UPDATE public_revision SET revision = revision + 1'); // no page is handed out as it was kept
        const address = path
          .replace('{n}', String(1 + ((i * 613) % 2000)))
          .replace('{docket}', `/docket/${names.docket}`)
          .replace('{incident}', `/incidents/${names.incident}`);
        times.push(await milliseconds(address));
      }
      slowest.push([report(name, times), name]);
    }
    for (const [p95, name] of slowest.toSorted(([a], [b]) => b - a).slice(0, 3))
      note(`among the slowest: ${name}, ${p95.toFixed(1)} ms`);
  }));

/** Tells a page's own figures; returns its 95th percentile: what a quick page saves makes up for no slow one. */
function report(name: string, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const figures = [0.5, 0.95, 1].map((share) => quantile(sorted, share));
  note(`${name.padEnd(44)} ${figures.map((one) => one.toFixed(1).padStart(7)).join(' ')}`);
  return quantile(sorted, 0.95);
}
