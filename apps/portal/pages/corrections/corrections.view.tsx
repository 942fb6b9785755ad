import type { PublicRelease } from '@app/publications';
import { type PageIn, Pager, Replacement, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

interface CorrectionsFacts {
  readonly changed: readonly PublicRelease[];
  readonly page: number;
  readonly pages: number;
}

export const correctionsPage =
  (facts: CorrectionsFacts): PageIn =>
  ({ words }) => ({
    title: words('corrections.title'),
    description: words('corrections.description'),
    body: <Corrections {...facts} />,
  });

function Corrections({ changed, page, pages }: CorrectionsFacts): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <h1>{say('corrections.title')}</h1>
      <p>{say('corrections.intro')}</p>
      {changed.length === 0 ? (
        <p>{say('corrections.none-yet')}</p>
      ) : (
        <ul role="list" className="cards">
          {changed.map((one) => (
            <Correction key={`${one.releaseId}-${one.version}`} release={one} />
          ))}
        </ul>
      )}
      <Pager path="/corrections" page={page} pages={pages} />
    </>
  );
}

function Correction({ release }: { readonly release: PublicRelease }): ReactNode {
  const { say, moment, link } = useLanguage();
  const { releaseId, version, publishedAt, tombstone, superseded } = release;
  const here = link(`/releases/${releaseId}/v/${version}`);
  return (
    <li>
      <h2>{here(say('corrections.which', { release: <bdi>{releaseId.slice(0, 8)}</bdi>, version }))}</h2>
      <p>
        {say('corrections.published', { moment: moment(publishedAt) })}{' '}
        {tombstone &&
          say('corrections.taken-down', {
            moment: moment(tombstone.takenDownAt),
            reason: say(`takedown.${tombstone.reasonClass}`),
          })}
        {superseded && <Replacement superseded={superseded} />}
      </p>
    </li>
  );
}
