import { join } from 'node:path';
import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { Client } from 'pg';
import { until } from '../../../apps/ops/client/wait';
import { ifMatch, move, receive, signInAll, type Staff } from '../../../apps/ops/demo/steps';
import { DEMO_INCIDENT } from '../../../apps/ops/up/demonstration';
import { aClip } from '../../fixtures/clips';
import { startDaylight, type TestDaylight } from '../../support/daylight';

let daylight: TestDaylight;
let owner: Client;
let staff: Staff;
let clip: string;

beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  owner = new Client({ connectionString: daylight.database.owner });
  await owner.connect();
  staff = await signInAll(daylight.api, daylight.accounts);
  const path = aClip(daylight.data.root, { seconds: 1 });
  ({ clipId: clip } = await receive(path, staff, join(daylight.data.root, 'uploads.json')));
  await settled();
});
afterAll(async () => {
  await owner.end();
  await daylight.stop();
});

interface Entry {
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
  readonly with?: { readonly codes?: readonly string[] };
}

async function settled(): Promise<void> {
  await until('the staff copies', 120, async () => {
    const { rows } = await owner.query(
      "SELECT 1 FROM pgboss.job WHERE state < 'completed' AND name NOT LIKE '\\_\\_%'",
    );
    return rows.length === 0;
  });
}

/** What an act left in the log. */
async function entriesOf(act: () => Promise<unknown>): Promise<Entry[]> {
  const before = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM ledger_entry');
  await act();
  const { rows } = await owner.query<{ act: Entry }>('SELECT act FROM ledger_entry WHERE index >= $1 ORDER BY index', [
    before.rows[0]!.n,
  ]);
  return rows.map((row) => row.act);
}

/** Every row of every table of ours, and every job, as one text. Sessions are no acts. */
async function everyRow(): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'session' ORDER BY 1`,
  );
  const parts: unknown[] = [];
  for (const { name } of rows) {
    const { rows: found } = await owner.query(`SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM "${name}" t`);
    parts.push([name, found]);
  }
  parts.push((await owner.query('SELECT count(*) FROM pgboss.job')).rows);
  return JSON.stringify(parts);
}

interface Act {
  readonly name: string;
  readonly logged: string;
  readonly run: () => Promise<{ response: Response }>;
}

const path = () => ({ id: clip });
const revision = async (): Promise<number> => {
  const { rows } = await owner.query<{ revision: number }>('SELECT revision FROM clip WHERE id = $1', [clip]);
  return rows[0]!.revision;
};
const occurredAt = new Date(Date.now() - 3 * 86_400_000).toISOString();

/** One act of each service, by the person whose act it is. */
const ACTS: readonly Act[] = [
  {
    name: 'opening an incident',
    logged: 'open-incident',
    run: () =>
      staff['case-officer'].api.POST('/incidents', {
        body: { ...DEMO_INCIDENT, agencies: [...DEMO_INCIDENT.agencies], occurredAt },
      }),
  },
  {
    name: 'editing the facts of a clip',
    logged: 'edit-clip',
    run: async () =>
      staff['case-officer'].api.PATCH('/clips/{id}', {
        params: { path: path(), ...ifMatch(await revision()) },
        body: { showsViolence: true, byFederalOfficial: true },
      }),
  },
  {
    name: 'raising a flag',
    logged: 'raise-flag',
    run: () =>
      staff['case-officer'].api.POST('/clips/{id}/flags', {
        params: { path: path() },
        body: { flag: 'juvenile', raised: true, reason: 'A young person is seen at the kerb.' },
      }),
  },
  {
    name: 'consulting the District Attorney',
    logged: 'consult',
    run: () =>
      staff['case-officer'].api.POST('/clips/{id}/consultations', {
        params: { path: path() },
        body: { party: 'Middlesex District Attorney', sentOn: '2026-11-23' },
      }),
  },
  {
    name: 'recording a notice',
    logged: 'give-notice',
    run: () =>
      staff.liaison.api.POST('/clips/{id}/notices', {
        params: { path: path() },
        body: {
          personClass: 'witness',
          channel: 'by letter',
          language: 'English',
          result: 'sent',
          consent: 'not-asked',
          givenAt: occurredAt,
        },
      }),
  },
  {
    name: 'recording a records request',
    logged: 'enter-request',
    run: () =>
      staff['records-officer'].api.POST('/records-requests', {
        body: { number: 'R-1', received: '2026-11-20', asksFor: 'All footage of the day.' },
      }),
  },
  {
    name: 'deciding a policy',
    logged: 'decide-policy',
    run: () =>
      staff.solicitor.api.PUT('/policies/{key}', {
        params: { path: { key: 'preserve.days' } },
        body: { value: 3 as never, reason: 'Decided for the winter.' },
      }),
  },
  {
    name: 'approving a table of law',
    logged: 'approve-table',
    run: async () => {
      const { sha256 } = await done(staff.solicitor.api.GET('/redaction-catalogue/version'));
      return staff.solicitor.api.POST('/redaction-catalogue/approval', { body: { sha256 } });
    },
  },
  {
    name: 'taking a step of the workflow',
    // One that says nothing in public: a line of the docket has an entry of its own.
    logged: 'rejectAsOutOfScope',
    run: () =>
      staff['assistant-solicitor'].api.POST('/clips/{id}/moves/{move}', {
        params: { path: { id: clip, move: 'rejectAsOutOfScope' } },
        body: { reason: 'It shows no federal official.' },
      }),
  },
];

describe('when the log cannot be written', () => {
  beforeAll(async () => {
    await owner.query(`CREATE FUNCTION log_is_full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await owner.query('CREATE TRIGGER log_is_full BEFORE INSERT ON ledger_entry EXECUTE FUNCTION log_is_full()');
  });
  afterAll(() => owner.query('DROP TRIGGER log_is_full ON ledger_entry'));

  it.each(ACTS)('$name leaves no trace, in any table or queue', async ({ run }) => {
    const before = await everyRow();
    const { response } = await run();
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await everyRow()).toBe(before);
  });
});

