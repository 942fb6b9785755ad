import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  apiConfig,
  cityConfig,
  ConfigError,
  DEVELOPMENT_MARK,
  environmentExample,
  opsConfig,
  portalConfig,
  postedKeysConfig,
  witnessConfig,
  workerConfig,
} from '.';

const folder = mkdtempSync(join(tmpdir(), 'daylight-config-'));
const key = join(folder, 'key.pem');
const developmentKey = join(folder, 'development.pem');
writeFileSync(key, 'a key');
writeFileSync(developmentKey, `${DEVELOPMENT_MARK}\na key`);

const good = {
  DATABASE_URL: 'postgres://daylight_app:secret@127.0.0.1:5432/daylight',
  STORAGE_ROOT: '/srv/daylight',
  UPLOADS_DIR: '/srv/daylight/uploads',
  MEDIA_SCRATCH: '/srv/daylight/scratch',
  SESSION_SECRET: 'a secret of thirty-two characters at least',
  RELEASE_KEY_FILE: key,
  LEDGER_KEY_FILE: key,
  C2PA_KEY_FILE: key,
  C2PA_CHAIN_FILE: key,
};

const faultsOf = (make: () => unknown): readonly string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

it('lists every bad variable, each with what would be right', () => {
  const faults = faultsOf(() =>
    apiConfig({ ...good, API_PORT: 'eighty', DATABASE_URL: 'mysql://x', SESSION_SECRET: 'short', LOG_LEVEL: 'loud' }),
  );
  expect(faults).toEqual([
    'LOG_LEVEL: must be debug, info, warn, error or silent',
    'SESSION_SECRET: must be at least 32 characters',
    'API_PORT: must be a port from 0 to 65535',
    'DATABASE_URL: must look like postgres://user:password@host:5432/name',
  ]);
});

it('gives defaults, numbers as numbers, and treats an empty variable as absent', () => {
  const config = apiConfig({ ...good, API_PORT: '4100', LOG_LEVEL: '' });
  expect(config.port).toBe(4100);
  expect(config.logLevel).toBe('info');
  expect(Object.isFrozen(config)).toBe(true);
});

it('takes the public key of the log as it is published, or none', () => {
  const key = `daylight.test/ledger+0123abcd+${'A'.repeat(44)}`;
  expect(apiConfig({ ...good, LEDGER_VERIFIER_KEY: key }).ledgerVerifierKey).toBe(key);
  expect(apiConfig(good).ledgerVerifierKey).toBeNull();
  expect(faultsOf(() => apiConfig({ ...good, LEDGER_VERIFIER_KEY: 'a secret key' }))).toEqual([
    'LEDGER_VERIFIER_KEY: must look like name+0123abcd+base64',
  ]);
});

it('takes the public keys that the site posts, of which any may be missing', () => {
  const portal = { DATABASE_URL: good.DATABASE_URL, STORAGE_ROOT: '/srv/public' };
  const key = (name: string): string => `${name}+0123abcd+${'A'.repeat(44)}`;
  expect(portalConfig(portal).postedKeys).toEqual({ city: [], log: [], witnesses: [], anchors: [] });
  const posted = postedKeysConfig({
    CITY_VERIFIER_KEYS: `${key('city')} ${key('former')}`,
    LEDGER_VERIFIER_KEY: key('log'),
    LEDGER_WITNESSES: `https://a.example ${key('a')}, https://b.example ${key('b')}`,
    C2PA_ANCHORS: 'MIIB MIIC',
  });
  expect(posted).toEqual({
    city: [key('city'), key('former')],
    log: [key('log')],
    witnesses: [key('a'), key('b')],
    anchors: ['MIIB', 'MIIC'],
  });
  const faults = faultsOf(() => portalConfig({ ...portal, CITY_VERIFIER_KEYS: 'mine', C2PA_ANCHORS: '-----BEGIN' }));
  expect(faults).toEqual([expect.stringContaining('CITY_VERIFIER_KEYS: '), expect.stringContaining('C2PA_ANCHORS: ')]);
});

it('says of the City what it was told, and makes up no telephone', () => {
  const { officer, orderUrl } = cityConfig({});
  expect(officer).toMatchObject({ name: null, title: 'Records Access Officer', telephone: null, email: null });
  expect([officer.address.length, orderUrl]).toEqual([3, null]);
  expect(cityConfig({ RECORDS_OFFICER_ADDRESS: 'One; Two ;' }).officer.address).toEqual(['One', 'Two']);
  const wrong = { RECORDS_OFFICER_TELEPHONE: 'call us', RECORDS_OFFICER_EMAIL: 'us', ORDER_URL: 'javascript:1' };
  expect(faultsOf(() => cityConfig(wrong)).map((fault) => fault.split(':')[0])).toEqual(Object.keys(wrong));
});

