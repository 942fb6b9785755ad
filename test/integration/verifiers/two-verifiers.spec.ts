import { join } from 'node:path';
import { must } from '@app/kernel';
import { signStatement, tlogProof } from '@app/ledger/domain';
import { digestOf, sha256, type SignedStatement } from '@app/ledger';
import type { ReleaseBundle } from '@app/publications/domain';
import { verifyReleaseAt } from '../../../apps/ops/verify/verify-release';
import {
  aCity,
  aLogProof,
  aReleaseFolder,
  keysOf,
  type ReleaseFolder,
  writeFolder,
} from '../../factories/release-folder';
import {
  aBareVideo,
  anchorOf,
  aProvenanceSigner,
  aSignedVideo,
  manifestFor,
  replaced,
} from '../../factories/provenance';
import { HIDDEN } from '../../factories/release-record';
import { aBox } from '../../support/mp4-surgery';
import { verifyWithPython } from '../../support/python';
import { discard, temporaryFolder } from '../../support/temporary';

// Two programs, written by the same document and not from each other, look at the same folders. Whoever wants to deceive
// a reader must deceive both.

const city = aCity();
const stranger = aCity();
const good = aReleaseFolder(city);
const nextVersion = aReleaseFolder(city, { version: 2 });
const otherRelease = aReleaseFolder(city, { release: '33333333-3333-4333-8333-333333333333' });
const byAStranger = aReleaseFolder(stranger);

const root = temporaryFolder();
afterAll(() => discard(root));

type Files = Record<string, Buffer>;
type Tampering = readonly [what: string, tamper: (files: Files) => void, says: RegExp];

const change = (name: string, edit: (text: string) => string) => (files: Files) => {
  const text = must(files[name], name).toString();
  const edited = edit(text);
  if (edited === text) throw new Error(`${name} was not changed`);
  files[name] = Buffer.from(edited);
};
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };
const inBundle = (edit: (bundle: Mutable<ReleaseBundle>) => void) =>
  change('release.json', (text) => {
    const bundle = JSON.parse(text) as Mutable<ReleaseBundle>;
    edit(bundle);
    return JSON.stringify(bundle);
  });
const flip = (name: string) => (files: Files) => {
  const bytes = Buffer.from(must(files[name], name));
  bytes[bytes.length >> 1] = must(bytes[bytes.length >> 1], 'a byte') ^ 1;
  files[name] = bytes;
};
const takeFrom =
  (other: ReleaseFolder, ...names: string[]) =>
  (files: Files) => {
    for (const name of names) files[name] = must(other.files[name], name);
  };
/** With the manifest and every sum written anew, as somebody would who has no key. */
const withNewManifest = (name: string, edit: (text: string) => string) => (files: Files) => {
  change(name, edit)(files);
  const hash = Buffer.from(sha256(must(files[name], name))).toString('hex');
  const size = must(files[name], name).length;
  inBundle((bundle) => {
    for (const file of bundle.manifest.files) if (file.name === name) Object.assign(file, { sha256: hash, size });
  })(files);
  change('SHA256SUMS', (text) => text.replace(new RegExp(`^.*  ${name}$`, 'm'), `${hash}  ${name}`))(files);
};
const attested = (edit: (statement: Record<string, unknown>) => void, sign = city) =>
  change('attestation.json', (text) => {
    const { payload } = JSON.parse(text) as SignedStatement;
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>;
    edit(statement);
    return JSON.stringify(sign.seal.sign('attestation', statement));
  });
const { proof } = good;
const proved = (other: typeof proof) => (files: Files) => {
  files['release.tlog-proof'] = Buffer.from(tlogProof(other));
};
const unsigned = { kind: 'published', release: good.bundle.release, version: 1, manifestSha256: '0'.repeat(64) };

/** What the City has signed all the same: a video whose manifest of provenance is not right. */
const released = (video: Buffer, anchors?: readonly string[]) => (files: Files) =>
  Object.assign(files, aReleaseFolder(city, {}, { video, ...(anchors && { anchors }) }).files);