describe('when the log can be written', () => {
  it('a refused step has exactly one entry, with every reason, and changes nothing', async () => {
    const state = () => owner.query('SELECT * FROM determination');
    const before = (await state()).rows;
    const refused = async (name: DeterminationMove, code = 'move-refused') => {
      await expect(move(clip, name, staff.solicitor)).rejects.toMatchObject({ code });
    };
    expect(await entriesOf(() => refused('withdrawSignOff'))).toEqual([
      expect.objectContaining({ action: 'withdrawSignOff', outcome: 'refused' }),
    ]);
    const [entry] = await entriesOf(() => refused('passRedactions', 'not-permitted'));
    expect(entry?.with?.codes).toEqual(['wrong-state', 'wrong-role', 'rendering-unverified', 'not-watched']);
    expect((await state()).rows).toEqual(before);
  });

  it.each(ACTS)('$name has exactly one entry, done by whoever did it', async ({ run, logged }) => {
    const entries = await entriesOf(async () => {
      const { response } = await run();
      expect(response.status).toBeLessThan(300);
    });
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([[logged, 'done']]);
    expect(entries[0]?.actor).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reading an original has one, before its first byte', async () => {
    const read = async () => {
      const url = `${daylight.api}/clips/${clip}/original?why=compared with the receipt`;
      const response = await fetch(url, { headers: { cookie: staff['case-officer'].cookie() } });
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    };
    expect(await entriesOf(read)).toEqual([expect.objectContaining({ action: 'read-original', outcome: 'done' })]);
  });

  it('what one’s role does not cover is refused like what does not exist, and is in the log', async () => {
    const refused = async () => {
      const asked = staff['redaction-technician'].api.GET('/clips/{id}', { params: { path: path() } });
      expect((await asked).response.status).toBe(404);
    };
    expect(await entriesOf(refused)).toEqual([expect.objectContaining({ outcome: 'refused' })]);
  });
});
