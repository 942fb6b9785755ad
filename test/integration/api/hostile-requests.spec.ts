import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Role } from '@app/access';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, aColleague, everybody } from '../../drivers/case';
import { ask, problem } from '../../drivers/staff-http';
import { HOSTILE_TEXTS } from '../../factories/hostile';
import { expectDecentAnswer } from '../../support/decent-answer';
import { startDaylight, type TestDaylight } from '../../support/daylight';

const openapi = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { requestBody?: unknown; parameters?: { name: string; in: string }[] }>>;
};
const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
);

let daylight: TestDaylight;
let staff: Staff;
/** Holds every role there is. */
let anyone: StaffSession;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  anyone = await aColleague(daylight, 'anyone', Object.keys(ROLES) as Role[]);
  clip = await aCaseAt('solicitorReview', { daylight, staff });
});
afterAll(() => daylight.stop());

/** What fits into an address: the longest of them would be refused by any server before it is read. */
const SHORT = HOSTILE_TEXTS.filter((text) => text.length < 3000 && text.isWellFormed());
const BROKEN = ['%', '%zz', '%c0%af', '%ff', '%00', '..%2f..', '%2e%2e%2f', 'a'.repeat(3000), '%0d%0aSet-Cookie:x=1'];

it.each(operations.filter(({ path }) => path.includes('{')))(
  'answers odd things in its address decently: $method $path',
  async ({ method, path }) => {
    const odd = [...SHORT.map((text) => encodeURIComponent(text)), ...BROKEN];
    const within = path.replace('{id}', clip); // the clip is there, what is asked of it is odd
    const addresses = odd.map((text, i) => (i % 2 === 0 ? path : within).replace(/\{\w+\}/g, text || 'x'));
    await Promise.all(
      addresses.map(async (address) => {
        const answer = await ask(anyone, method, address, { headers: { 'if-match': '"1"' } });
        if (method === 'HEAD') expect(answer.status).toBeLessThan(500);
        else expectDecentAnswer(answer, { sent: `${method} ${address}` });
        expect(answer.headers.get('set-cookie') ?? '').not.toContain('x=1');
      }),
    );
  },
);

const queries = operations.flatMap(({ method, path, parameters = [] }) =>
  parameters.filter((one) => one.in === 'query').map(({ name }) => ({ method, path, name })),
);

it.each(queries)('answers odd questions decently: $method $path?$name', async ({ method, path, name }) => {
  const address = path.replace('{id}', clip);
  const odd = [...SHORT.map((text) => encodeURIComponent(text)), ...BROKEN, '1e30', '-1', '9007199254740993', '1&x=2'];
  const forms = [`${name}[]=1`, `${name}[__proto__]=1`, `${name}=1&${name}=2`, `${name}[a][b]=1`];
  await Promise.all(
    [...odd.map((value) => `${name}=${value}`), ...forms].map(async (query) =>
      expectDecentAnswer(await ask(anyone, method, `${address}?${query}`), { sent: query }),
    ),
  );
});