const bare = aBareVideo();
const { signer } = city;
const someone = aProvenanceSigner();
const PROVENANCE: readonly Tampering[] = [
  ['the video has lost its manifest of provenance', released(bare), /carries no Content Credentials/],
  ['the manifest of provenance is of another video', released(Buffer.concat([bare, manifestFor(aBareVideo(), signer)])), /do not hold: byte \d+ of the manifest/],
  ['the manifest of provenance was changed', released(replaced(aSignedVideo(signer), 'c2pa.repackaged', 'c2pa.transcoded')), /do not hold: byte \d+ of the manifest/],
  ['the claim of the manifest of provenance was changed', released(replaced(aSignedVideo(signer), 'claim_generator_info', 'claim_generator_data')), /do not hold: byte \d+ of the manifest/],
  ['the manifest of provenance is not the last box', released(Buffer.concat([aSignedVideo(signer), aBox('free', Buffer.from('x'))])), /do not hold: the manifest is not the last box/],
  ['there are two manifests of provenance', released(Buffer.concat([aSignedVideo(signer, bare), manifestFor(bare, signer)])), /do not hold: the manifest is not the last box/],
  ['the box at the end is not one of C2PA', released(Buffer.concat([bare, aBox('uuid', Buffer.alloc(16, 7), Buffer.from('words'))])), /none of C2PA/],
  ['another key signed the manifest of provenance', released(aSignedVideo({ chain: signer.chain, sign: someone.sign })), /not signed with the key of its certificate/],
  ['the certificates do not lead from one to the other', released(aSignedVideo({ ...signer, chain: [signer.chain[0]!, someone.chain[1]!] })), /was not issued by the next/],
  ['there is no trust anchor', released(aSignedVideo({ ...signer, chain: [signer.chain[0]!] })), /does not lead from a certificate/],
  ['somebody else’s certificates are in the video', released(aSignedVideo(someone)), /a certificate that the release does not name/],
  ['the release names a certificate that is not in its video', inBundle(({ keys }) => (keys.provenance = [...keys.provenance, anchorOf(someone)])), /none of its videos does/],
  ['the release names no certificate', inBundle(({ keys }) => (keys.provenance = [])), /a certificate that the release does not name/],
]; // prettier-ignore

