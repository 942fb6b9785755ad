import { inRequest } from './correlation';
import { createLogger } from './logger';

const written: string[] = [];
const log = createLogger('portal', 'info', { write: (line) => void written.push(line) });
const last = (): Record<string, unknown> => JSON.parse(written.at(-1) ?? '') as Record<string, unknown>;

it('an entry is one line of JSON that says when, in UTC, how bad, by which process and for which request', () => {
  inRequest('a request', () => log.info({ port: 1 }, 'started'));
  expect(last()).toMatchObject({ level: 30, process: 'portal', request: 'a request', port: 1, msg: 'started' });
  const { time } = last() as { time: string };
  expect(new Date(time).toISOString()).toBe(time);
  log.debug('not asked for');
  expect(written).toHaveLength(1);
});

it('no value begins a line of its own, and no control character is written as it is', () => {
  const forged = 'x\n{"level":60,"msg":"forged"}\r\u001b[2J';
  log.info({ value: forged }, forged);
  expect([last()['value'], last()['msg']]).toEqual([forged, forged]);
  const [line = '', rest] = (written.at(-1) ?? '').split('\n');
  expect([rest, [...line].filter((one) => one < ' ')]).toEqual(['', []]);
});

it('no secret is written, wherever somebody puts it', () => {
  log.info({ password: 'hunter2', request: { cookie: 'hunter2', authorization: 'hunter2' }, storage: { secretKey: 'hunter2' } }); // prettier-ignore
  expect(written.at(-1)).not.toContain('hunter2');
});

it('of an error it is written what and where, not the values that a driver puts into its details', () => {
  const error = Object.assign(new Error('duplicate key', { cause: new Error('below') }), { code: '23505', detail: 'Key (name)=(Jane Roe) already exists.' }); // prettier-ignore
  log.error({ error }, 'failed');
  expect(last()['error']).toMatchObject({ name: 'Error', message: 'duplicate key', code: '23505', cause: { message: 'below' } }); // prettier-ignore
  expect(written.at(-1)).not.toContain('Jane Roe');
});
