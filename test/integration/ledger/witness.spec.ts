import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomInt } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, type Signer, signerFrom, verifierFrom } from '@app/ledger';
import {
  addCheckpointRequest,
  consistencyProof,
  cosignaturesOn,
  leafHash,
  verifierKey,
  witnessKey,
} from '@app/ledger/domain';
import { createLogger } from '@app/telemetry';
import { until } from '../../../apps/ops/client/wait';
import { freePort } from '../../../apps/ops/up/database';
import { type RunningWitness, startWitness } from '../../../apps/witness/witness';
import { aHistory, signedOver } from '../../support/log-server';
import { temporaryFolder } from '../../support/temporary';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const log = signerFrom(pem(), 'daylight.test/ledger');
const ownPem = pem();
const NAME = 'witness.test/w1';
const own = signerFrom(ownPem, NAME);
const verifier = verifierFrom(own.publicKey, NAME);

const one = aHistory(200);
/** Another history of the same log: it is the same up to entry 20. */
const other = [...one.slice(0, 20), ...aHistory(200, ' otherwise').slice(20)];

interface Said {
  readonly status: number;
  readonly text: string;
  readonly type: string | null;
}

const post = async (url: string, body: string, method = 'POST'): Promise<Said> => {
  const answer = await fetch(`${url}/add-checkpoint`, { method, ...(method === 'POST' && { body }) });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
};

const asked = (history: readonly Uint8Array[], older: number, size: number, signer: Signer = log): string => {
  const leaves = history.slice(0, size).map((body) => leafHash(sha256, body));
  const proof = older > 0 && older <= size ? consistencyProof(sha256, leaves, older) : [];
  return addCheckpointRequest(older, proof, signedOver(history.slice(0, size), signer));
};

let witness: RunningWitness;
let url: string;
let state: string;
const start = async (): Promise<void> => {
  witness = await startWitness(
    {
      production: false,
      logLevel: 'silent',
      host: '127.0.0.1',
      port: 0,
      name: NAME,
      key: ownPem,
      state,
      logs: [verifierKey(sha256, log)],
    },
    createLogger('witness', 'silent'),
  );
  url = `http://127.0.0.1:${witness.port}`;
};
beforeEach(async () => {
  state = temporaryFolder();
  await start();
});
afterEach(() => witness.stop());

it('cosigns a log that only grows, with its own key and the time', async () => {
  expect(witness.key).toBe(witnessKey(sha256, own));
  for (const [older, size] of [
    [0, 3],
    [3, 4],
    [4, 64],
    [64, 64],
    [64, 131],
  ] as const) {
    const answer = await post(url, asked(one, older, size));
    expect([size, answer.status]).toEqual([size, 200]);
    const [cosignature, ...more] = cosignaturesOn(sha256, signedOver(one.slice(0, size), log) + answer.text, [
      verifier,
    ]);
    expect(more).toEqual([]);
    expect(Math.abs(Date.now() - cosignature!.at.getTime())).toBeLessThan(60_000);
  }
});

it('refuses a fork and a rollback, also after it was started again', async () => {
  await post(url, asked(one, 0, 50));
  await witness.stop();
  await start();
  expect(await post(url, asked(other, 50, 60))).toMatchObject({ status: 422 });
  expect(await post(url, asked(other, 50, 50))).toMatchObject({
    status: 409,
    text: '50\n',
    type: 'text/x.tlog.size',
  });
  expect(await post(url, asked(other, 20, 60))).toMatchObject({
    status: 409,
    text: '50\n',
    type: 'text/x.tlog.size',
  });
  expect(await post(url, asked(one, 0, 40))).toMatchObject({ status: 409, text: '50\n' });
  expect(await post(url, asked(one, 50, 40))).toMatchObject({ status: 400 });
  expect(await post(url, asked(one, 50, 60))).toMatchObject({ status: 200 });
});

it('cosigns for one of two histories that are sent at once, whichever it is', async () => {
  await post(url, asked(one, 0, 20));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => post(url, asked(i % 2 === 0 ? one : other, 20, 30 + i))),
  );
  const cosigned = answers.flatMap(({ status }, i) => (status === 200 ? [i % 2] : []));
  expect(cosigned).toHaveLength(1);
});

