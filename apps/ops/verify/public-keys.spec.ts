import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postedKeysConfig } from '@app/config';
import { postedKeys } from '@app/publications';
import { discard, temporaryFolder } from '../../../test/support/temporary';
import { openDataFolder } from '../up/data-folder';
import { publicKeys } from './public-keys';

const folder = temporaryFolder();
const data = { ...openDataFolder(folder), ledgerOrigin: 'daylight.test/ledger' };
afterAll(() => discard(folder));

it('gives the public halves as the portal’s configuration takes them, and nothing of the secret ones', () => {
  const keys = publicKeys(data);
  const posted = postedKeys(postedKeysConfig(keys), 'https://daylight.example');
  expect(posted.city.map(({ name }) => name)).toEqual(['cambridgema.gov/daylight']);
  expect(posted.log.map(({ name }) => name)).toEqual(['daylight.test/ledger']);
  expect(posted.contentCredentials[0]?.name).toContain('authority');
  for (const file of [data.releaseKey, data.ledgerKey, data.provenanceKey]) {
    const [, secret = ''] = readFileSync(file, 'utf8').split('PRIVATE KEY-----\n');
    expect(JSON.stringify(keys)).not.toContain(secret.slice(0, 40));
  }
});

it('says of a chain without a certificate that it holds none', () => {
  const empty = join(folder, 'empty.pem');
  writeFileSync(empty, 'nothing');
  expect(() => publicKeys({ ...data, provenanceChain: empty })).toThrow('holds no certificate');
});