it('asks for S3 settings only where S3 is used', () => {
  expect(faultsOf(() => portalConfig({ DATABASE_URL: good.DATABASE_URL, STORAGE: 's3' }))).toEqual([
    expect.stringContaining('S3_ENDPOINT'),
    expect.stringContaining('S3_ACCESS_KEY'),
    expect.stringContaining('S3_SECRET_KEY'),
  ]);
  expect(portalConfig({ DATABASE_URL: good.DATABASE_URL, STORAGE_ROOT: '/srv/public' }).storage.kind).toBe(
    'filesystem',
  );
});

it('gives the portal no key, no upload folder and no session secret: two things to speak to, and where to listen', () => {
  const config = portalConfig({ ...good });
  expect(JSON.stringify(config)).not.toContain(good.SESSION_SECRET);
  const speaksTo = ['database', 'storage'];
  const listens = ['host', 'port', 'metricsHost', 'metricsPort', 'processes', 'trustedProxies', 'url'];
  expect(Object.keys(config).sort()).toEqual(
    [...speaksTo, ...listens, 'city', 'exportFolder', 'logLevel', 'postedKeys', 'production'].sort(),
  );
});

it.each([
  ['SESSION_SECRET', { SESSION_SECRET: `${DEVELOPMENT_MARK}-0123456789012345678901234567890` }],
  ['DATABASE_URL', { DATABASE_URL: `postgres://app:${DEVELOPMENT_MARK}-x@127.0.0.1:5432/d` }],
  ['RELEASE_KEY_FILE', { RELEASE_KEY_FILE: developmentKey }],
  ['LEDGER_KEY_FILE', { LEDGER_KEY_FILE: developmentKey }],
  ['C2PA_KEY_FILE', { C2PA_KEY_FILE: developmentKey }],
  ['C2PA_CHAIN_FILE', { C2PA_CHAIN_FILE: developmentKey }],
])('refuses a development %s in production, and accepts it in development', (name, change) => {
  const env = { ...good, ...change };
  const read = /^(LEDGER|C2PA)_/.test(name) ? workerConfig : apiConfig;
  expect(faultsOf(() => read({ ...env, NODE_ENV: 'production' }))).toEqual([
    `${name}: is a development secret; production needs one of its own`,
  ]);
  expect(faultsOf(() => read(env))).toEqual([]);
});

it('gives the api no key of the ledger', () => {
  expect(Object.keys(apiConfig({ ...good, LEDGER_KEY_FILE: '' }).keys)).toEqual(['releaseKey']);
});

it('gives the key of provenance to the worker alone, which does not start without it', () => {
  expect(workerConfig(good).provenance).toEqual({ key: 'a key', chain: 'a key' });
  for (const config of [apiConfig(good), portalConfig(good)]) expect(Object.keys(config)).not.toContain('provenance');
  const faults = faultsOf(() => workerConfig({ ...good, C2PA_KEY_FILE: '', C2PA_CHAIN_FILE: '' }));
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['C2PA_KEY_FILE', 'C2PA_CHAIN_FILE']);
});

it('demands the sandbox in production unless the operator says otherwise', () => {
  expect(workerConfig({ ...good, NODE_ENV: 'production' }).media.sandbox).toBe('required');
  expect(workerConfig({ ...good, NODE_ENV: 'production', MEDIA_SANDBOX: 'best-effort' }).media.sandbox).toBe(
    'best-effort',
  );
  expect(workerConfig(good).media.sandbox).toBe('best-effort');
});

it('needs nothing for ops', () => {
  expect(opsConfig({})).toMatchObject({ data: './data', databaseUrl: null, apiUrl: null, mayInstall: true });
  expect(opsConfig({ API_URL: 'http://localhost:4000' }).apiUrl).toBe('http://localhost:4000');
  expect(faultsOf(() => opsConfig({ API_URL: 'localhost' }))).toHaveLength(1);
  expect(faultsOf(() => opsConfig({ API_PORT: 'x' }))).toHaveLength(1);
});

it('writes an example of every variable', () => {
  expect(environmentExample()).toContain('API_PORT=4000');
  expect(environmentExample()).toContain('#SESSION_SECRET=');
});

