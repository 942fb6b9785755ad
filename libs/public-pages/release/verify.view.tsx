import { fileName } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { bytes, count } from '../layout/format';
import { Table } from '../layout/table';
import type { ReleasePageFacts } from './release-page-facts';

/** How anyone can check that the file they have is the one that was signed. */
export function VerifySection({ release, files, siteUrl }: ReleasePageFacts): ReactNode {
  const { record } = release;
  const { verification } = record;
  return (
    <>
      <h2 id="verify">Check this release</h2>
      <FileHashes release={release} files={files} />
      <HowToHash page={`${siteUrl}/releases/${release.releaseId}`} />
      <p>
        Before it was signed, a verifier held the release against the original and compared{' '}
        {count(verification.framesCompared)} frames, those that were copied byte by byte and all others decoded:{' '}
        {count(verification.maskedFrames)} with masks,{' '}
        {verification.violations === 0 ? 'no violation' : `${count(verification.violations)} violations`} found
        {verification.lowestPsnr === null
          ? ''
          : `; outside the masks the picture agrees with the original to at least ${verification.lowestPsnr} dB (peak signal-to-noise)`}
        {verification.loudestMuted === null ? '' : `; muted sound is at most ${verification.loudestMuted} dBFS`}.
      </p>
      <p>
        The original is preserved. This commitment to it can be opened on a court’s order:{' '}
        <span className="hash">{record.original.commitment}</span>
      </p>
      {release.proof ? (
        <p>
          The publication is entry {release.proof.index} of the <a href="/log/checkpoint">City’s append-only log</a>;
          its proof is in <a href={`/releases/${release.releaseId}/release.json`}>release.json</a>.
        </p>
      ) : (
        <p>The proof that this publication is in the City’s append-only log follows within a minute.</p>
      )}
    </>
  );
}

const FileHashes = ({ release, files }: Pick<ReleasePageFacts, 'release' | 'files'>): ReactNode => (
  <Table
    label="Files and their hashes"
    columns={[{ name: 'File' }, { name: 'Size', className: 'nowrap' }, { name: 'SHA-256', className: 'hash' }]}
    rows={[
      ...files.map((file) => ({ key: file.role, cells: [fileName(file.role), bytes(file.size), file.sha256] })),
      { key: 'manifest', cells: ['all of them, as signed', null, release.manifestSha256] },
    ]}
  />
);

const HowToHash = ({ page }: { readonly page: string }): ReactNode => (
  <>
    <p>On your own computer, the downloaded video must have the hash above:</p>
    <dl className="facts">
      <dt>Linux</dt>
      <dd>
        <code className="hash">sha256sum video.mp4</code>
      </dd>
      <dt>macOS</dt>
      <dd>
        <code className="hash">shasum -a 256 video.mp4</code>
      </dd>
      <dt>Windows</dt>
      <dd>
        <code className="hash">Get-FileHash video.mp4</code> or{' '}
        <code className="hash">certutil -hashfile video.mp4 SHA256</code>
      </dd>
      <dt>Everything</dt>
      <dd>
        <code className="hash">npm run --silent ops -- verify-release {page}</code> checks hashes, the Solicitor’s
        sign-off and the public log.
      </dd>
    </dl>
  </>
);
