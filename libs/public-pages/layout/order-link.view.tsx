import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { useCity } from './city';

/** To the Executive Order: where the City publishes it, else to where these pages cite it. */
export function OrderLink({ children }: { readonly children: ReactNode }): ReactNode {
  const { path } = useLanguage();
  return <a href={useCity().orderUrl ?? path('/how-we-decide#order')}>{children}</a>;
}
