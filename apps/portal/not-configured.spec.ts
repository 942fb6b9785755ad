import { cityConfig, postedKeysConfig } from '@app/config';
import { notConfigured } from './not-configured';

const key = (name: string): string => `${name}+0123abcd+${'A'.repeat(44)}`;
const ALL = {
  RECORDS_OFFICER_NAME: 'Robin Records',
  RECORDS_OFFICER_EMAIL: 'records@cambridge.example',
  ORDER_URL: 'https://cambridge.example/order',
  CITY_VERIFIER_KEYS: key('city'),
  LEDGER_VERIFIER_KEY: key('log'),
  C2PA_ANCHORS: 'MIIB',
};
const missing = (env: Record<string, string | undefined>): string[] =>
  notConfigured({ city: cityConfig(env), postedKeys: postedKeysConfig(env) });

it('has nothing to say of an installation that says everything; a telephone does as well as an address', () => {
  expect(missing(ALL)).toEqual([]);
  expect(missing({ ...ALL, RECORDS_OFFICER_EMAIL: '', RECORDS_OFFICER_TELEPHONE: '617-555-0100' })).toEqual([]);
});

it.each(Object.keys(ALL))('names %s where it is missing', (variable) => {
  expect(missing({ ...ALL, [variable]: undefined })).toEqual([expect.stringContaining(variable)]);
});
