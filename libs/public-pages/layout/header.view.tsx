import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { LanguageSelector } from './languages.view';
import type { Place } from './place';

const NAVIGATION = [
  { href: '/releases', key: 'layout.releases' },
  { href: '/docket', key: 'layout.docket' },
  { href: '/how-we-decide', key: 'layout.how-we-decide' },
  { href: '/verify', key: 'layout.verify' },
] as const;

export function Header({ current, place }: { readonly current: string | undefined; readonly place: Place }): ReactNode {
  const { say, words, path } = useLanguage();
  return (
    <>
      <a className="skip" href="#main">
        {say('layout.skip')}
      </a>
      <header className="top">
        <LanguageSelector place={place} />
        <div>
          <a className="brand" href={path('/')}>
            {say('layout.brand')}
            <small>{say('layout.city')}</small>
          </a>
          <nav aria-label={words('layout.main')}>
            <ul role="list">
              {NAVIGATION.map(({ href, key }) => (
                <li key={href}>
                  <a href={path(href)} aria-current={current === href ? 'page' : undefined}>
                    {say(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
    </>
  );
}
