import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, Speaking } from '../language/language';
import { PLAYER_NAME, SHEET_NAME } from './assets';
import { OfCity } from './city';
import { Footer } from './footer.view';
import { Header } from './header.view';
import { Alternates, TranslationNote } from './languages.view';
import type { Place } from './place';

/** A page: what stands in its head and what in its body. */
export interface Page {
  readonly title: string;
  /** For search engines and previews: never a frame, never a name. */
  readonly description: string;
  readonly current?: string;
  readonly crumbs?: readonly { readonly href: string; readonly text: string }[];
  /** What its head has beside what every page's has. */
  readonly head?: ReactNode;
  /** Whether buttons stand beside its video; the page is complete before their script runs. */
  readonly hasPlayer?: boolean;
  readonly body: ReactNode;
}

/** A page before it is known in which language it is read. Its body learns the language by `useLanguage`. */
export type PageIn = (language: Language) => Page;

/** The whole document. Complete without a script; no style attribute, no inline script, nothing from elsewhere. */
export function documentOf(pageIn: PageIn, place: Place): string {
  const { language } = place;
  const page = pageIn(language);
  return `<!doctype html>${renderToStaticMarkup(
    <Speaking value={language}>
      <OfCity value={place.city}>
        <html lang={language.code} dir={language.dir}>
          <Head page={page} place={place} />
          <body>
            <Header current={page.current} place={place} />
            <main id="main">
              <TranslationNote place={place} />
              <Crumbs crumbs={page.crumbs} language={language} />
              {page.body}
            </main>
            <Footer />
          </body>
        </html>
      </OfCity>
    </Speaking>,
  )}`;
}

const Head = ({ page, place }: { readonly page: Page; readonly place: Place }): ReactNode => (
  <head>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{place.language.words('layout.site-title', { title: page.title })}</title>
    <meta name="description" content={page.description} />
    <meta property="og:title" content={page.title} />
    <meta property="og:description" content={page.description} />
    <meta property="og:type" content="website" />
    <Alternates place={place} />
    <link rel="stylesheet" href={`/assets/${SHEET_NAME}`} />
    <link rel="alternate" type="application/atom+xml" title={place.language.words('layout.feed')} href="/feed.atom" />
    <link rel="alternate" type="application/feed+json" title={place.language.words('layout.feed')} href="/feed.json" />
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    {page.head}
    {page.hasPlayer && <script type="module" src={`/assets/${PLAYER_NAME}`} />}
  </head>
);

interface CrumbsFacts {
  readonly crumbs: Page['crumbs'];
  readonly language: Language;
}

const Crumbs = ({ crumbs, language }: CrumbsFacts): ReactNode =>
  crumbs && (
    <nav className="crumbs" aria-label={language.words('layout.you-are-here')}>
      <ol role="list">
        {crumbs.map(({ href, text }) => (
          <li key={href}>
            <a href={language.path(href)}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
