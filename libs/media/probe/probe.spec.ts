import fc from 'fast-check';
import type { MediaFacts } from './facts';
import { damageRules, decodedRules, firstBroken, headerRules } from './intake.rules';
import { parseFfprobe } from './parse-ffprobe';
import { refusalIn } from './refusals';

const aVideo = (change: object = {}) => ({ index: 0, codec_type: 'video', codec_name: 'h264', width: 640, height: 480, time_base: '1/12800', ...change }); // prettier-ignore
const parsed = (...streams: object[]): MediaFacts => {
  const facts = parseFfprobe({ streams, format: {} }, 'mov');
  if ('code' in facts) throw new Error(facts.says);
  return facts;
};
const matrix = (...rows: readonly (readonly number[])[]) => ({
  side_data_list: [{ displaymatrix: rows.map((row, i) => `\n0000000${i}: ${row.join(' ')}`).join('') }],
});
const F = 65_536;

it.each([
  ['no matrix', {}, 0, false],
  ['none', matrix([F, 0, 0], [0, F, 0], [0, 0, 1 << 30]), 0, false],
  ['a quarter clockwise', matrix([0, F, 0], [-F, 0, 0], [0, 0, 1 << 30]), 90, false],
  ['half', matrix([-F, 0, 0], [0, -F, 0], [0, 0, 1 << 30]), 180, false],
  ['a quarter the other way', matrix([0, -F, 0], [F, 0, 0], [0, 0, 1 << 30]), 270, false],
  ['a mirror', matrix([-F, 0, 0], [0, F, 0], [0, 0, 1 << 30]), 0, true],
  ['an eighth, which no mask could follow', matrix([46341, 46341, 0], [-46341, 46341, 0], [0, 0, 1 << 30]), null, false],
])('a turn by %s is read', (_what, change, rotation, mirrored) => {
  expect(parsed(aVideo(change)).video).toMatchObject({ rotation, mirrored });
}); // prettier-ignore

it('a cover is not the picture, and what says nothing is not known', () => {
  const facts = parsed(
    aVideo({ index: 0, codec_name: 'png', disposition: { attached_pic: 1 } }),
    aVideo({ index: 1, color_space: 'unknown', sample_aspect_ratio: '0:1', pix_fmt: 'yuvj420p', bit_rate: 'N/A' }),
    { index: 2, codec_type: 'data' },
  );
  expect(facts.video).toMatchObject({ index: 1, sampleAspect: { num: 1, den: 1 }, fullRange: true, bitRate: null });
  expect(facts.video.colour.space).toBeNull();
  expect(facts.others).toEqual([{ kind: 'video', codec: 'png' }, { kind: 'data', codec: 'unknown' }]);
}); // prettier-ignore

it.each([
  ['no picture', [{ codec_type: 'audio' }], 'no-video'],
  ['a cover only', [aVideo({ disposition: { attached_pic: 1 } })], 'no-video'],
  ['encryption', [aVideo({ codec_tag_string: 'encv' })], 'encrypted'],
  ['no sample entry', [aVideo({ codec_name: undefined, codec_tag_string: '[0][0][0][0]' })], 'unreadable'],
])('%s is a reason not to open it', (_what, streams, code) => {
  expect(parseFfprobe({ streams }, 'mov')).toMatchObject({ code, says: expect.stringMatching(/\.$/) as unknown });
});

it('whatever ffprobe writes of a file, reading it does not fail', () => {
  const stream = fc.record({ codec_type: fc.constantFrom('video', 'audio', 'data'), time_base: fc.string(), sample_aspect_ratio: fc.string(), nb_frames: fc.string(), side_data_list: fc.array(fc.record({ displaymatrix: fc.string() })) }, { requiredKeys: [] }); // prettier-ignore
  fc.assert(fc.property(fc.array(stream), (streams) => void parseFfprobe({ streams }, 'mov')));
});

const brokenHeader = (media: MediaFacts): string[] =>
  headerRules.filter((rule) => !rule.holds({ media })).map((rule) => `${rule.code}: ${rule.otherwise({ media })}`);

it.each([
  ['another picture', parsed(aVideo({ codec_name: 'prores' })), /^video-codec: The picture is coded as prores, which Daylight does not open\. Export it as H\.264/],
  ['another sound', parsed(aVideo(), { codec_type: 'audio', codec_name: 'dts' }), /^audio-codec: The sound is coded as dts/],
  ['16K', parsed(aVideo({ width: 15_360, height: 8640 })), /^dimensions: The picture claims to be 15360 × 8640/],
  ['no size', parsed(aVideo({ width: 0 })), /^dimensions/],
  ['an eighth turn', parsed(aVideo(matrix([46341, 46341, 0], [-46341, 46341, 0]))), /^rotation: .*quarter turns/],
  ['a hundred streams', parsed(aVideo(), ...Array.from({ length: 99 }, () => ({ codec_type: 'data' }))), /^too-many-streams: The file holds 100 streams/],
])('a header with %s is refused in words', (_what, media, says) => {
  expect(brokenHeader(media)).toEqual([expect.stringMatching(says)]);
}); // prettier-ignore

it.each([
  ['nothing decoded', { frames: 0, duration: 0 }, ['no-frames', 'frame-rate']],
  ['a thousand million frames a second', { frames: 25, duration: 1e-6 }, ['frame-rate']],
  ['nothing wrong', { frames: 25, duration: 1 }, []],
])('a recording with %s breaks: %j', (_what, facts, codes) => {
  expect(decodedRules.filter((rule) => !rule.holds(facts)).map((rule) => rule.code)).toEqual(codes);
});

it('a recording that is damaged in more places than can be stated is not relied on', () => {
  expect(firstBroken(damageRules, { spans: 500 })).toBeNull();
  expect(firstBroken(damageRules, { spans: 501 })).toMatchObject({ code: 'damaged', says: expect.stringMatching(/^The recording is damaged in 501 places/) as unknown });
}); // prettier-ignore

it('ffprobe’s refusals are said in words, its other failures are not guessed at', () => {
  expect(refusalIn(['[x @ 0x1] Codec (magicyuv) not on whitelist \'h264\''])).toMatchObject({ code: 'codec', says: expect.stringMatching(/coded as magicyuv/) as unknown });
  expect(refusalIn(['Picture size 65535x65535 is invalid'])).toMatchObject({ code: 'dimensions' });
  expect(refusalIn(['moov atom not found'])).toBeNull();
}); // prettier-ignore
