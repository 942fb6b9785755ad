import type { RequestHandler, Response } from 'express';
import { isAsk } from './intake';

const policy = (framedBy: "'none'" | '*'): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');

/** Lets one answer be framed by any page, which nothing else of the site may be. */
export const framable = (response: Response): void => {
  response.setHeader('Content-Security-Policy', policy('*'));
};

/** Headers on every public answer. No cookie is ever set. */
export const secured: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', policy("'none'"));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader(
    'Permissions-Policy',
    'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  );
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  next();
};

const METHODS = ['GET', 'HEAD'];

/** The public reads. Everything else is refused before it is looked at, but the one form that readers can send. */
export const readOnly: RequestHandler = (request, response, next) => {
  const takes = isAsk(request) ? [...METHODS, 'POST'] : METHODS;
  if (takes.includes(request.method)) {
    next();
    return;
  }
  response.status(405).setHeader('Allow', takes.join(', '));
  response.setHeader('Cache-Control', 'no-store');
  response.end();
};
