import { connect, createServer, type Server } from 'node:net';
import { Database } from '@app/database';
import { freePort } from '../../../apps/ops/up/database';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** The database at another port, where nothing listens yet; and what makes Postgres listen there. */
async function elsewhere(): Promise<{ readonly url: string; readonly open: () => Promise<Server> }> {
  const url = new URL(fresh.portal);
  const postgres = Number(url.port);
  const port = await freePort();
  url.port = String(port);
  const open = (): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((from) => {
        const to = connect(postgres, '127.0.0.1');
        from.pipe(to).pipe(from);
        for (const [one, other] of [[from, to], [to, from]] as const) one.on('error', () => other.destroy()); // prettier-ignore
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  return { url: url.href, open };
}

it('starts without a Postgres that is down, and finds it with the first question that comes when it is there', async () => {
  const { url, open } = await elsewhere();
  await expect(Database.connect({ url, pool: 1 }, [])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const database = await Database.connectNowOrLater({ url, pool: 2 }, []);
  const ask = (): Promise<unknown> => database.query('SELECT 1 AS one');
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
  await expect(database.read((tx) => tx.sql('SELECT 1'))).rejects.toMatchObject({ code: 'unavailable' });
  const server = await open();
  expect(await Promise.all([ask(), ask(), database.read((tx) => tx.sql('SELECT 1 AS one'))])).toEqual(
    Array.from({ length: 3 }, () => [{ one: 1 }]),
  );
  await database.close();
  server.close();
});

it('does not wait for what waiting does not mend', async () => {
  const url = new URL(fresh.portal);
  url.password = 'not the password';
  await expect(Database.connectNowOrLater({ url: url.href, pool: 1 }, [])).rejects.toMatchObject({ code: '28P01' });
});
