import type { ReactNode } from 'react';
import { languageOf } from '../language/language';
import { LANGUAGE_CODES, LANGUAGES } from '../language/languages';
import { addressToKeep, lastingAddress, type Place } from './place';

/** The page's lasting address, and the same page in every language; English for whoever reads none of them. */
export function Alternates({ place }: { readonly place: Place }): ReactNode {
  const address = lastingAddress(place);
  if (address === null) return null;
  return (
    <>
      <link rel="canonical" href={`${place.siteUrl}${place.language.path(address)}`} />
      {LANGUAGE_CODES.map((code) => (
        <link key={code} rel="alternate" hrefLang={code} href={`${place.siteUrl}${languageOf(code).path(address)}`} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={`${place.siteUrl}${address}`} />
    </>
  );
}

/** The same page in the other languages, each by its own name: open, so that nobody has to know a word to find theirs. */
export function LanguageSelector({ place }: { readonly place: Place }): ReactNode {
  const address = addressToKeep(place);
  return (
    <nav className="languages" aria-label={place.language.words('layout.languages')}>
      <ul role="list">
        {LANGUAGE_CODES.map((code) => (
          <li key={code}>
            <a
              href={languageOf(code).path(address)}
              lang={code}
              hrefLang={code}
              aria-current={code === place.language.code ? 'true' : undefined}
            >
              {/* Alone in its element, a name cannot turn the order of its neighbours around. */}
              <bdi>{LANGUAGES[code].name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Who made the translation, and that the English text counts; nothing on an English page. */
export function TranslationNote({ place }: { readonly place: Place }): ReactNode {
  const { translation, say, words, link } = place.language;
  if (!translation) return null;
  return (
    <aside className="translation" aria-label={words('layout.translation')}>
      <p>
        {translation.reviewedBy === null
          ? say('layout.by-machine')
          : say('layout.reviewed', { reviewer: <bdi>{translation.reviewedBy}</bdi> })}{' '}
        {say('layout.ask-translation', { contact: link('/contact') })}{' '}
        <a href={addressToKeep(place)} hrefLang="en">
          {say('layout.read-in-english')}
        </a>
      </p>
    </aside>
  );
}
