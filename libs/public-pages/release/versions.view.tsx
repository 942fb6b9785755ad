import type { PublicRelease } from '@app/publications';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Table } from '../layout/table';
import { Unseen } from '../layout/unseen';
import { Replacement } from './replacement.view';

/** All versions of a release, the newest first, and what has become of each. */
export function Versions({
  versions,
  current,
}: {
  readonly versions: readonly PublicRelease[];
  readonly current: PublicRelease;
}): ReactNode {
  const { say, words, path, link, moment } = useLanguage();
  const stateOf = (version: PublicRelease): ReactNode => (
    <>
      {say(
        version.version === current.version || version.state === 'published'
          ? 'release.current'
          : `release.${version.state}`,
      )}
      {version.superseded && (
        <p>
          <Replacement superseded={version.superseded} />
        </p>
      )}
    </>
  );
  return (
    <>
      <h2 id="versions">{say('release.versions')}</h2>
      <Table
        label={words('release.versions')}
        columns={[
          { name: words('release.version') },
          { name: words('release.published') },
          { name: words('release.state') },
          { name: words('release.signed-hash'), className: 'hash' },
        ]}
        rows={versions.map((version) => ({
          key: version.version,
          cells: [
            <a key="page" href={path(`/releases/${current.releaseId}/v/${version.version}`)}>
              <Unseen>{say('release.version')} </Unseen>
              {version.version}
            </a>,
            moment(version.publishedAt),
            stateOf(version),
            version.manifestSha256,
          ],
        }))}
      />
      <p>
        {say('release.preserved')} {say('release.corrections', { link: link('/corrections') })}
      </p>
    </>
  );
}
