import type { Superseded } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';

/** When, by which version and why a version was replaced. */
export function Replacement({ superseded }: { readonly superseded: Superseded }): ReactNode {
  const { say, moment } = useLanguage();
  const replaced = { moment: moment(superseded.replacedAt), version: superseded.by };
  return superseded.reason === null
    ? say('corrections.replaced-unexplained', replaced)
    : say('corrections.replaced', { ...replaced, reason: <InEnglish>{superseded.reason}</InEnglish> });
}
