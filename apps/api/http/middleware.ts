import { randomUUID } from 'node:crypto';
import type { ApiConfig } from '@app/config';
import { asUnavailable, type Database } from '@app/database';
import { AppError } from '@app/kernel';
import type { StaffService } from '@app/staff';
import { histogram, inRequest, type Logger } from '@app/telemetry';
import connectPgSimple from 'connect-pg-simple';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import session from 'express-session';
import { sendProblem } from './problem.filter';
import type { DaylightRequest } from './request';

/** CJIS AC-11: a session that nobody uses is locked after half an hour. */
const IDLE_MS = 30 * 60_000;
const MOST_JSON = '2mb';
const MOST_DEPTH = 40;

const seconds = histogram(
  'daylight_http_seconds',
  'Duration of requests',
  ['method', 'route', 'status'],
  [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
);

/** Gives the request its correlation id, and logs and counts it when it is over. No path with ids, no address of a person. */
export const traced =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const id = randomUUID();
    (request as DaylightRequest).correlationId = id;
    response.setHeader('X-Request-Id', id);
    const began = process.hrtime.bigint();
    response.once('close', () => {
      const took = Number(process.hrtime.bigint() - began) / 1e9;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      seconds.observe({ method: request.method, route, status: String(response.statusCode) }, took);
      log.info({ request: id, method: request.method, route, status: response.statusCode, seconds: took }, 'request');
    });
    inRequest(id, next);
  };

/** Headers on every answer of the staff api: nothing is framed, sniffed, cached or sent elsewhere. */
export const secured: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site makes a browser send (Fetch metadata, RFC 6454 Origin). Programs send neither header and
 * hold no cookie that a site could make them use.
 */
export const sameOrigin =
  (config: ApiConfig): RequestHandler =>
  (request, response, next) => {
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    // A link to the console in a mail or on another page may be followed: it holds no data, and comes without a cookie.
    const follows = request.headers['sec-fetch-mode'] === 'navigate' && /^\/(console(\/|$)|$)/.test(request.path);
    const foreignOrigin = origin !== undefined && origin !== new URL(config.url).origin;
    if (SAFE.includes(request.method) ? site === 'cross-site' && !follows : foreignSite || foreignOrigin) {
      const error = new AppError('foreign-origin', 'Daylight answers requests of its own pages and of programs only.');
      sendProblem(response, error, (request as DaylightRequest).correlationId);
      return;
    }
    next();
  };

/** Sessions in Postgres: deleting the row signs somebody out at once. The cookie never leaves this site. */
export function sessions(config: ApiConfig, database: Database): RequestHandler {
  const Store = connectPgSimple(session);
  const known = session({
    name: 'daylight.sid',
    store: new Store({
      pool: database.pool(),
      tableName: 'session',
      pruneSessionInterval: 300,
      errorLog: () => undefined,
    }),
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'strict', secure: config.production, maxAge: IDLE_MS, path: '/' },
  });
  // The store asks Postgres past what tells the others that it does not answer.
  return (request, response, next) =>
    known(request, response, (error?: unknown) => next(error && asUnavailable(error)));
}

/**
 * Node lets `end(callback)` stand for `end(undefined, callback)`, and tus uses it; express-session's `end` takes the
 * callback for the body. Comes right after the sessions.
 */
export const endsWithCallback: RequestHandler = (_request, response, next) => {
  const end = response.end.bind(response) as (...args: unknown[]) => Response;
  response.end = ((...args: unknown[]) => {
    const [callback] = args;
    if (typeof callback !== 'function') return end(...args);
    response.once('finish', callback as () => void);
    return end();
  }) as Response['end'];
  next();
};

/** Looks up who that is now, with the roles held now: a role that was taken away is gone at the next request. */
export const known =
  (staff: StaffService): RequestHandler =>
  (request: Request, _response: Response, next: NextFunction) => {
    const own = request as DaylightRequest;
    own.person = null;
    const id = own.session.staffId;
    if (!id) {
      next();
      return;
    }
    staff.person(id).then((person) => {
      own.person = person;
      next();
    }, next);
  };

/** JSON bodies: small, and not so deep that reading them costs more than refusing them. */
export const jsonBodies: RequestHandler = (request, response, next) => {
  if (isUpload(request)) {
    next(); // its bytes are footage, whatever they are said to be
    return;
  }
  parse(request, response, (failed?: unknown) => {
    const refusal = failed === undefined ? unusable(request.body) : unreadable(failed);
    if (refusal) sendProblem(response, refusal, (request as DaylightRequest).correlationId);
    else next();
  });
};

const parse = express.json({
  limit: MOST_JSON,
  strict: true,
  type: 'application/json',
  verify: (_request, _response, body) => {
    if (depthOf(body) > MOST_DEPTH) throw Object.assign(new Error('too deep'), { status: 400 });
  },
});

/** In words of our own: a parser's words show the parser. */
function unreadable(failed: unknown): AppError {
  const { status, message } = failed as { status?: number; message?: string };
  if (status === 413) return new AppError('too-large', `The body is larger than ${MOST_JSON}.`);
  if (status === 415)
    return new AppError('wrong-type', 'Send JSON as UTF-8, without a content coding that is unknown.');
  if (message === 'too deep')
    return new AppError('invalid-input', `The body is nested more than ${MOST_DEPTH} levels deep.`);
  return new AppError('invalid-input', 'The body is not the JSON it is said to be.');
}

/** What JSON allows and no record can hold: a list for a body, NUL and unpaired surrogates, a key that is a prototype. */
function unusable(body: unknown): AppError | null {
  if (Array.isArray(body)) return new AppError('invalid-input', 'The body is a JSON object, not a list.');
  const field = unusableAt(body, '');
  if (field === null) return null;
  return new AppError('invalid-input', 'Some text in the body cannot be kept.', {
    fields: [{ field, says: 'is text of whole characters, without NUL' }],
  });
}

const isUsable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Path of the first thing that cannot be kept; null when all can. No deeper than the bodies that were let in. */
function unusableAt(value: unknown, at: string): string | null {
  if (typeof value === 'string') return isUsable(value) ? null : at;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isUsable(key) || key === '__proto__') return at || 'the body';
    const found = unusableAt(inner, at ? `${at}.${key}` : key);
    if (found !== null) return found;
  }
  return null;
}

/** NUL is no character of an address or of anything that an address asks for. */
export const plainAddress: RequestHandler = (request, response, next) => {
  if (!request.originalUrl.includes('%00')) {
    next();
    return;
  }
  const error = new AppError('invalid-input', 'The address holds a NUL character, which nothing here is named with.');
  sendProblem(response, error, (request as DaylightRequest).correlationId);
};

function depthOf(body: Buffer): number {
  let [depth, deepest] = [0, 0];
  let text = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (text) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) text = false;
    } else if (byte === 0x22) text = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

const SOUND = /^\/clips\/[0-9a-f-]{36}\/described-sound\/[0-9a-f]{64}$/;
const isUpload = ({ path }: Request): boolean =>
  path === '/uploads' || path.startsWith('/uploads/') || SOUND.test(path);

/** A body of another kind is refused rather than ignored. Uploads bring their own. */
export const onlyJson: RequestHandler = (request, response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody || isUpload(request) || request.is('application/json')) {
    next();
    return;
  }
  sendProblem(
    response,
    new AppError('wrong-type', 'Send JSON, with Content-Type: application/json.'),
    (request as DaylightRequest).correlationId,
  );
};
