import type { PostedKeys } from '@app/publications/domain';
import { Table, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { KEYS_PATH } from './posted-keys';

const USES = [
  { use: 'city', says: 'verify.key-of-city' },
  { use: 'log', says: 'verify.key-of-log' },
  { use: 'witnesses', says: 'verify.key-of-witness' },
  { use: 'contentCredentials', says: 'verify.key-of-credentials' },
] as const;

/** The City’s public keys, for whoever does not take them from the release that they doubt. */
export function Keys({ keys }: { readonly keys: PostedKeys }): ReactNode {
  const { say, words, link } = useLanguage();
  const rows = USES.flatMap(({ use, says }) => keys[use].map((key) => ({ ...key, says })));
  return (
    <>
      <h2 id="keys">{say('verify.keys')}</h2>
      <p>{say('verify.keys-are')}</p>
      {rows.length === 0 ? (
        <p>{say('verify.no-keys')}</p>
      ) : (
        <Table
          label={words('verify.keys')}
          columns={[
            { name: words('verify.key-of') },
            { name: words('verify.key-name') },
            { name: words('verify.key-algorithm') },
            { name: words('verify.key-fingerprint'), className: 'hash' },
          ]}
          rows={rows.map(({ says, name, algorithm, fingerprint }) => ({
            key: fingerprint,
            cells: [
              say(says),
              <bdi key="name" lang="en" dir="ltr">
                {name}
              </bdi>,
              algorithm,
              fingerprint,
            ],
          }))}
        />
      )}
      <p>{say('verify.keys-file', { json: link(KEYS_PATH) })}</p>
    </>
  );
}
