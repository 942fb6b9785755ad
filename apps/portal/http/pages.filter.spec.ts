import { A_CITY } from '../../../test/factories/release-facts';
import { nothingThere } from '@app/kernel';
import { createLogger } from '@app/telemetry';
import type { ArgumentsHost } from '@nestjs/common';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { localised } from './language';
import { PagesFilter } from './pages.filter';

const written: string[] = [];

/** What is answered, and what is written into the log, when a page throws that. */
async function thrown(error: unknown): Promise<{ status: number; log: Record<string, unknown>[] }> {
  written.length = 0;
  const filter = new PagesFilter(createLogger('portal', 'debug', { write: (line) => void written.push(line) }));
  const app = express().use(localised('https://daylight.example', A_CITY));
  app.use(
    (request, response) =>
    filter.catch(error, { switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }) } as ArgumentsHost), // prettier-ignore
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases/an-id?q=what+a+reader+seeks`;
  const { status } = await fetch(address, { headers: { 'user-agent': 'the program of a reader' } });
  await new Promise((resolve) => server.close(resolve));
  return { status, log: written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('a page that fails is in the log with its cause and the moment, and without anything of its reader', async () => {
  const { status, log } = await thrown(new Error('the database is gone'));
  expect([status, log.length]).toEqual([500, 1]);
  expect(log[0]).toMatchObject({ process: 'portal', msg: 'page failed', error: { message: 'the database is gone' } });
  expect(written.join('')).not.toMatch(/127\.0\.0\.1|an-id|seeks|program of a reader/);
});

it('what a reader may not have is not in the log: a flood of requests is no flood of it', async () => {
  expect(await thrown(nothingThere())).toEqual({ status: 404, log: [] });
  expect(await thrown(Object.assign(new Error('too large'), { status: 413 }))).toEqual({ status: 413, log: [] });
});
