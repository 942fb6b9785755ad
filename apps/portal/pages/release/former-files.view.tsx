import type { FormerFile, PublicRelease } from '@app/publications';
import { fileName } from '@app/publications/domain';
import { Table, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

/** Hashes of what was public and is not any more: whoever kept a copy can tell that it no longer stands. */
export function FormerFiles({
  release,
  files,
}: {
  readonly release: PublicRelease;
  readonly files: readonly FormerFile[];
}): ReactNode {
  const { say, words } = useLanguage();
  return (
    <>
      <h2>{say('gone.do-not-rely')}</h2>
      <p>{say('gone.former-hashes')}</p>
      <Table
        label={words('gone.do-not-rely')}
        columns={[{ name: words('gone.file') }, { name: words('gone.hash'), className: 'hash former' }]}
        rows={[
          ...files.map(({ role, sha256 }) => ({ key: role, cells: [fileName(role), sha256] })),
          { key: 'manifest', cells: [say('gone.as-signed'), release.manifestSha256] },
        ]}
      />
    </>
  );
}