it.each([
  ['api', apiConfig],
  ['worker', workerConfig],
  ['portal', portalConfig],
])('refuses to start the %s in production with a development database password', (_, read) => {
  const env = { ...good, DATABASE_URL: `postgres://a:${DEVELOPMENT_MARK}-x@127.0.0.1:5432/d`, NODE_ENV: 'production' };
  expect(faultsOf(() => read(env))).toEqual(['DATABASE_URL: is a development secret; production needs one of its own']);
});

it('lists every bad variable of the worker and of the portal', () => {
  const faults = faultsOf(() =>
    workerConfig({
      ...good,
      WORKER_CONCURRENCY: '0',
      MEDIA_SANDBOX: 'none',
      LEDGER_ORIGIN: 'a b',
      LEDGER_KEY_FILE: '',
    }),
  );
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'LEDGER_KEY_FILE',
    'LEDGER_ORIGIN',
    'MEDIA_SANDBOX',
    'WORKER_CONCURRENCY',
  ]);
  expect(faultsOf(() => portalConfig({ PORTAL_PORT: '70000' })).map((fault) => fault.split(':')[0])).toEqual([
    'PORTAL_PORT',
    'DATABASE_URL',
    'STORAGE_ROOT',
  ]);
});

describe('witnesses', () => {
  const KEY = `witness.example/w1+0123abcd+${'A'.repeat(44)}`;

  it('are none, one or several, each with its address and its key', () => {
    expect(workerConfig(good).witnesses).toEqual([]);
    const several = `https://one.example ${KEY}, http://127.0.0.1:4004 ${KEY}`;
    expect(workerConfig({ ...good, LEDGER_WITNESSES: several }).witnesses).toEqual([
      { url: 'https://one.example', key: KEY },
      { url: 'http://127.0.0.1:4004', key: KEY },
    ]);
  });

  it.each([
    'https://one.example',
    KEY,
    `ftp://one.example ${KEY}`,
    `https://one.example ${KEY},`,
    `https://a b ${KEY}`,
  ])('are not %s', (LEDGER_WITNESSES) => {
    expect(faultsOf(() => workerConfig({ ...good, LEDGER_WITNESSES }))).toEqual([
      expect.stringMatching(/^LEDGER_WITNESSES: must be pairs like/),
    ]);
  });

  it('need a key, a folder and a log to watch, and nothing of Daylight’s', () => {
    expect(faultsOf(() => witnessConfig({})).map((fault) => fault.split(':')[0])).toEqual([
      'WITNESS_KEY_FILE',
      'WITNESS_STATE',
      'WITNESS_LOGS',
    ]);
    const env = { WITNESS_KEY_FILE: key, WITNESS_STATE: '/srv/witness', WITNESS_LOGS: `${KEY} ${KEY}` };
    expect(witnessConfig(env)).toMatchObject({ logs: [KEY, KEY], port: 4004, key: 'a key' });
    const mine = { ...env, WITNESS_KEY_FILE: developmentKey, NODE_ENV: 'production' };
    expect(faultsOf(() => witnessConfig(mine))).toHaveLength(1);
  });
});

describe('face detection', () => {
  const permitted = {
    FACE_DETECTION: 'on',
    FACE_DETECTION_MODEL_FILE: '/srv/daylight/detector.onnx',
    FACE_DETECTION_MODEL_SHA256: 'a'.repeat(64),
    FACE_DETECTION_OPINION: 'Solicitor’s opinion of 2026-03-02',
  };

  it('is off when nothing is said, also when a model is named', () => {
    expect(workerConfig(good).faceDetection).toBeNull();
    expect(workerConfig({ ...good, ...permitted, FACE_DETECTION: '' }).faceDetection).toBeNull();
  });

  it.each([
    ['FACE_DETECTION_OPINION', 'City Solicitor’s written opinion'],
    ['FACE_DETECTION_MODEL_SHA256', 'SHA-256'],
    ['FACE_DETECTION_MODEL_FILE', 'path of the detector’s model'],
  ])('refuses to start without %s', (name, says) => {
    expect(faultsOf(() => workerConfig({ ...good, ...permitted, [name]: '' }))).toEqual([
      expect.stringMatching(new RegExp(`^${name}: .*${says}`)),
    ]);
  });

  it('starts with all three', () => {
    expect(workerConfig({ ...good, ...permitted }).faceDetection).toEqual({
      modelFile: '/srv/daylight/detector.onnx',
      modelSha256: 'a'.repeat(64),
      opinion: 'Solicitor’s opinion of 2026-03-02',
    });
  });
});
