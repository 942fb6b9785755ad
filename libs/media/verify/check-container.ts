import { NAL } from '../mp4/annex-b';
import type { Mp4, Mp4Track } from '../mp4/read-mp4';
import type { Findings } from './violation';

const IN_TRACK = [
  'tkhd',
  'edts',
  'edts/elst',
  'mdia',
  'mdia/mdhd',
  'mdia/hdlr',
  'mdia/minf',
  'mdia/minf/vmhd',
  'mdia/minf/smhd',
  'mdia/minf/dinf',
  'mdia/minf/dinf/dref',
  'mdia/minf/dinf/dref/url ',
  'mdia/minf/stbl',
  ...[
    'stsd',
    'stsd/avc1',
    'stsd/avc1/avcC',
    'stsd/avc1/pasp',
    'stsd/mp4a',
    'stsd/mp4a/esds',
    'stts',
    'ctts',
    'stss',
    'stsc',
    'stsz',
    'stco',
    'co64',
  ].map((b) => `mdia/minf/stbl/${b}`),
];

/** Every box that a release may hold, by its path. No user data, no metadata, no free space, no thumbnail. */
const ALLOWED = new Set([
  'ftyp',
  'moov',
  'mdat',
  'moov/mvhd',
  'moov/trak',
  ...IN_TRACK.map((box) => `moov/trak/${box}`),
]);

/** Checks the file as a container: boxes, tracks, edit lists, and that every byte of it has a purpose. */
export function checkContainer(mp4: Mp4, sourceHasSound: boolean, findings: Findings): void {
  // A manifest of provenance is looked at by itself (check-provenance.ts).
  const last = mp4.boxes.findLast(({ path }) => !path.includes('/'));
  for (const box of mp4.boxes) {
    if (!ALLOWED.has(box.path) && !(box === last && box.path === 'uuid'))
      findings.add('allowed-boxes', `${JSON.stringify(box.path)} at byte ${box.start}, ${box.size} bytes`);
  }
  for (const once of ['ftyp', 'moov', 'mdat']) {
    const count = mp4.boxes.filter((box) => box.path === once).length;
    if (count !== 1) findings.add('allowed-boxes', `${count} boxes ${JSON.stringify(once)} instead of one`);
  }
  checkTracks(mp4, sourceHasSound, findings);
  checkMediaData(mp4, findings);
  checkText(mp4, findings);
}

function checkTracks(mp4: Mp4, sourceHasSound: boolean, findings: Findings): void {
  const kinds = mp4.tracks.map((track) => `${track.handler}/${track.format}`);
  const pictures = kinds.filter((kind) => kind === 'vide/avc1').length;
  const sounds = kinds.filter((kind) => kind === 'soun/mp4a').length;
  if (pictures !== 1 || sounds > (sourceHasSound ? 1 : 0) || pictures + sounds !== kinds.length) {
    findings.add('one-picture-one-sound', kinds.join(', ') || 'no track');
  }
  for (const track of mp4.tracks) checkEdits(track, mp4.movieTimescale, findings);
}

/** AAC's lead-in: one frame of 1,024 samples (ISO 14496-3); no more may be cut from the beginning. */
const MOST_PRIMING = 1024;
/** What fills the last frame up, and one frame more that an encoder may end with. */
const MOST_FILLING = 2 * 1024;

function checkEdits(track: Mp4Track, movieTimescale: number, findings: Findings): void {
  const [only, ...more] = track.edits;
  if (!only) return;
  const start = only.mediaTime;
  const shown = (only.duration / movieTimescale) * track.timescale;
  if (track.handler === 'vide') {
    const ordered = [...track.pts].sort((a, b) => a - b);
    const [first = 0, last = 0] = [ordered[0], ordered.at(-1)];
    // A single edit that starts at the first frame shows every frame: B-frames need it.
    if (more.length > 0 || start !== first)
      findings.add(
        'no-hidden-frames',
        `an edit list of the picture starts at tick ${start}; its first frame is at ${first}`,
      );
    // A duration of zero is "to the end".
    if (shown > 0 && start + shown <= last)
      findings.add(
        'no-hidden-frames',
        `an edit list of the picture ends at tick ${Math.round(start + shown)}; its last frame is at ${last}`,
      );
  } else {
    if (more.length > 0 || start < 0 || start > MOST_PRIMING)
      findings.add('no-hidden-frames', `an edit list of the sound skips ${start} samples`);
    const behind = Math.round(codedTicks(track) - start - shown);
    if (shown > 0 && behind > MOST_FILLING)
      findings.add('no-hidden-frames', `${behind} coded samples of the sound lie behind the end of its edit list`);
  }
}

