import { useCity, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

/** Whom one writes to or calls: the same letters in every language. */
export function RecordsOffice(): ReactNode {
  const { say } = useLanguage();
  const { name, title, address, telephone, email } = useCity().officer;
  return (
    <address>
      {[...(name === null ? [] : [name]), title, ...address].map((line) => (
        <div key={line} lang="en">
          <bdi dir="ltr">{line}</bdi>
        </div>
      ))}
      {telephone !== null && (
        <div>
          {say('contact.telephone', { number: reached(`tel:${telephone.replace(/[^+0-9]/g, '')}`, telephone) })}
        </div>
      )}
      {email !== null && <div>{say('contact.email', { address: reached(`mailto:${email}`, email) })}</div>}
    </address>
  );
}

const reached = (href: string, words: string): ReactNode => (
  <a href={href}>
    <bdi dir="ltr">{words}</bdi>
  </a>
);
