import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { inCambridge } from '../ui/times';

/** The newest rendering: the very bytes that would be published, and what the verifier said of them. */
export function Cut({ clip }: { readonly clip: string }): ReactElement | null {
  const mayWatch = useMay('read', 'Rendering');
  const mayReadFindings = useMay('read', 'Review');
  const renders = useQuery({
    queryKey: ['clips', clip, 'renders'],
    queryFn: () => done(api.GET('/clips/{id}/renders', { params: { path: { id: clip } } })),
    enabled: mayWatch,
    refetchInterval: 5_000,
    retry: false,
  });
  // Asked for once: a player of a cut without captions has no track, rather than an empty one.
  const captions = useQuery({
    queryKey: ['clips', clip, 'captions'],
    queryFn: async () => (await fetch(`/clips/${clip}/captions`)).status === 200,
    enabled: mayWatch,
  });
  const hasCaptions = captions.data === true;
  const newest = [...(renders.data ?? [])].sort((a, b) => b.askedAt.localeCompare(a.askedAt))[0];
  if (!newest) return null;
  const verified = newest.state === 'verified';
  return (
    <section className="card player" aria-labelledby="cut">
      <h2 id="cut">The cut that would be published</h2>
      {verified && (
        <video
          controls
          preload="metadata"
          src={`/clips/${clip}/renders/${newest.id}/video`}
          aria-label="The rendered cut, with everything hidden"
        >
          {hasCaptions && (
            <track kind="captions" src={`/clips/${clip}/captions`} srcLang="en" label="English" default />
          )}
        </video>
      )}
      <p role="status">
        {verified
          ? 'Verified against the original, frame by frame and sample by sample.'
          : newest.state === 'asked'
            ? 'Is being rendered and verified.'
            : `Not usable: ${newest.failure ?? 'the verifier found violations.'}`}{' '}
        Asked for {inCambridge(newest.askedAt)}.
      </p>
      {newest.state === 'refused' && mayReadFindings && (
        <p>
          <Link to={`/clips/${clip}/quality`}>What the verifier found, frame by frame</Link>
        </p>
      )}
      {newest.outputSha256 !== null && (
        <p>
          SHA-256 of these bytes: <span className="hash">{newest.outputSha256}</span>
        </p>
      )}
    </section>
  );
}
