import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

const FOOTER = [
  { href: '/corrections', key: 'layout.corrections' },
  { href: '/data', key: 'layout.data' },
  { href: '/feed.atom', key: 'layout.feed' },
  { href: '/accessibility', key: 'layout.accessibility' },
  { href: '/privacy', key: 'layout.privacy' },
  { href: '/contact', key: 'layout.contact' },
] as const;

export function Footer(): ReactNode {
  const { say, words, path } = useLanguage();
  return (
    <footer className="foot">
      <div>
        <nav aria-label={words('layout.more')}>
          <ul role="list">
            {FOOTER.map(({ href, key }) => (
              <li key={href}>
                <a href={path(href)}>{say(key)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p>{say('layout.footer')}</p>
      </div>
    </footer>
  );
}
