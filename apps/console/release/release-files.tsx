import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Table } from '../ui/table';

/** What each file of a release is; the public gets it under its own name. */
const KINDS: Readonly<Record<string, string>> = {
  video: 'The video',
  'video-small': 'The video in a smaller size',
  'video-described': 'The video with audio description',
  'video-reduced-flash': 'The video with less flashing',
  captions: 'Captions',
  transcript: 'Transcript',
  poster: 'The card before the video plays',
  record: 'Everything on the page, for programs',
  'redactions-json': 'What is hidden and why, for programs',
  'redactions-csv': 'What is hidden and why, as a table',
  'redactions-vtt': 'What is hidden and why, along the video',
  determination: 'The determination, as the public reads it',
  certificate: 'What the verifier checked and found',
};

const SIZE = new Intl.NumberFormat('en-US', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });

/** Every file that is signed off, to be opened and read before it is. */
export function ReleaseFiles({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const files = useQuery({
    queryKey: ['clips', clip, 'release-files'],
    queryFn: () => done(api.GET('/clips/{id}/release-files', { params: { path: { id: clip } } })),
    enabled: mayRead,
    refetchInterval: 5_000,
  });
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="files">
      <h2 id="files">The files</h2>
      <Loaded of={files}>
        {(known) => (known.length === 0 ? <p>They are not assembled yet.</p> : <Files clip={clip} files={known} />)}
      </Loaded>
    </section>
  );
}

interface Props {
  readonly clip: string;
  readonly files: readonly Views['ReleaseFileView'][];
}

const Files = ({ clip, files }: Props): ReactElement => (
  <>
    <p>These files, byte for byte, are what is signed off. Nothing else is published.</p>
    <Table caption="Files of the release" columns={['File', 'What it is', 'Size', 'SHA-256']}>
      {files.map(({ role, name, size, sha256 }) => (
        <tr key={role}>
          <th scope="row">
            <a href={`/clips/${clip}/release-files/${role}`} target="_blank" rel="noreferrer">
              {name}
            </a>
          </th>
          <td>{KINDS[role] ?? role}</td>
          <td>{SIZE.format(size / 1000)}</td>
          <td className="hash">{sha256}</td>
        </tr>
      ))}
    </Table>
  </>
);
