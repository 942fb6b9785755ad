import { join } from 'node:path';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { filmOf } from '../../fixtures/films';
import { HEIGHT, WIDTH } from '../../fixtures/moving-targets';
import { RUNNER } from '../../fixtures/scenes';
import { jsonOf, type OpsAnswer, runOps } from '../../support/run-ops';
import { discard, temporaryFolder } from '../../support/temporary';

// `ops track` as an operator's programs rely on it.

let folder: string;
let box: string;
beforeAll(() => {
  folder = temporaryFolder();
  const { shots } = filmOf(folder, RUNNER, { name: 'track.mp4' });
  const { x, y, w, h } = shots[10]!.truth;
  box = [x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT].map((value) => value.toFixed(4)).join(',');
});
afterAll(() => discard(folder));

const ops = (...args: readonly string[]): OpsAnswer => runOps(['track', '--source', 'track.mp4', ...args], folder);

it('prints keyframes, confidences and what needs a look, and says that it is a suggestion', () => {
  const answer = ops('--frame', '10', '--box', box, '--to', '30', '--back', '4', '--json');
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  const json = jsonOf(answer);
  expect(json).toMatchObject({
    version: 1,
    says: expect.stringContaining('This is a suggestion: it hides nothing.') as string,
    from: 6,
    to: 30,
    padding: { space: 0.08, frames: 2 },
    needsALookFrom: null,
    needsALook: [],
    lostFrom: null,
    lostUntil: null,
  });
  const keyframes = json['keyframes'] as { frame: number }[];
  expect(keyframes.map(({ frame }) => frame)).toEqual(expect.arrayContaining([6, 10, 29]));
  expect(json['confidences']).toHaveLength(24);
});

it('says from which frame a lost target needs a look', () => {
  aClip(folder, { name: 'other.mp4', seconds: 1, sound: false });
  ffmpeg([
    ...['-i', join(folder, 'track.mp4'), '-i', join(folder, 'other.mp4'), '-filter_complex'],
    ...['[0:v]trim=end_frame=20[a];[1:v]trim=end_frame=20,setsar=1[b];[a][b]concat', join(folder, 'cut.mp4')],
  ]);
  const answer = ops('--source', 'cut.mp4', '--frame', '10', '--box', box);
  expect(answer.code).toBe(0);
  expect(jsonOf(answer)).toMatchObject({ needsALookFrom: expect.any(Number) as number, lostFrom: 20 });
  expect(answer.stderr).toMatch(/Needs a look: frames 1\d to 39\./);
});

it.each([
  ['a box off the picture', ['--frame', '10', '--box', '1.2,0.1,0.2,0.2'], 'box lies in the picture (0 to 1)'],
  ['a box without a size', ['--frame', '10', '--box', '0.1,0.1,0,0.2'], 'box is x,y,w,h in fractions of the picture'],
  ['a box that is none', ['--frame', '10', '--box', 'here'], 'box is x,y,w,h in fractions of the picture'],
  ['a frame that is not there', ['--frame', '50', '--box', '0.1,0.1,0.1,0.1'], 'is one of the clip’s frames, 0 to 49'],
  [
    'an end behind the clip’s',
    ['--frame', '1', '--box', '0.1,0.1,0.1,0.1', '--to', '51'],
    'is behind the box and at most 50',
  ],
  [
    'more frames back than there are',
    ['--frame', '3', '--box', '0.1,0.1,0.1,0.1', '--back', '4'],
    'from is a frame of the clip',
  ],
  [
    'a frame that is no number',
    ['--frame', 'ten', '--box', '0.1,0.1,0.1,0.1'],
    '--frame is a number, 0 or more, not "ten".',
  ],
  [
    'a file that is not there',
    ['--source', 'no.mp4', '--frame', '1', '--box', '0.1,0.1,0.1,0.1'],
    'There is no file no.mp4.',
  ],
])('refuses %s', (_what, args, says) => {
  const answer = ops(...args);
  expect(answer).toMatchObject({ code: 2, stdout: '' });
  expect(answer.stderr).toContain(says);
});