/** From the first sample's decoding to the end of the last, which lasts as long as the one before it. */
function codedTicks({ dts }: Mp4Track): number {
  const last = dts.at(-1) ?? 0;
  return last + last - (dts.at(-2) ?? 0);
}

/** Samples must fill the media data without a gap and without overlap: a byte that nothing plays could be anything. */
function checkMediaData(mp4: Mp4, findings: Findings): void {
  const { starts, ends, inOrder } = placesOf(mp4.tracks);
  const listed = mp4.tracks.reduce((sum, track) => sum + track.sizes.length, 0);
  if (starts.length !== listed)
    findings.add('every-byte-accounted', `${listed - starts.length} samples lie in no chunk`);
  const mdat = mp4.boxes.find((box) => box.path === 'mdat');
  if (!mdat) return;
  let at = mdat.start + mdat.header;
  for (const sample of inOrder) {
    const [from, to] = [starts[sample] ?? 0, ends[sample] ?? 0];
    if (from !== at) {
      findings.add(
        'every-byte-accounted',
        from > at ? `${from - at} bytes at ${at} belong to no sample` : `bytes at ${from} belong to two samples`,
      );
    }
    at = Math.max(at, to);
  }
  const end = mdat.start + mdat.size;
  if (at !== end)
    findings.add(
      'every-byte-accounted',
      `${Math.abs(end - at)} bytes at ${Math.min(at, end)} ${at < end ? 'belong to no sample' : 'lie outside the media data'}`,
    );
}

/** Where all samples of all tracks lie, and their order in the file. Plain numbers: of two hours there are half a million. */
function placesOf(tracks: readonly Mp4Track[]): { starts: Float64Array; ends: Float64Array; inOrder: Uint32Array } {
  const count = tracks.reduce((sum, { offsets }) => sum + offsets.length, 0);
  const [starts, ends] = [new Float64Array(count), new Float64Array(count)];
  let next = 0;
  for (const { offsets, sizes } of tracks) {
    offsets.forEach((offset, i) => {
      starts[next] = offset;
      ends[next++] = offset + (sizes[i] ?? 0);
    });
  }
  const inOrder = Uint32Array.from(starts, (_, i) => i).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
  return { starts, ends, inOrder };
}

/** "und" (ISO 14496-12 § 8.4.2). */
const UNDETERMINED = 0x55c4;

function checkText(mp4: Mp4, findings: Findings): void {
  for (const track of mp4.tracks) {
    const name = track.handlerName.toString('latin1').replace(/\0+$/, '');
    if (name !== '') findings.add('no-metadata', `the ${track.handler} track is named ${JSON.stringify(name)}`);
    if (track.times.some((time) => time !== 0))
      findings.add('no-metadata', `the ${track.handler} track carries a date`);
    if (track.language !== UNDETERMINED) findings.add('no-metadata', `the ${track.handler} track names a language`);
    if (track.encoderName.some((byte) => byte !== 0)) {
      const encoder = track.encoderName.toString('latin1').replace(/\0+$/, '');
      findings.add('no-metadata', `the ${track.handler} track names its encoder: ${JSON.stringify(encoder)}`);
    }
    if (track.configuration.length > 0) checkConfiguration(track.configuration, findings);
  }
  if (mp4.movieTimes.some((time) => time !== 0)) findings.add('no-metadata', 'the file carries a date');
}

/** Profiles whose avcC ends with four bytes on chroma and depth (ISO 14496-15 § 5.3.3.1.2). */
const WITH_CHROMA = [100, 110, 122, 144];

/** The decoder's configuration holds parameter sets and nothing else: what lies behind them no player looks at. */
function checkConfiguration(avcC: Buffer, findings: Findings): void {
  let at = 5;
  for (const [mask, type] of [
    [0x1f, NAL.sps],
    [0xff, NAL.pps],
  ] as const) {
    const count = avcC.readUInt8(at) & mask;
    at++;
    for (let i = 0; i < count; i++) {
      const length = avcC.readUInt16BE(at);
      const is = avcC.readUInt8(at + 2) & 0x1f;
      if (is !== type) findings.add('slices-only', `NAL unit type ${is} among the parameter sets`);
      at += 2 + length;
    }
  }
  const behind = avcC.length - at - (WITH_CHROMA.includes(avcC[1] ?? 0) ? 4 : 0);
  if (behind !== 0) findings.add('no-metadata', `${behind} bytes behind its parameter sets`);
}
