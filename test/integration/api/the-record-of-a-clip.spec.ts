import { StaffService } from '@app/staff';
import { hex } from '@app/kernel';
import { sha256 } from '@app/ledger';
import { treeRoot } from '@app/ledger/domain';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, type Asker, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';
import { readPdf } from '../../support/read-pdf';

let daylight: TestDaylight;
let staff: Staff;
let done: string;
let fresh: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  done = await aCaseAt('published', { daylight, staff });
  fresh = await aCaseAt('triage', { daylight, staff, recipe: { name: 'fresh.mp4' } });
});
afterAll(() => daylight.stop());

const KINDS = ['custody', 'determination', 'exemptions', 'certificate'] as const;
const page = (by: Asker, clip: string, report: string): Promise<Answer> => ask(by, 'GET', `/clips/${clip}/reports/${report}`); // prettier-ignore

async function pdf(clip: string, report: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const { baseUrl, cookie } = staff.solicitor;
  const answer = await fetch(`${baseUrl}/clips/${clip}/reports/${report}.pdf`, { headers: { cookie: cookie() } });
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const leaves = (): Promise<Buffer[]> =>
  withClient(daylight.database.app, async (client) => {
    const { rows } = await client.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM ledger_entry ORDER BY index');
    return rows.map((row) => row.leaf_hash);
  });

/** Number of entries and hash of the head, as a report states them. */
const HEAD = /Entries in the log\s*(\d+)\s*Hash of the head of the log\s*([0-9a-f]{64})/;

async function holdsHead(text: string): Promise<void> {
  const [, size, root] = HEAD.exec(text) ?? [];
  expect(hex(treeRoot(sha256, (await leaves()).slice(0, Number(size))))).toBe(root);
}

it.each(KINDS)(
  '%s comes as a page and as a PDF, never kept by a cache, with the hash of the head that verifies',
  async (kind) => {
    const html = await page(staff.solicitor, done, kind);
    expect(html.status).toBe(200);
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    const { headers, bytes } = await pdf(done, kind);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="daylight-${kind}.pdf"`);
    for (const sent of [html.headers, headers]) expect(sent.get('cache-control')).toBe('no-store');
    const { text, title, tagged } = await readPdf(bytes);
    expect([tagged, html.text.includes(`<title>${title} – Daylight</title>`)]).toEqual([true, true]);
    await holdsHead(text);
    await holdsHead(html.text.replaceAll(/<[^>]*>/g, ' '));
  },
);

it('gives the style sheet that the page names', async () => {
  const [, address = ''] = /href="(\/reports\/[^"]+)"/.exec((await page(staff.solicitor, done, 'custody')).text) ?? [];
  const sheet = await ask(daylight.api, 'GET', address);
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
});

it('names people where the reader may know them, also those who have left, and numbers where not', async () => {
  const names = await daylight.running.app.get(StaffService).names();
  const seen = (await page(staff.auditor, done, 'custody')).text;
  expect([...names.values()].some((name) => seen.includes(name))).toBe(true);
  const hidden = (await page(staff.liaison, done, 'custody')).text;
  const { person } = json<{ person: { name: string } }>(await ask(staff.liaison, 'GET', '/session'));
  expect([...names.values()].filter((name) => hidden.includes(name))).toEqual([person.name]);
});

describe('before anything is determined', () => {
  it.each(['determination', 'exemptions'])('refuses %s and says what would have to be true', async (kind) => {
    const refused = await page(staff.solicitor, fresh, kind);
    expect(refused.status).toBe(409);
    expect(problem(refused)).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('cannot be drawn yet') as string,
      reasons: [{ code: 'nothing-determined', says: 'A determination on this clip has been signed.' }],
    });
    expect((await ask(staff.solicitor, 'GET', `/clips/${fresh}/reports/${kind}.pdf`)).status).toBe(409);
  });

  it('draws custody report and certificate', async () => {
    for (const kind of ['custody', 'certificate']) expect((await page(staff.solicitor, fresh, kind)).status).toBe(200);
  });

  it('lists what can be had, with the reason for what cannot', async () => {
    const offered = json<{ report: string; refusal: { code: string } | null }[]>(
      await ask(staff.solicitor, 'GET', `/clips/${fresh}/reports`),
    );
    expect(offered.map(({ report, refusal }) => [report, refusal?.code])).toEqual([
      ['custody', undefined],
      ['determination', 'nothing-determined'],
      ['exemptions', 'nothing-determined'],
      ['certificate', undefined],
    ]);
  });
});

it('keeps memo and index from whoever may not read the determination, and does not offer them', async () => {
  const officer = staff['case-officer'];
  for (const kind of ['determination', 'exemptions', 'no-such-report'])
    expect((await page(officer, done, kind)).status).toBe(404);
  const offered = json<{ report: string }[]>(await ask(officer, 'GET', `/clips/${done}/reports`));
  expect(offered.map(({ report }) => report)).toEqual(['custody', 'certificate']);
  expect((await page(staff['records-officer'], done, 'exemptions')).status).toBe(200);
});

it('lists in the exemption index exactly the portions of which the public record tells', async () => {
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ record: { hidden: { category: string; why: string }[] } }>('SELECT record FROM publication'),
  );
  const hidden = rows[0]!.record.hidden;
  expect(hidden.length).toBeGreaterThan(0);
  const { text } = await page(staff['records-officer'], done, 'exemptions');
  expect(text.match(/<tr><th scope="row">\d+<\/th>/g)).toHaveLength(hidden.length);
  for (const { category } of hidden) expect(text).toContain(category);
});

interface Custody {
  ledgerIndex: number;
  action: string;
  with: Record<string, string> | null;
}
const custody = async (clip: string): Promise<Custody[]> => json<Custody[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/custody`)); // prettier-ignore

it('records that a report was drawn, in which form, and the hash of what it said', async () => {
  await page(staff.auditor, fresh, 'certificate');
  const last = (await custody(fresh)).at(-1);
  expect(last).toMatchObject({ action: 'draw-report', with: { report: 'certificate', form: 'page' } });
  expect(last?.with?.['sha256']).toMatch(/^[0-9a-f]{64}$/);
});

interface Check {
  holds: boolean;
  entries: number;
  signaturesChecked: boolean;
  faults: { entry: number | null; ofThisClip: boolean; says: string }[];
}
const check = async (clip: string): Promise<Check> => json<Check>(await ask(staff.auditor, 'GET', `/clips/${clip}/custody/check`)); // prettier-ignore

/** Somebody who owns the server: guards off, one act written anew; and back again. */
async function whileAltered(index: number, change: string, then: () => Promise<void>): Promise<void> {
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query<{ act: unknown }>('SELECT act FROM ledger_entry WHERE index = $1', [index]);
    await client.query(`UPDATE ledger_entry SET act = (${change})::json WHERE index = $1`, [index]);
    await then();
    await client.query('UPDATE ledger_entry SET act = $2 WHERE index = $1', [index, JSON.stringify(rows[0]!.act)]);
  });
}

