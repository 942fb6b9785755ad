import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { SHEET_NAME } from './assets';

/** A page: what stands in its head and what in its body. */
export interface Page {
  readonly title: string;
  /** For search engines and previews: never a frame, never a name. */
  readonly description: string;
  readonly current?: string;
  readonly crumbs?: readonly { readonly href: string; readonly text: string }[];
  readonly body: ReactNode;
}

const NAVIGATION = [
  { href: '/releases', text: 'Releases' },
  { href: '/docket', text: 'Docket of decisions' },
  { href: '/how-we-decide', text: 'How we decide' },
  { href: '/verify', text: 'Check a file' },
];

const FOOTER = [
  { href: '/corrections', text: 'Corrections' },
  { href: '/data', text: 'Open data' },
  { href: '/feed.atom', text: 'Feed' },
  { href: '/accessibility', text: 'Accessibility' },
  { href: '/privacy', text: 'Privacy' },
  { href: '/contact', text: 'Records access officer' },
];

/** The whole document. Complete without a script; no style attribute, no inline script, nothing from elsewhere. */
export const documentOf = (page: Page): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${page.title} – Daylight, City of Cambridge`}</title>
        <meta name="description" content={page.description} />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        <meta property="og:type" content="website" />
        <link rel="stylesheet" href={`/assets/${SHEET_NAME}`} />
        <link rel="alternate" type="application/atom+xml" title="Releases" href="/feed.atom" />
        <link rel="alternate" type="application/feed+json" title="Releases" href="/feed.json" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <Header current={page.current} />
        <main id="main">
          {page.crumbs && (
            <nav className="crumbs" aria-label="You are here">
              <ol>
                {page.crumbs.map(({ href, text }) => (
                  <li key={href}>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          {page.body}
        </main>
        <Footer />
      </body>
    </html>,
  )}`;

const Header = ({ current }: { readonly current: string | undefined }): ReactNode => (
  <>
    <a className="skip" href="#main">
      Skip to the content
    </a>
    <header className="top">
      <div>
        <a className="brand" href="/">
          Daylight
          <small>City of Cambridge, Massachusetts</small>
        </a>
        <nav aria-label="Main">
          <ul>
            {NAVIGATION.map(({ href, text }) => (
              <li key={href}>
                <a href={href} aria-current={current === href ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  </>
);

const Footer = (): ReactNode => (
  <footer className="foot">
    <div>
      <nav aria-label="More">
        <ul>
          {FOOTER.map(({ href, text }) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
      <p>
        Footage is released under the City Manager’s Executive Order of February 5, 2026, § 3.A, after a determination
        by the City Solicitor. Publication is not a finding about anyone. No biometric processing is used. This site
        sets no cookies and loads nothing from elsewhere.
      </p>
    </div>
  </footer>
);
