import { AppError, ERRORS } from '@app/kernel';
import type { Logger } from '@app/telemetry';
import { type Page } from '@app/public-pages';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from './answer';

export const LOGGER = Symbol('the process’s logger');

/** Static pages for what goes wrong. They say the same whether a thing never was or is not public. */
@Catch()
export class PagesFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const status = statusOf(thrown);
    if (status >= 500) this.log.error({ error: thrown }, 'page failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of ['Content-Range', 'Content-Length', 'ETag', 'Accept-Ranges', 'Content-Disposition'])
      if (status !== 416) response.removeHeader(name);
    if (status === 503) response.setHeader('Retry-After', '10');
    if (request.path.endsWith('.json')) {
      const title = TITLES[status] ?? 'It cannot be shown just now';
      response.status(status).setHeader('Content-Type', 'application/problem+json');
      response.setHeader('Cache-Control', 'no-store');
      response.end(JSON.stringify({ type: 'about:blank', title, status }));
      return;
    }
    sendPage(request, response, PAGES[status] ?? unavailable, status);
  }
}

const TITLES: Readonly<Record<number, string>> = { 404: ERRORS['not-found'].title, 410: ERRORS.gone.title };

function statusOf(thrown: unknown): number {
  if (thrown instanceof AppError) return thrown.status;
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' && thrown.status < 500)
    return thrown.status;
  return 500;
}

const notFound: Page = {
  title: 'Not found',
  description: 'There is nothing at this address.',
  body: (
    <>
      <h1>There is nothing at this address</h1>
      <p>
        The address may be mistyped. Look in the <a href="/releases">list of releases</a> or in the{' '}
        <a href="/docket">docket of decisions</a>.
      </p>
    </>
  ),
};

const wrongRequest: Page = {
  title: 'This request cannot be answered',
  description: 'The request is not one this site answers.',
  body: (
    <>
      <h1>This request cannot be answered</h1>
      <p>
        Start again from the <a href="/releases">list of releases</a>.
      </p>
    </>
  ),
};

const takenDown: Page = {
  title: 'Taken down',
  description: 'What was at this address has been taken down.',
  body: (
    <>
      <h1>What was here has been taken down</h1>
      <p>
        Do not rely on copies. The <a href="/corrections">list of corrections</a> says when and why.
      </p>
    </>
  ),
};

const unavailable: Page = {
  title: 'Not available just now',
  description: 'The page cannot be shown just now.',
  body: (
    <>
      <h1>This page cannot be shown just now</h1>
      <p>It is our fault, not yours, and it is being looked at. Try again in a few minutes.</p>
    </>
  ),
};

const PAGES: Readonly<Record<number, Page>> = {
  400: wrongRequest,
  404: notFound,
  410: takenDown,
  416: wrongRequest,
  500: unavailable,
  503: unavailable,
};
