import { documentOf, type Language, type PageIn } from '@app/public-pages';
import type { Request, Response } from 'express';
import { sendText } from './answer';
import { placeOf } from './language';

type Kind = 'not-found' | 'wrong-request' | 'gone' | 'too-many' | 'unavailable';

const KINDS: Readonly<Record<number, Kind>> = {
  400: 'wrong-request',
  404: 'not-found',
  410: 'gone',
  416: 'wrong-request',
  429: 'too-many',
};

/**
 * Answers with the page of an error: one text for each error and language, whatever was asked for, so that what is not
 * public answers as what never was. Drawn once, for whoever makes many wrong requests.
 */
export function sendError(request: Request, response: Response, status: number): void {
  const kind = KINDS[status] ?? 'unavailable';
  const place = { ...placeOf(request), address: null };
  const name = `${place.language.code} ${kind}`;
  const text = drawn.get(name) ?? documentOf(errorPage(kind), place);
  drawn.set(name, text);
  response.setHeader('Content-Language', place.language.code);
  sendText(request, response, 'text/html; charset=utf-8', text, status);
}

const drawn = new Map<string, string>();

const errorPage =
  (kind: Kind): PageIn =>
  (language) => ({
    title: language.words(`errors.${kind}`),
    description: language.words(`errors.${kind}-description`),
    body: (
      <>
        <h1>{language.say(`errors.${kind}`)}</h1>
        <p>{help(kind, language)}</p>
      </>
    ),
  });

const help = (kind: Kind, { say, link }: Language) => {
  const releases = link('/releases');
  if (kind === 'not-found') return say('errors.not-found-help', { releases, docket: link('/docket') });
  if (kind === 'gone') return say('errors.gone-help', { corrections: link('/corrections') });
  return kind === 'wrong-request' ? say('errors.wrong-request-help', { releases }) : say(`errors.${kind}-help`);
};
