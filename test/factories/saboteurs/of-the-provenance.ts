import type { ProvenanceSigner } from '@app/media';
import { aProvenanceSigner, manifestFor, replaced } from '../provenance';
import { aBox, findBox, insertInto } from '../../support/mp4-surgery';
import type { Saboteur } from './saboteur';

// What the last box says of the file: something else, of something else, by somebody else, or more than it should.

const SECRET = Buffer.from('SECRET-OF-THE-ORIGINAL', 'latin1');
const RULE = 'provenance-as-written';

type Change = (file: Buffer, video: Buffer, signer: ProvenanceSigner) => Buffer;
type Case = readonly [what: string, rule: Saboteur['rule'], found: RegExp, change: Change];

/** Longer by bytes at the end of the box, and of every box within it that ends there. */
function longer(file: Buffer, bytes: Buffer, within: readonly string[]): Buffer {
  const out = Buffer.concat([file, bytes]);
  const { start } = findBox(file, 'uuid');
  for (let at = start; at + 8 <= file.length; at++) {
    const isBox = within.includes(file.toString('latin1', at + 4, at + 8));
    const ends = isBox && at + file.readUInt32BE(at) === file.length;
    if (ends) out.writeUInt32BE(file.readUInt32BE(at) + bytes.length, at);
  }
  return out;
}

/** The manifest of the video with its last byte changed. */
const ofAnother = (video: Buffer, signer: ProvenanceSigner): Buffer => {
  const other = Buffer.from(video);
  other[other.length - 1] = other[other.length - 1]! ^ 1;
  return manifestFor(other, signer);
};

const THUMBNAIL = aBox('jumb', aBox('jumd', Buffer.alloc(16, 0x40), Buffer.from('\x03c2pa.thumbnail.claim\0')), SECRET);

const CASES: readonly Case[] = [
  ['another action in the manifest', RULE, /byte \d+ of the manifest is not the one/, (file) => replaced(file, 'c2pa.repackaged', 'c2pa.transcoded')],
  ['a word in the manifest', RULE, /byte \d+ of the manifest/, (file) => replaced(file, 'What the law does not', 'SECRETS OF THE CAMERA')],
  ['the manifest of another video', RULE, /byte \d+ of the manifest/, (_file, video, signer) => Buffer.concat([video, ofAnother(video, signer)])],
  ['a manifest signed by somebody else', RULE, /under other certificates/, (_file, video) => Buffer.concat([video, manifestFor(video, aProvenanceSigner())])],
  ['a manifest signed with another key', RULE, /not signed with the key of its certificate/, (_file, video, { chain }) => Buffer.concat([video, manifestFor(video, { chain, sign: aProvenanceSigner().sign })])],
  ['a signature that was changed', RULE, /not signed with the key|no signature/, (file) => { file[file.length - 9] = file[file.length - 9]! ^ 1; return file; }],
  ['words behind the signature', RULE, /byte \d+ of the manifest/, (file) => longer(file, SECRET, ['uuid', 'jumb', 'cbor'])],
  ['words behind the manifest in its box', RULE, /byte \d+ of the manifest/, (file) => longer(file, SECRET, ['uuid'])],
  ['a thumbnail in the manifest', RULE, /byte \d+ of the manifest/, (file) => longer(file, THUMBNAIL, ['uuid', 'jumb'])],
  ['words behind a certificate', RULE, /holds what is no certificate/, (_file, video, { chain: [own, ...rest], sign }) => Buffer.concat([video, manifestFor(video, { chain: [Buffer.concat([own!, SECRET]), ...rest], sign })])],
  ['a certificate too many', RULE, /was not issued by the next/, (_file, video, { chain, sign }) => Buffer.concat([video, manifestFor(video, { chain: [...chain, ...aProvenanceSigner().chain], sign })])],
  ['a chain without its trust anchor', RULE, /does not lead from/, (_file, video, { chain, sign }) => Buffer.concat([video, manifestFor(video, { chain: chain.slice(0, 1), sign })])],
  ['no manifest', RULE, /there is no manifest/, (_file, video) => video],
  ['a second manifest', 'allowed-boxes', /"uuid" at byte/, (file, video, signer) => Buffer.concat([file, manifestFor(video, signer)])],
  ['a manifest that is not the last box', 'allowed-boxes', /"uuid" at byte/, (file) => Buffer.concat([file, aBox('free', SECRET)])],
  ['a manifest in front of the media data', 'allowed-boxes', /"moov\/uuid"/, (file, video) => insertInto(video, 'moov', file.subarray(video.length))],
]; // prettier-ignore

export const OF_THE_PROVENANCE: readonly Saboteur[] = CASES.map(([what, rule, found, change]) => ({
  what,
  rule,
  found,
  kind: 'smart', // what is in front of the manifest is all the same to it
  signed: true,
  make: (scene) => scene.alterSigned((file, video) => change(file, video, scene.signer)),
}));
