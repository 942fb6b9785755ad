import type { Mp4 } from '../mp4/read-mp4';
import { BoundReader } from '../provenance/bound-reader';
import { checkManifest, isManifest } from '../provenance/check-manifest';
import type { CertificateChain } from '../provenance/manifest';
import { readThrough } from '../run/read-through';
import type { Findings } from './violation';

const CHUNK = 4 << 20;

/**
 * Checks the manifest of provenance at the end of a file. `own`: the chain that it must be signed under; where none is
 * given there need be no manifest, and any chain will do. Returns how many bytes of the file are somebody's word: all,
 * or those in front of a manifest that is Daylight's own to the last byte. (Of the City's name in its certificate, which
 * a recording may well carry too, nobody can tell whose it is.)
 */
export async function checkProvenance(
  path: string,
  { boxes, size }: Mp4,
  own: CertificateChain | undefined,
  findings: Findings,
): Promise<number> {
  const last = boxes.findLast(({ path: name }) => !name.includes('/'));
  if (last?.path !== 'uuid') {
    if (own !== undefined) findings.add('provenance-as-written', 'there is no manifest at the end of the file');
    return size;
  }
  const reader = new BoundReader();
  await readThrough(path, CHUNK, (bytes) => {
    reader.update(bytes);
    return bytes.length;
  });
  const bound = reader.end();
  if (bound.manifest === null || !isManifest(bound.manifest))
    findings.add('allowed-boxes', `"uuid" at byte ${last.start}, ${last.size} bytes, and none of C2PA`);
  const fault = checkManifest(bound, own)?.fault ?? null;
  if (fault !== null) findings.add('provenance-as-written', fault);
  return fault === null && own !== undefined ? last.start : size;
}