/** One change of each part; both verifiers must refuse it, and Daylight's names the part. */
const TAMPERED: readonly Tampering[] = [
  ['one bit of the video differs', flip('video.mp4'), /^video\.mp4 has the hash/],
  ['one bit of the captions differs', flip('captions.vtt'), /^captions\.vtt has the hash/],
  ['one bit of the record differs', flip('record.json'), /^record\.json has the hash/],
  ['the video is longer', change('video.mp4', (text) => `${text}x`), /^video\.mp4 has \d+ bytes/],
  ['a file is missing', (files) => delete files['poster.svg'], /^poster\.svg is missing/],
  ['a file was added', (files) => Object.assign(files, { 'more.mp4': Buffer.from('x') }), /^more\.mp4 is in the folder/],
  ['a file was renamed', (files) => { files['film.mp4'] = files['video.mp4']!; delete files['video.mp4']; }, /^video\.mp4 is missing/], // prettier-ignore
  ['the record is of another release', takeFrom(otherRelease, 'record.json'), /^record\.json has/],
  ['the certificate is of another release', takeFrom(otherRelease, 'certificate.json'), /^certificate\.json has/],
  ['all of the folder but release.json is of another release', (files) => Object.assign(files, { ...otherRelease.files, 'release.json': good.files['release.json'] }), /^video\.mp4 has the hash/], // prettier-ignore
  ['release.json is of another version', takeFrom(nextVersion, 'release.json'), /has the hash/],
  ['release.json says another version', inBundle((bundle) => (bundle.version = 2)), /another version/],
  ['release.json says another release', inBundle((bundle) => (bundle.release = otherRelease.bundle.release)), /another release/],
  ['the manifest was changed', inBundle(({ manifest }) => Object.assign(manifest.files[0]!, { size: 1 })), /The sign-off is on other files/],
  ['a file was left out of the manifest', inBundle(({ manifest }) => manifest.files.pop()), /The sign-off is on other files/],
  ['the files are in another order than the signed one', inBundle(({ manifest }) => manifest.files.reverse()), /The sign-off is on other files/],
  ['a file has a role that nobody knows', inBundle(({ manifest }) => Object.assign(manifest.files[1]!, { role: 'film' })), /^The manifest does not/],
  ['two files share a name', inBundle(({ manifest }) => (manifest.files[1]!.name = 'video.mp4')), /^The manifest does not/],
  ['the sums were changed', flip('SHA256SUMS'), /^SHA256SUMS does not list/],
  ['the sums leave out a file', change('SHA256SUMS', (text) => text.replace(/^.*record\.json\n/m, '')), /^SHA256SUMS does not list/],
  ['a row was removed from the redaction ledger', withNewManifest('redactions.json', (text) => JSON.stringify({ ...JSON.parse(text), redactions: [] })), /^redactions\.json does not list/],
  ['a row was removed from the ledger as CSV', withNewManifest('redactions.csv', (text) => text.replace(/^2,.*\r\n/m, '')), /^redactions\.csv does not list/],
  ['a row was removed from the ledger as WebVTT', withNewManifest('redactions.vtt', (text) => text.replace(/\n\n2\n[^\n]+\n[^\n]+/, '')), /^redactions\.vtt does not list/],
  ['the certificate is on another video', withNewManifest('certificate.json', (text) => text.replace(/"sha256": "[0-9a-f]+"/, `"sha256": "${'0'.repeat(64)}"`)), /^The certificate is not on this video/],
  ['the certificate leaves out a hidden part', withNewManifest('certificate.json', (text) => JSON.stringify({ ...JSON.parse(text), parts: [] })), /^The certificate is not/],
  ['the certificate names a violation', withNewManifest('certificate.json', (text) => text.replace('"violations": 0', '"violations": 1')), /or names a violation/],
  ['the sign-off is of another version', inBundle((bundle) => Object.assign(bundle, { signOff: nextVersion.bundle.signOff })), /The sign-off is on other files/],
  ['the sign-off was signed by a stranger', inBundle((bundle) => Object.assign(bundle, { signOff: byAStranger.bundle.signOff })), /The sign-off was not signed/],
  ['a receipt stands in place of the sign-off', inBundle((bundle) => Object.assign(bundle, { signOff: city.seal.sign('receipt', { manifestSha256: '' }) })), /The sign-off was not signed/],
  ['everything is signed by a stranger, who names their own keys', (files) => Object.assign(files, byAStranger.files), /not one that is trusted/],
  ['the attestation is missing', (files) => delete files['attestation.json'], /^attestation\.json is missing/],
  ['the attestation is of another release', takeFrom(otherRelease, 'attestation.json'), /^The attestation is on other files/],
  ['a subject of the attestation was changed', attested((one) => ((one['subject'] as { name: string }[])[0]!.name = 'other.mp4')), /^The attestation is on other files/],
  ['a subject of the attestation was removed', attested((one) => (one['subject'] as object[]).pop()), /^The attestation is on other files/],
  ['the attestation is of another kind', attested((one) => (one['predicateType'] = 'https://slsa.dev/provenance/v1')), /^The attestation is on other files/],
  ['the attestation was signed by a stranger', attested(() => undefined, stranger), /^The attestation was not signed/],
  ['the attestation was signed with the key of the log', change('attestation.json', (text) => JSON.stringify(signStatement(sha256, city.log, 'attestation', JSON.parse(Buffer.from((JSON.parse(text) as SignedStatement).payload, 'base64').toString()) as object))), /^The attestation was not signed/],
  ['the proof is missing', (files) => delete files['release.tlog-proof'], /^There is no proof from the City’s log yet/],
  ['the proof is shortened', proved({ ...proof, proof: proof.proof.slice(1) }), /does not show that the entry/],
  ['the proof is lengthened', proved({ ...proof, proof: [...proof.proof, proof.proof[0]!] }), /does not show that the entry/],
  ['the proof is of another place in the log', proved({ ...proof, index: 3 }), /does not show that the entry/],
  ['the proof is of a place beyond the log', proved({ ...proof, index: 7 }), /does not show that the entry/],
  ['the checkpoint is a stranger’s', proved(aLogProof(stranger.log, { ...unsigned })), /The checkpoint was not signed/],
  ['the checkpoint has another root', proved({ ...proof, checkpoint: proof.checkpoint.replace(/^(.*\n7\n).*/, `$1${Buffer.alloc(32, 1).toString('base64')}`) }), /The checkpoint was not signed/],
  ['the entry in the log is of other files', proved(aLogProof(city.log, unsigned)), /The log’s entry is not/],
  ['the entry in the log is a takedown', proved(aTakedown()), /The log’s entry is not/],
  ['the proof is of another release', takeFrom(otherRelease, 'release.tlog-proof'), /The log’s entry is not/],
  ['the proof is of another kind', change('release.tlog-proof', (text) => text.replace('tlog-proof@v1', 'tlog-proof@v2')), /^release\.tlog-proof is no proof/],
  ['the proof has no hash where one belongs', change('release.tlog-proof', (text) => text.replace(/^(index 2\n).*/m, '$1?')), /^release\.tlog-proof is no proof/],
  ['the proof carries no entry', change('release.tlog-proof', (text) => text.replace(/^extra .*\n/m, '')), /^release\.tlog-proof is no proof/],
  ['release.json names another key of the log', inBundle(({ keys }) => (keys.ledger = keysOf(stranger)[1])), /The checkpoint was not signed/],
]; // prettier-ignore

