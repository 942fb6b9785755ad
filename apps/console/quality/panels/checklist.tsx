import { QUALITY_CHECKLIST } from '@app/redactions/domain';
import type { ReactElement } from 'react';

/** What to look for, beyond what the verifier can know. */
export function Checklist(): ReactElement {
  return (
    <section className="card" aria-labelledby="checklist">
      <h2 id="checklist">What to look for</h2>
      <ul className="usa-list">
        {QUALITY_CHECKLIST.map(({ what, says }) => (
          <li key={what}>
            <strong>{what}.</strong> {says}
          </li>
        ))}
      </ul>
    </section>
  );
}
