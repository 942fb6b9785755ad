import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { LANGUAGE_CODES, languageOf } from '@app/public-pages';
import express from 'express';
import { A_CITY } from '../../../test/factories/release-facts';
import { sendError } from './errors';
import { localised } from './language';

let server: Server;
let base: string;
beforeAll(async () => {
  const app = express();
  app.use(localised('https://daylight.example', A_CITY));
  app.use((request, response) => sendError(request, response, Number(request.query['status'])));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ERRORS = [
  [400, 'errors.wrong-request'],
  [404, 'errors.not-found'],
  [416, 'errors.wrong-request'],
  [429, 'errors.too-many'],
  [500, 'errors.unavailable'],
  [503, 'errors.unavailable'],
] as const;

it.each(ERRORS)('%i is told in every language, the same at every address', async (status, key) => {
  for (const code of LANGUAGE_CODES) {
    const prefix = code === 'en' ? '' : `/${code}`;
    const answers = await Promise.all(
      ['/docket', '/releases/1', '/nothing'].map((path) => fetch(`${base}${prefix}${path}?status=${status}`)),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain(`<h1>${languageOf(code).words(key)}</h1>`);
    for (const { headers, status: answered } of answers) {
      expect([answered, headers.get('content-language')]).toEqual([status, code]);
      expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
    }
  }
});
