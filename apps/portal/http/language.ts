import { must } from '@app/kernel';
import { type City, hasLanguages, LANGUAGE_CODES, type LanguageCode, languageOf, type Place } from '@app/public-pages';
import type { Request, RequestHandler } from 'express';

const places = new WeakMap<Request, Place>();

/**
 * Takes the language off the front of a page's address, so that one route answers in all nine. English has no prefix.
 * Whatever is no page keeps its prefix, and so is not there.
 */
export const localised =
  (siteUrl: string, city: City): RequestHandler =>
  (request, _response, next) => {
    const { code, address } = read(request.url);
    if (code !== 'en' && hasLanguages(address)) request.url = address;
    places.set(request, { language: languageOf(code), siteUrl, address, city });
    next();
  };

/** Where a request's page stands, and in which language it is read. */
export const placeOf = (request: Request): Place => must(places.get(request), 'the language of the request');

const PREFIX = new RegExp(`^/(${LANGUAGE_CODES.filter((code) => code !== 'en').join('|')})(?=[/?]|$)/?`);

function read(url: string): { code: LanguageCode; address: string } {
  const [prefix = '', code] = PREFIX.exec(url) ?? [];
  return code === undefined
    ? { code: 'en', address: url }
    : { code: code as LanguageCode, address: `/${url.slice(prefix.length)}` };
}
