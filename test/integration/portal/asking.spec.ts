import { PoliciesService } from '@app/determinations';
import { must } from '@app/kernel';
import { AsksService } from '@app/requests';
import { FOR_COPY } from '@app/static-site/domain';
import { ask, json } from '../../drivers/staff-http';
import { manyPublic } from '../../factories/many-public';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let release: string;
beforeAll(async () => {
  daylight = await startDaylight({ portal: true });
  await manyPublic(daylight.database.owner, 1);
  release = await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    const hidden = JSON.stringify([{ from: 1, to: 2, category: 'Bystander', what: 'picture' }]);
    const { rows } = await client.query<{ id: string }>(
      `UPDATE publication SET record = jsonb_set(record, '{hidden}', $1::jsonb) RETURNING release_id AS id`,
      [hidden],
    );
    return rows[0]!.id;
  });
});
afterAll(() => daylight.stop());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SAYS = 'My neighbour can be seen <at> the window.';
const body = (fields: Record<string, string> = {}): string =>
  new URLSearchParams({ kind: 'privacy', says: SAYS, reply_to: 'me@example.org', ...fields }).toString();

const put = (
  form: string,
  { path = `/releases/${release}/ask?span=1`, headers = {} }: { path?: string; headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${daylight.portal}${path}`, { method: 'POST', body: form, headers: { ...FORM, ...headers } });

interface Listed {
  readonly receipt: string;
  readonly says: string;
  readonly span: number | null;
  readonly state: string;
  readonly replyTo: string | null;
}

it('asks about one hidden second with a form that needs no script, no account and no cookie', async () => {
  const page = await ask(daylight.portal, 'GET', `/releases/${release}/ask?span=1`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Bystander');
  expect(page.text).toContain(`action="/releases/${release}/ask?span=1" method="post"`);
  expect(page.text).toContain('950 CMR 32.08');
  expect(page.text).not.toContain('<script');
  for (const path of [`/releases/${release}/ask?span=2`, `/releases/${release}/ask?span=x`, '/releases/none/ask'])
    expect([path, (await ask(daylight.portal, 'GET', path)).status]).toEqual([path, 404]);
});

it('takes nothing in by an address alone', async () => {
  for (const method of ['GET', 'HEAD'])
    expect((await ask(daylight.portal, method, `/releases/${release}/ask?${body()}`)).status).toBe(200);
  const asks = await withClient(daylight.database.owner, (client) => client.query('SELECT FROM public_ask'));
  expect(asks.rowCount).toBe(0);
});

it('becomes a task of the records officer, with an entry in the log when it comes in and when it ends', async () => {
  const answer = await put(body(), { headers: { origin: 'null', 'sec-fetch-site': 'same-origin' } });
  const text = await answer.text();
  expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('cache-control')]).toEqual([
    201,
    null,
    'no-store',
  ]);
  const [, receipt] = /class="receipt"><bdi[^>]*>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</.exec(text) ?? [];
  expect(text).toContain('Records Access Officer');
  expect(text).not.toContain('window');

  const asks = daylight.running.app.get(AsksService, { strict: false });
  expect([await asks.takeIn(), await asks.takeIn()]).toEqual([1, 0]);
  const [officer, solicitor] = [await daylight.as('records-officer'), await daylight.as('solicitor')];
  const [listed] = json<Listed[]>(await ask(solicitor, 'GET', '/asks'));
  expect(listed).toMatchObject({ receipt, says: SAYS, span: 1, state: 'open', replyTo: 'me@example.org' });

  const end = { end: 'answered', outcome: 'The window was painted over in version 2.' };
  expect((await ask(solicitor, 'POST', `/asks/${receipt}/end`, { json: end })).status).toBe(403);
  expect((await ask(officer, 'POST', `/asks/${receipt}/end`, { json: { ...end, outcome: 'Done.' } })).status).toBe(400);
  expect((await ask(officer, 'POST', `/asks/${receipt}/end`, { json: end })).status).toBe(204);
  expect((await ask(officer, 'POST', `/asks/${receipt}/end`, { json: end })).status).toBe(409);
  expect((await ask(officer, 'POST', '/asks/0000-0000-0000/end', { json: end })).status).toBe(404);
  expect(json<Listed[]>(await ask(officer, 'GET', '/asks'))).toMatchObject([{ receipt, state: 'answered' }]);

  const log = await withClient(daylight.database.owner, (client) =>
    client.query<{ act: object }>(`SELECT act FROM ledger_entry WHERE act->'object'->>'id' = $1 ORDER BY index`, [
      receipt,
    ]),
  );
  expect(log.rows.map(({ act }) => act)).toMatchObject([
    { actor: 'intake', action: 'receive-ask' },
    { action: 'end-ask', after: 'answered' },
  ]);
  expect(JSON.stringify(log.rows)).not.toMatch(/neighbour|example\.org/);
});

it('takes a request for a translation by the same form', async () => {
  const { text } = await ask(daylight.portal, 'GET', `/es/releases/${release}/ask`);
  expect(text).toContain('<label for="translation">Una traducción de lo que está escrito o se dice</label>');
  expect((await put(body({ kind: 'translation' }))).status).toBe(201);
});

it('leads whoever must be heard at once to the form, to a telephone and to an address', async () => {
  for (const path of ['/privacy', '/contact']) {
    const { text } = await ask(daylight.portal, 'GET', path);
    expect(text).toContain('<a href="tel:6175550100"><bdi dir="ltr">617-555-0100</bdi></a>');
    expect(text).toContain('<a href="mailto:records@cambridge.example">');
    expect(text).toContain('>Robin Records</bdi>');
    expect(text).toContain('<a href="/releases">choose the release</a>');
  }
});

it('states the policy in force, as soon as it is decided', async () => {
  const days = async () => /days at the latest: (\d+)/.exec((await ask(daylight.portal, 'GET', '/how-we-decide')).text)?.[1]; // prettier-ignore
  expect(await days()).toBe('30');
  const policies = daylight.running.app.get(PoliciesService, { strict: false });
  await policies.decideAsOperator({ key: 'a11y.described_days', value: 14, approvedBy: 'City Manager', reason: 'Sooner.' }); // prettier-ignore
  expect(await days()).toBe('14');
});

it('shows what was typed again where something is missing, as text', async () => {
  const answer = await put(body({ kind: '' }));
  const text = await answer.text();
  expect(answer.status).toBe(400);
  expect(text).toContain('Choose what it is about.');
  expect(text).toContain('My neighbour can be seen &lt;at&gt; the window.');
});

it.each<[what: string, status: number, send: () => Promise<Response>]>([
  ['from another site', 400, () => put(body(), { headers: { origin: 'https://example.org' } })],
  [
    'from another site that hides where it is',
    400,
    () => put(body(), { headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } }),
  ],
  ['as JSON', 400, () => put('{}', { headers: { 'content-type': 'application/json' } })],
  ['with a file', 400, () => put('--x--', { headers: { 'content-type': 'multipart/form-data; boundary=x' } })],
  ['with a body of megabytes', 400, () => put(body({ says: 'a'.repeat(2 ** 20) }))],
  [
    'with hundreds of fields',
    400,
    () => put(body(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, ''])))),
  ],
  [
    'about a release that is not public',
    404,
    () => put(body(), { path: '/releases/00000000-0000-4000-8000-000000000001/ask' }),
  ],
  ['anywhere else', 405, () => put(body(), { path: `/releases/${release}` })],
])('is refused %s', async (_what, status, send) => {
  const answer = await send();
  expect(answer.status).toBe(status);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

it('in a copy of the site says where to write instead of a form that nobody takes in', async () => {
  const path = `/releases/${release}/ask`;
  const copy = await ask(daylight.portal, 'GET', path, { headers: { [FOR_COPY]: '1' } });
  expect(copy.text).not.toContain('<form');
  expect(copy.text).toMatch(new RegExp(`name this release: <bdi class="hash">${release}</bdi>.*City Hall, 795`, 's'));
  expect((await ask(daylight.portal, 'GET', path)).text).toContain('<form class="ask" ');
});

it('is taken ten times an hour from one network; then keeps the words, and says where to write instead', async () => {
  const answers: Response[] = [];
  for (let i = 0; i < 11; i++) answers.push(await put(body()));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(8); // two were taken in above
  const last = must(answers.at(-1), 'the last answer');
  const text = await last.text();
  expect([last.status, last.headers.get('set-cookie'), last.headers.get('cache-control')]).toEqual([429, null, 'no-store']); // prettier-ignore
  expect(text).toContain('Send them in an hour, or write to the records access officer');
  expect(text).toContain('My neighbour can be seen &lt;at&gt; the window.');
  expect((await ask(daylight.portal, 'GET', '/releases')).status).toBe(200); // reading goes on
});