const JSON_TYPE = { 'content-type': 'application/json' };
it.each([
  ['{"a":', JSON_TYPE, 400, /not the JSON/],
  ['nonsense', JSON_TYPE, 400, /not the JSON/],
  ['"text"', JSON_TYPE, 400, /not the JSON/],
  ['[]', JSON_TYPE, 400, /JSON object, not a list/],
  ['[{}]', JSON_TYPE, 400, /JSON object, not a list/],
  [`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`, JSON_TYPE, 400, /nested more than 40 levels/],
  [`{"a":${'['.repeat(200_000)}`, JSON_TYPE, 400, /nested more than 40 levels/],
  [`{"a":"${'x'.repeat(3_000_000)}"}`, JSON_TYPE, 413, /larger than 2mb/],
  ['{"userName":"a\\u0000b"}', JSON_TYPE, 400, /cannot be kept/],
  ['{"__proto__":{"isAdmin":true}}', JSON_TYPE, 400, /cannot be kept/],
  ['{}', { 'content-type': 'text/plain' }, 415, /Send JSON/],
  ['a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /Send JSON/],
  ['--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415, /Send JSON/],
  ['{}', { 'content-type': 'application/json; charset=iso-8859-1' }, 415, /UTF-8/],
  ['{}', { ...JSON_TYPE, 'content-encoding': 'br2' }, 415, /UTF-8/],
  ['not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400, /not the JSON/],
] as const)('refuses a body that cannot be read: %.40s', async (raw, headers, status, words) => {
  for (const [method, path] of [
    ['POST', '/session'],
    ['PUT', `/clips/${clip}/determination`],
  ] as const) {
    const answer = await ask(anyone, method, path, { raw, headers: { ...headers, 'if-match': '"1"' } });
    expectDecentAnswer(answer, { status: [status] });
    expect(problem(answer).detail).toMatch(words);
  }
});

it.each(['/nothing', '/clips/', '/.env', '/api/../clips', '//clips', '/clips/%2e%2e/staff', '/uploads', '/graphql'])(
  'answers an address that leads nowhere: %s',
  async (path) => {
    expectDecentAnswer(await ask(anyone, 'GET', path), { status: [200, 404] });
    expectDecentAnswer(await ask(anyone, 'DELETE', path), { status: [404] });
  },
);

it('keeps running when a request breaks the rules of HTTP itself', async () => {
  for (const bytes of [
    'GET / HTTP/9.9\r\n\r\n',
    'POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    'POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'GET /clips HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n',
  ])
    expect(await spoken(bytes)).toMatch(/^HTTP\/1\.1 (400|431)/);
  expect((await ask(anyone, 'GET', '/session')).status).toBe(200);
});

/** What comes back for bytes sent as they are. */
function spoken(bytes: string): Promise<string> {
  const { hostname, port } = new URL(daylight.api);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(answer));
  });
}

it.each(['original?why=a%20test', 'proxy', 'waveform', 'frame-index', 'keyframe-strip'])(
  'gives staff the part of a file that they ask for, to nobody’s cache: %s',
  async (name) => {
    const path = `/clips/${clip}/${name}`;
    const part = (range: string) => ask(staff['case-officer'], 'GET', path, { headers: { range } });
    const whole = await ask(staff['case-officer'], 'HEAD', path);
    const size = Number(whole.headers.get('content-length'));
    expect([whole.status, whole.text, size > 10]).toEqual([200, '', true]);
    const first = await part('bytes=0-9');
    expect([first.status, first.headers.get('content-range')]).toEqual([206, `bytes 0-9/${size}`]);
    expect(first.headers.get('content-length')).toBe('10');
    expect((await part(`bytes=${size - 1}-`)).headers.get('content-range')).toBe(
      `bytes ${size - 1}-${size - 1}/${size}`,
    );
    for (const odd of ['bytes=x', 'lines=1-2', 'bytes=0-1,3-4', `bytes=${'0-1,'.repeat(200)}`])
      expect((await part(odd)).status).toBe(200);
    const beyond = await part(`bytes=${size}-`);
    expectDecentAnswer(beyond, { status: [416] });
    expect(problem(beyond)).toMatchObject({ code: 'range-unsatisfiable', detail: `The file has ${size} bytes.` });
    expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`);
    for (const answer of [whole, first, beyond]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(whole.headers.get('content-type')).not.toMatch(/html|xml|script/);
  },
);

it('keeps an idle connection for longer than a proxy does, and says so', async () => {
  const { headers } = await ask(staff['case-officer'], 'GET', '/session');
  expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', 'timeout=75']);
});

it('notes every reading of an original, and why, before a byte leaves', async () => {
  const custody = async (): Promise<unknown[]> =>
    (
      JSON.parse((await ask(anyone, 'GET', `/clips/${clip}/custody`)).text) as { action: string; reason: string }[]
    ).filter((one) => one.action === 'read-original' && one.reason === 'court asked');
  await ask(staff['case-officer'], 'GET', `/clips/${clip}/original?why=court%20asked`, {
    headers: { range: 'bytes=0-0' },
  });
  expect(await custody()).toMatchObject([{ with: { range: '0-0' }, outcome: 'done' }]);
  expect((await ask(staff['case-officer'], 'GET', `/clips/${clip}/original`)).status).toBe(400);
});