describe('the check of a record', () => {
  it('finds nothing in a record that nobody touched, signatures included, and what the clip’s entries are', async () => {
    expect(await check(done)).toMatchObject({
      holds: true,
      signaturesChecked: true,
      entries: (await custody(done)).length,
      faults: [],
    });
  });

  it('names the entry whose act was altered, of this clip before any other', async () => {
    const [received] = await custody(done);
    await whileAltered(received!.ledgerIndex, `jsonb_set(act::jsonb, '{reason}', '"another"')`, async () => {
      expect(await check(done)).toMatchObject({
        holds: false,
        faults: [{ entry: received!.ledgerIndex, ofThisClip: true, says: `entry ${received!.ledgerIndex}: the act is not the one it commits to` }],
      }); // prettier-ignore
      expect((await check(fresh)).faults).toMatchObject([{ entry: received!.ledgerIndex, ofThisClip: false }]);
      const report = (await page(staff.auditor, done, 'custody')).text;
      expect(report).toContain(`entry ${received!.ledgerIndex}: the act is not the one it commits to`);
    });
    expect((await check(done)).holds).toBe(true);
  });

  it('finds an act that was altered to be about something else, and so is missing from the clip', async () => {
    const second = (await custody(done))[1]!;
    await whileAltered(second.ledgerIndex, `jsonb_set(act::jsonb, '{object,id}', '"elsewhere"')`, async () => {
      expect((await custody(done)).map((one) => one.ledgerIndex)).not.toContain(second.ledgerIndex);
      expect(await check(done)).toMatchObject({ holds: false, faults: [{ entry: second.ledgerIndex }] });
    });
  });
});