function aTakedown(): typeof proof {
  const { release, version } = good.bundle;
  const entry = JSON.parse(Buffer.from(proof.body, 'base64').toString()) as { open: { manifestSha256: string } };
  return aLogProof(city.log, { kind: 'unpublished', release, version, manifestSha256: entry.open.manifestSha256 });
}

const trusted = keysOf(city);
const faultsOf = async (folder: string): Promise<string[]> => {
  const verdict = await verifyReleaseAt(folder, { trusted: trusted.join('\n'), save: null, witnesses: null });
  const faults = verdict.checks.filter(({ holds }) => !holds).map(({ says }) => says);
  expect(verdict.holds).toBe(faults.length === 0);
  return faults;
};

let folders = 0;
const folderWith = (files: Files, name = 'release'): string => writeFolder(join(root, String(++folders), name), files);
const HASH = digestOf(good.bundle.manifest);

describe('Daylight’s verifier and the one in Python', () => {
  it.each([
    ['a release with two hidden parts', good],
    ['a later version', nextVersion],
    ['another release', otherRelease],
    ['a release of which nothing is hidden', aReleaseFolder(city, { hidden: [], totals: { mutedSeconds: 0, framesWithMask: 0, shareOfFramesWithMask: 0 } })], // prettier-ignore
    ['a release of before videos carried Content Credentials', aReleaseFolder(city, {}, { video: bare, anchors: [] })],
    ['hostile words in what is hidden', aReleaseFolder(city, { hidden: HIDDEN.map((span) => ({ ...span, why: '=1+1,"\r\n\n--> <b>& é漢' })) })], // prettier-ignore
  ])('both find that %s holds', async (_, { files }) => {
    const folder = folderWith({ ...files, '.DS_Store': Buffer.from('x') });
    expect(await faultsOf(folder)).toEqual([]);
    expect(verifyWithPython(folder, trusted)).toMatchObject({ code: 0, faults: [] });
  });

  it.each([...TAMPERED, ...PROVENANCE])('both refuse a release of which %s', async (_, tamper, says) => {
    const files = { ...good.files };
    tamper(files);
    const folder = folderWith(files);
    expect(await faultsOf(folder)).toContainEqual(expect.stringMatching(says));
    const { code, faults, text } = verifyWithPython(folder, trusted);
    expect({ text, code, refused: faults.length > 0 }).toMatchObject({ code: 1, refused: true });
  });

  it('both hold a folder that is called by a hash against its manifest', async () => {
    const right = folderWith({ ...good.files }, HASH);
    expect(await faultsOf(right)).toEqual([]);
    expect(verifyWithPython(right, trusted)).toMatchObject({ code: 0, faults: [] });
    const wrong = folderWith({ ...nextVersion.files }, HASH);
    expect(await faultsOf(wrong)).toEqual([expect.stringMatching(`^The folder is called ${HASH}; its manifest has`)]);
    expect(verifyWithPython(wrong, trusted)).toMatchObject({ code: 1, faults: [expect.any(String)] });
  });

  it('there are at least fifteen ways to tamper with a release here', () => {
    expect(TAMPERED.length).toBeGreaterThanOrEqual(15);
  });
});

describe('the verifier in Python', () => {
  it('without a key uses those of the release, and says so', () => {
    const { code, text } = verifyWithPython(folderWith({ ...byAStranger.files }), []);
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('No --key was given') as string });
  });

  it.each([
    ['no folder', 'no-such-folder', [...trusted]],
    ['a key that is none', null, ['name+00000000+AAAA']],
  ])('says that it cannot read %s', (_, folder, keys) => {
    const { code, faults } = verifyWithPython(folder ?? folderWith({ ...good.files }), keys);
    expect({ code, faults }).toEqual({ code: 2, faults: [] });
  });
});
