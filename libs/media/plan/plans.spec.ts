import type { MediaFacts } from '../probe/facts';
import { asTyped } from '../run/command';
import { framesCommand, indexCommand, samplesCommand } from './decode.plan';
import { proxyCommand, stripCommand, thumbnailStep } from './derive.plan';
import { encodeAudioCommand, encodeCommand } from './encode.plan';

const facts = (video: Partial<MediaFacts['video']> = {}, rest: Partial<MediaFacts> = {}): MediaFacts => ({
  container: 'mov',
  video: {
    index: 1,
    codec: 'h264',
    profile: 'High',
    pixelFormat: 'yuv420p',
    width: 1280,
    height: 720,
    timeBase: { num: 1, den: 30_000 },
    rotation: 0,
    mirrored: false,
    sampleAspect: { num: 1, den: 1 },
    interlaced: false,
    fullRange: false,
    colour: { space: 'bt709', transfer: null, primaries: null },
    bitRate: null,
    frameRate: { num: 30_000, den: 1001 },
    promisedFrames: null,
    ...video,
  },
  audio: [{ index: 2, codec: 'aac', sampleRate: 44_100, channels: 6 }],
  others: [],
  texts: [],
  startTime: 0,
  claimedDuration: null,
  damaged: false,
  ...rest,
});
const typed = (command: Parameters<typeof asTyped>[0]): string => asTyped(command).join(' ');

it.each([
  ['index', indexCommand(facts(), 'file:inputs/source', 'file:work/list')],
  ['frames', framesCommand(facts(), 'file:inputs/source', 'file:work/list')],
  ['samples', samplesCommand(facts(), 'file:inputs/source')],
  ['proxy', proxyCommand(facts(), { pts: 0, timeBase: { num: 1, den: 30_000 } }, 'file:inputs/source', 'file:work/p.mp4')],
  ['strip', stripCommand(facts(), 12, 'file:inputs/source', 'file:work/s.jpg')],
])('the %s command forces the demuxer and allows nothing else', (_what, command) => {
  const line = typed(command);
  const before = line.slice(0, line.indexOf(' -i file:inputs/source'));
  expect(before).toMatch(/^ffmpeg (-skip_frame nokey )?-nostdin /);
  expect(before).toMatch(/-protocol_whitelist file,pipe -format_whitelist mov,mp4,m4a,3gp,3g2,mj2 -codec_whitelist h264,/);
  expect(before).toMatch(/ -max_pixels 40000000 -f mov$/);
  expect(before).not.toMatch(/magicyuv|hls|concat|http/);
}); // prettier-ignore

it('frames come out as stored, each once, with their own times', () => {
  expect(typed(framesCommand(facts(), 'in', 'list'))).toContain(
    '-i in -map 0:1 -vf scale=1280:720,format=yuv420p -fps_mode passthrough -enc_time_base -1 -pix_fmt yuv420p -c:v rawvideo -f rawvideo pipe:1 -map 0:1 -fps_mode passthrough',
  );
  expect(typed(framesCommand(facts(), 'in', 'list'))).toContain('-noautorotate -copyts');
  expect(typed(framesCommand(facts({ width: 161, height: 91 }), 'in', 'list'))).toContain(
    '-vf scale=161:91,format=yuv420p,pad=162:92',
  );
  expect(typed(framesCommand(facts({ fullRange: true }), 'in', 'list'))).toContain('-pix_fmt yuvj420p');
});

it('sound is counted from the clip’s zero, also where the clock starts anywhere', () => {
  expect(typed(samplesCommand(facts(), 'in'))).toContain('first_pts=0 -ac 2 -f s16le pipe:1');
  const stream = facts({}, { container: 'mpegts', startTime: 1.4 });
  expect(typed(samplesCommand(stream, 'in'))).toContain(
    '-af asetpts=PTS-1.4/TB,aresample=48000:async=1:min_hard_comp=0.005:first_pts=0 ',
  );
});

it('the encoder is told everything on which its bytes depend', () => {
  expect(typed(encodeCommand(facts(), 'file:work/video.h264'))).toBe(
    'ffmpeg -nostdin -hide_banner -v error -threads 2 -f rawvideo -pix_fmt yuv420p -video_size 1280x720 -framerate 25 -i pipe:0 ' +
      '-vf setsar=1/1 -fps_mode passthrough -c:v libx264 -preset veryfast -qp 16 -profile:v high -pix_fmt yuv420p -chromaoffset -6 -bf 0 -g 60 ' +
      '-threads 4 -color_range tv -colorspace bt709 -flags:v +bitexact -f h264 file:work/video.h264',
  );
  expect(typed(encodeCommand(facts(), 'out', { parameterSetId: 3, fine: true }))).toMatch(/ -qp 12 .* -x264-params sps-id=3 /);
  expect(typed(encodeAudioCommand(facts(), 'a'))).toContain('-ar 48000 -ac 2 -i pipe:0 -c:a aac -b:a 192k -flags:a +bitexact -f adts a');
}); // prettier-ignore

it('a strip has at most a hundred pictures', () => {
  expect([0, 1, 100, 101, 5000].map(thumbnailStep)).toEqual([1, 1, 1, 2, 50]);
  expect(typed(stripCommand(facts(), 101, 'in', 'out'))).toContain("select='not(mod(n,2))',scale=160:-2,tile=10x6");
});
