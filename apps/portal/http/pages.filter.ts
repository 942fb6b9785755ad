import { AppError, ERRORS } from '@app/kernel';
import type { Logger } from '@app/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendError } from './errors';

export const LOGGER = Symbol('the process’s logger');

/** Static pages for what goes wrong. They say the same whether a thing never was or is not public. */
@Catch()
export class PagesFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const status = statusOf(thrown);
    // What is unavailable is counted (daylight_portal_seconds) and expected: a flood of requests is no flood of the log.
    if (status === 500) this.log.error({ error: thrown }, 'page failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of [
      'Content-Range',
      'Content-Length',
      'ETag',
      'Repr-Digest',
      'Accept-Ranges',
      'Content-Disposition',
    ])
      if (status !== 416) response.removeHeader(name);
    if (status === 503) response.setHeader('Retry-After', '10');
    if (request.path.endsWith('.json')) {
      const title = TITLES[status] ?? 'It cannot be shown just now';
      response.status(status).setHeader('Content-Type', 'application/problem+json');
      response.setHeader('Cache-Control', 'no-store');
      response.end(JSON.stringify({ type: 'about:blank', title, status }));
      return;
    }
    sendError(request, response, status);
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
