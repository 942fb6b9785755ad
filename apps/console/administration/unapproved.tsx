import { useQueries } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useMay } from '../shell/session';
import { CATALOGUE_TABLE, CLOCKS_TABLE } from './law-tables';

const TABLES = [CATALOGUE_TABLE, CLOCKS_TABLE];

/** For whoever may approve them: tables of law that nobody has approved yet as they are; nothing where none is left. */
export function Unapproved(): ReactElement | null {
  const mayApprove = useMay('edit', 'Policy');
  const versions = useQueries({
    queries: TABLES.map(({ queryKey, version }) => ({
      queryKey: ['unapproved', ...queryKey],
      queryFn: version,
      enabled: mayApprove,
    })),
  });
  const open = TABLES.filter((_, i) => versions[i]?.data?.approvedBy === null);
  if (open.length === 0) return null;
  return (
    <section className="card" aria-labelledby="unapproved">
      <h2 id="unapproved">Waits for your approval</h2>
      <ul className="usa-list">
        {open.map(({ title, page }) => (
          <li key={page}>
            <Link to={page}>{title}</Link>: shipped with Daylight, not yet approved
          </li>
        ))}
      </ul>
    </section>
  );
}
