import { Database } from '@app/database';
import { AppError, ERRORS, type ErrorCode } from '@app/kernel';
import { Ledger } from '@app/ledger';
import type { Logger } from '@app/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Response } from 'express';
import type { DaylightRequest } from './request';

export const LOGGER = Symbol('the process’s logger');

/** Makes a problem document (RFC 9457) of every error. What is not ours becomes 500 with a correlation id, and nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<DaylightRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const error = asAppError(thrown);
    if (error.status >= 500)
      this.log.error(
        { error: thrown, code: error.code, path: (request.route as { path?: string } | undefined)?.path },
        'request failed',
      );
    if (error.denied)
      await this.recordDenial(request).catch((failed: unknown) =>
        this.log.error({ error: failed }, 'a denial was not recorded'),
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(response, error, request.correlationId);
  }

  /** Who asked for what is not theirs. The answer does not tell it from what does not exist; the ledger does. */
  private async recordDenial({ person, route, params, correlationId, method }: DaylightRequest): Promise<void> {
    if (!person) return;
    const { path } = route as { path: string };
    await this.database.inTransaction((tx) =>
      this.ledger.append(
        {
          actor: person.id,
          roles: person.roles,
          action: `${method} ${path}`,
          object: { type: 'route', id: String(params['id'] ?? '-').slice(0, 64) },
          outcome: 'refused',
          with: { codes: ['not-found'] },
          request: correlationId,
        },
        tx,
      ),
    );
  }
}

export function sendProblem(response: Response, error: AppError, correlationId: string): void {
  const { status } = error;
  if (status === 503) response.setHeader('Retry-After', '5');
  response.status(status).setHeader('Content-Type', 'application/problem+json').setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify(problemOf(error, correlationId)));
}

/** The problem document of an error (RFC 9457). */
export function problemOf(error: AppError, correlationId: string): object {
  const { code, status, message, fields, reasons, members } = error;
  return {
    type: `urn:daylight:problem:${code}`,
    title: ERRORS[code].title,
    status,
    detail: message,
    instance: `urn:daylight:request:${correlationId}`,
    code,
    ...(fields.length > 0 && { fields }),
    ...(reasons.length > 0 && { reasons }),
    ...members,
  };
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid-input',
  401: 'not-signed-in',
  403: 'not-permitted',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  415: 'wrong-type',
  429: 'too-many-requests',
};

interface BodyParserError extends Error {
  readonly status: number;
  readonly type: string;
}

const isBodyParserError = (thrown: unknown): thrown is BodyParserError =>
  thrown instanceof Error && 'status' in thrown && 'type' in thrown && typeof thrown.status === 'number';

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof HttpException) {
    const code = BY_STATUS[thrown.getStatus()];
    if (code === 'not-found') return new AppError('not-found', 'There is nothing at this address.');
    if (code) return new AppError(code, thrown.message);
  }
  if (isBodyParserError(thrown) && thrown.status < 500) {
    const says = thrown.status === 413 ? 'The body is too large.' : 'The body is not the JSON it is said to be.';
    return new AppError(BY_STATUS[thrown.status] ?? 'invalid-input', says);
  }
  return new AppError(
    'internal',
    'Something failed on our side. Nothing was half done. If it happens again, give an operator the request id below.',
    { cause: thrown },
  );
}
