import type { FormerFile, PublicRelease } from '@app/publications';
import { type PageIn, Replacement } from '@app/public-pages';
import { FormerFiles } from './former-files.view';

/** An older version's own page: where the current one is, and which files no longer stand. */
export const supersededPage =
  (old: PublicRelease, files: readonly FormerFile[], current: PublicRelease | null): PageIn =>
  ({ say, words, moment, link }) => ({
    title: words('gone.superseded-title', { version: old.version }),
    description: words('gone.superseded-description'),
    current: '/releases',
    crumbs: [
      { href: '/releases', text: words('layout.releases') },
      { href: '/corrections', text: words('layout.corrections') },
    ],
    body: (
      <>
        <h1>{say('gone.superseded-heading', { version: old.version })}</h1>
        <section className="box gone" aria-label={words('gone.why')}>
          <p>
            {say('gone.superseded', {
              moment: moment(old.publishedAt),
              hash: <span className="hash">{old.manifestSha256}</span>,
            })}
          </p>
          {old.superseded && (
            <p>
              <Replacement superseded={old.superseded} />
            </p>
          )}
          {current && (
            <p>{link(`/releases/${current.releaseId}`)(say('gone.current-version', { version: current.version }))}</p>
          )}
        </section>
        <FormerFiles release={old} files={files} />
      </>
    ),
  });
