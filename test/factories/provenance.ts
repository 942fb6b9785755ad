import { createHash, randomBytes } from 'node:crypto';
import { BoundReader, type ProvenanceSigner, provenanceSigner, signedManifest } from '@app/media';
import { developmentCertificates } from '../../apps/ops/up/development-certificates';
import { aBox } from '../support/mp4-surgery';

/** PEM texts, as `npm start` makes them. */
export const aKeyWithItsChain = developmentCertificates;

/** A key to sign the provenance of videos with, and certificates of its own for it. */
export const aProvenanceSigner = (): ProvenanceSigner => provenanceSigner(aKeyWithItsChain());

/** As a release names it. */
export const anchorOf = ({ chain }: ProvenanceSigner): string =>
  createHash('sha256').update(chain.at(-1)!).digest('hex');

/** The manifest that Daylight writes behind a video. */
export function manifestFor(video: Buffer, signer: ProvenanceSigner): Buffer {
  const reader = new BoundReader();
  reader.update(video);
  return signedManifest(reader.end().binding, signer);
}

/** A file with the boxes of a video, and nothing to be seen in them. */
export const aBareVideo = (): Buffer =>
  Buffer.concat([
    aBox('ftyp', Buffer.from('isom\0\0\0\0isomavc1', 'latin1')),
    aBox('moov', aBox('mvhd', randomBytes(100))),
    aBox('mdat', randomBytes(3000)),
  ]);

export function aSignedVideo(signer: ProvenanceSigner, video = aBareVideo()): Buffer {
  return Buffer.concat([video, manifestFor(video, signer)]);
}

/** The content of a manifest as a saboteur changes it: one text for another of the same length. */
export function replaced(file: Buffer, was: string | Buffer, is: string | Buffer): Buffer {
  const [before, after] = [Buffer.from(was as string), Buffer.from(is as string)];
  const at = file.lastIndexOf(before);
  if (at < 0 || before.length !== after.length) throw new Error('there is nothing to be replaced');
  const out = Buffer.from(file);
  after.copy(out, at);
  return out;
}
