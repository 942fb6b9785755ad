import type { ReactNode } from 'react';
import { useLanguage } from './language';

/** Text that was published in English and is not translated, such as the title of a recording. */
export function InEnglish({ children }: { readonly children: ReactNode }): ReactNode {
  if (useLanguage().code === 'en') return children;
  return (
    <span lang="en" dir="ltr">
      {children}
    </span>
  );
}