it('tells what it does not know from what nobody signed', async () => {
  const unknown = signerFrom(pem(), 'another.test/log');
  expect(await post(url, asked(one, 0, 5, unknown))).toMatchObject({ status: 404 });
  expect(await post(url, asked(one, 0, 5, signerFrom(pem(), log.name)))).toMatchObject({ status: 403 });
  expect(readdirSync(state)).toEqual([]);
});

it.each([
  ['nothing', ''],
  ['another beginning', asked(one, 0, 5).replace('old', 'new')],
  ['a size with a leading zero', asked(one, 0, 5).replace('old 0', 'old 00')],
  ['no empty line', asked(one, 0, 5).replace('\n\n', '\n')],
  ['a proof that is no hash', asked(one, 0, 5).replace('old 0\n', 'old 0\nAAAA\n')],
  ['64 lines of proof', asked(one, 0, 5).replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
  ['no signature', 'old 0\n\ndaylight.test/ledger\n5\n'],
  ['far too much', `old 0\n${'x'.repeat(100_000)}`],
])('refuses a request with %s', async (_, body) => {
  expect(await post(url, body)).toMatchObject({ status: 400 });
});

it('demands that there is no proof where there is nothing to prove', async () => {
  const hash = `${'A'.repeat(43)}=`;
  expect(await post(url, asked(one, 0, 5).replace('old 0\n', `old 0\n${hash}\n`))).toMatchObject({ status: 422 });
  expect(await post(url, '', 'GET')).toMatchObject({ status: 405 });
});

it('answers nothing rather than begin anew when what it remembers is damaged', async () => {
  await post(url, asked(one, 0, 5));
  for (const name of readdirSync(state)) writeFileSync(join(state, name), 'nothing of use');
  expect(await post(url, asked(other, 0, 30))).toMatchObject({ status: 500 });
});

it('lets no second witness work on its folder', async () => {
  await expect(start()).rejects.toThrow('another witness works on');
});

describe('a witness that is killed again and again', () => {
  const key = join(temporaryFolder(), 'witness.pem');
  writeFileSync(key, ownPem);
  let child: ChildProcess;
  let url: string;
  let env: Record<string, string>;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [join('dist', 'apps', 'witness', 'main.js')], { env, stdio: 'ignore' });
    await until('the witness', 20, async () => (await fetch(`${url}/health/live`).catch(() => null))?.ok ?? false);
  };
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = {
      LOG_LEVEL: 'silent',
      WITNESS_PORT: String(port),
      WITNESS_NAME: NAME,
      WITNESS_KEY_FILE: key,
      WITNESS_STATE: temporaryFolder(),
      WITNESS_LOGS: verifierKey(sha256, log),
    };
    await start();
  });
  afterAll(() => void child.kill('SIGKILL'));

  it('never cosigns two histories, and never forgets what it has cosigned', async () => {
    const ROUNDS = 8;
    expect(await post(url, asked(one, 0, 20))).toMatchObject({ status: 200 });
    const cosigned: { history: 'one' | 'other'; size: number }[] = [];
    let known = 20;
    for (let round = 0; round < ROUNDS; round++) {
      const sizes = Array.from({ length: 6 }, (_, i) => known + 1 + i);
      const answers = sizes.flatMap((size, i) =>
        (['one', 'other'] as const).map(async (history) => {
          const older = i === 0 ? known : size - 1;
          const answer = await post(url, asked(history === 'one' ? one : other, older, size)).catch(() => null);
          if (answer?.status === 200) cosigned.push({ history, size });
        }),
      );
      const gone = new Promise((done) => child.once('exit', done));
      setTimeout(() => child.kill('SIGKILL'), randomInt(1, 25));
      await Promise.all([...answers, gone]);
      await start();
      known = Number((await post(url, asked(one, 0, 200))).text);
      for (const { size } of cosigned) expect(known).toBeGreaterThanOrEqual(size);
    }
    expect(known).toBeGreaterThan(8); // at least one in every round
    expect(new Set(cosigned.map(({ history }) => history)).size).toBeLessThanOrEqual(1);
  });
});
