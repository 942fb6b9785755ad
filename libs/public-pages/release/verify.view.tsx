import { BESIDE, bundlePath, fileName } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { type Language, useLanguage } from '../language/language';
import { Table } from '../layout/table';
import { HashCommands } from '../verify/commands.view';
import type { ReleasePageFacts } from './release-page-facts';

type Verified = Pick<ReleasePageFacts, 'release' | 'files'>;

/** How anyone can check that the file they have is the one that was signed. */
export function VerifySection({ release, files }: Verified): ReactNode {
  const { say, link } = useLanguage();
  const folder = bundlePath(release.manifestSha256);
  const beside = (name: string) => (words: ReactNode) => <a href={`${folder}/${name}`}>{words}</a>;
  return (
    <>
      <h2 id="verify">{say('verify.this-release')}</h2>
      <FileHashes release={release} files={files} />
      <p>{say('verify.video-must-have')}</p>
      <HashCommands file={fileName('video')} />
      <p>{say('verify.in-the-browser', { verify: link('/verify') })}</p>
      <p>
        {say('verify.folder', {
          sums: beside(BESIDE.sums),
          bundle: beside(BESIDE.bundle),
          attestation: beside(BESIDE.attestation),
        })}
      </p>
      {(release.provenanceAnchors ?? []).length > 0 && <p>{say('verify.credentials')}</p>}
      <Compared release={release} />
      <p>
        {release.proof
          ? say('verify.in-the-log', {
              index: release.proof.index,
              log: link('/log/checkpoint'),
              proof: beside(BESIDE.logProof),
            })
          : say('verify.not-in-the-log-yet')}
      </p>
    </>
  );
}

/** Every file of the release with its hash, and the hash of what was signed. */
export function FileHashes({ release, files }: Verified): ReactNode {
  const { words, bytes } = useLanguage();
  return (
    <Table
      label={words('verify.files-and-hashes')}
      columns={[
        { name: words('verify.file') },
        { name: words('verify.size'), className: 'nowrap' },
        { name: 'SHA-256', className: 'hash' },
      ]}
      rows={[
        ...files.map((file) => ({ key: file.role, cells: [fileName(file.role), bytes(file.size), file.sha256] })),
        { key: 'manifest', cells: [words('verify.all-as-signed'), null, release.manifestSha256] },
      ]}
    />
  );
}

/** What the verifier measured before anything was signed. */
function Compared({ release }: Pick<Verified, 'release'>): ReactNode {
  const language = useLanguage();
  const { verification, original } = release.record;
  return (
    <>
      <p>{measured(verification, language)}</p>
      <p>{language.say('verify.commitment', { hash: <span className="hash">{original.commitment}</span> })}</p>
    </>
  );
}

type Measured = Verified['release']['record']['verification'];

const measured = (of: Measured, { say }: Language): ReactNode => (
  <>
    {say('verify.compared', { frames: of.framesCompared, masked: of.maskedFrames, violations: of.violations })}
    {of.lowestPsnr !== null && <> {say('verify.least-likeness', { psnr: of.lowestPsnr })}</>}
    {of.loudestMuted !== null && <> {say('verify.loudest-muted', { level: of.loudestMuted })}</>}
  </>
);
