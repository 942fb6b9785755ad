import type { MediaFacts } from '../probe/facts';
import { asTyped } from '../run/command';
import { copyCommand, listCodedCommand } from './copy.plan';
import { framesCommand, indexCommand, samplesCommand } from './decode.plan';
import { proxyCommand, stripCommand, thumbnailStep } from './derive.plan';
import { drawAllCommand, drawRunCommand, wholeBand } from './draw.plan';
import { encodeAudioCommand } from './encode.plan';

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
  ['draw', drawAllCommand(facts(), { source: 'file:inputs/source', target: 'out', listing: 'list' }, {})],
  ['samples', samplesCommand(facts(), 'file:inputs/source')],
  ['copy', copyCommand(facts(), 'file:inputs/source', 'file:work/s.mp4')],
  ['list', listCodedCommand(facts(), 'file:inputs/source', 'file:work/list')],
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
    '-i in -map 0:1 -vf scale=1280:720,format=yuv420p -fps_mode passthrough -enc_time_base -1 -pix_fmt yuv420p -c:v rawvideo -threads 1 -f rawvideo pipe:1 -map 0:1 -fps_mode passthrough',
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

it('a part is decoded, its masks drawn, and encoded, by one command that says everything on which its bytes depend', () => {
  const half = 'color=0x808080:size=1280x720:rate=25,format=yuv420p[half];color=0x000000:size=1280x720:rate=25,format=yuv420p[fill]';
  const files = { source: 'file:work/part-0.h264', target: 'file:work/encoded-0.h264' };
  const line = typed(drawRunCommand(facts(), { ...files, band: wholeBand(facts()) }, {}));
  expect(line).toMatch(/ -strict 1 .* -threads 1 -f h264 -i file:work\/part-0.h264 -f rawvideo -pix_fmt gray /);
  expect(line.slice(line.indexOf('-f rawvideo'))).toBe(
    '-f rawvideo -pix_fmt gray -video_size 640x360 -framerate 25 -i pipe:0 ' +
      '-filter_complex_threads 1 -filter_complex [0:0]format=yuv420p,settb=1/25,setpts=N[picture];[1:0]settb=1/25,setpts=N,split[cells][chroma];' +
      `[cells]scale=1280:720:flags=neighbor[luma];[luma][chroma]mergeplanes=0x001010:yuv420p[mask];${half};` +
      '[mask][half][picture][fill]threshold,setsar=1/1[drawn] -map [drawn] ' +
      '-fps_mode passthrough -c:v libx264 -preset veryfast -qp 16 -profile:v high -pix_fmt yuv420p -chromaoffset -6 -bf 0 -g 60 ' +
      '-threads 4 -color_range tv -colorspace bt709 -flags:v +bitexact -f h264 file:work/encoded-0.h264',
  );
  expect(typed(drawRunCommand(facts(), { ...files, band: wholeBand(facts()) }, { parameterSetId: 3, fine: true }))).toMatch(/ -qp 12 .* -x264-params sps-id=3 /);
  expect(typed(encodeAudioCommand(facts(), 'a'))).toContain('-ar 48000 -ac 2 -i pipe:0 -c:a aac -b:a 192k -flags:a +bitexact -f adts a');
}); // prettier-ignore

it('where masks lie in a band of the picture, it alone is drawn on, between what is above and what is below', () => {
  const drawnIn = (top: number, end: number): string =>
    typed(drawRunCommand(facts(), { source: 'in', target: 'out', band: { top, end } }, {}));
  const line = drawnIn(100, 160);
  expect(line).toContain(' -video_size 640x60 ');
  expect(line).toContain(
    '[0:0]format=yuv420p,settb=1/25,setpts=N,split=3[of-above][of-picture][of-below];' +
      '[of-above]crop=1280:200:0:0:exact=1[above];[of-picture]crop=1280:120:0:200:exact=1[picture];' +
      '[of-below]crop=1280:400:0:320:exact=1[below];[1:0]settb=1/25,setpts=N,split[cells][chroma];[cells]scale=1280:120:',
  );
  expect(line).toContain('threshold[covered];[above][covered][below]vstack=inputs=3:shortest=1,setsar=1/1[drawn] ');
  expect(drawnIn(0, 160)).toContain('[covered][below]vstack=inputs=2:');
  expect(drawnIn(100, 360)).toContain('[above][covered]vstack=inputs=2:');
});

it('of a whole recording the frames are counted by filters that never begin anew', () => {
  const line = typed(drawAllCommand(facts({ width: 161, height: 91, fullRange: true }), { source: 'in', target: 'out', listing: 'list' }, {}));
  expect(line).toMatch(/ -reinit_filter 0 -noautorotate -copyts .* -i in .* -video_size 81x46 .* -i pipe:0 /);
  expect(line).toContain('[0:1]scale=161:91,format=yuv420p,pad=162:92,format=yuvj420p,settb=1/25,setpts=N[picture]');
  expect(line).toContain('color=0x101010:size=162x92:rate=25,format=yuvj420p[fill]');
  expect(line).toMatch(/ -f h264 out -map 0:1 -fps_mode passthrough -enc_time_base -1 -c:v wrapped_avframe -f framecrc list$/);
}); // prettier-ignore

it('a strip has at most a hundred pictures', () => {
  expect([0, 1, 100, 101, 5000].map(thumbnailStep)).toEqual([1, 1, 1, 2, 50]);
  expect(typed(stripCommand(facts(), 101, 'in', 'out'))).toContain("select='not(mod(n,2))',scale=160:-2,tile=10x6");
});
