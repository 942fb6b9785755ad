import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { aMute, aPlan, aRectangle } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { jsonOf, type OpsAnswer, runOps } from '../../support/run-ops';
import { discard, temporaryFolder } from '../../support/temporary';

// The contract of issue 2, § 11: names of fields, exit codes, one line of JSON, no database.

let folder: string;
const plan = aPlan([aRectangle({ from: 5, to: 15 })], [aMute(0.3, 0.5)]);
beforeAll(() => {
  folder = temporaryFolder();
  aClip(folder, { seconds: 1, size: '160x120' });
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
});
afterAll(() => discard(folder));

const ops = (...args: readonly string[]): OpsAnswer => runOps(args, folder);
const render = (...more: readonly string[]): OpsAnswer =>
  ops('render', '--source', 'clip.mp4', '--plan', 'plan.json', '--out', 'out.mp4', ...more);
const checkRender = (output: string, ...more: readonly string[]): OpsAnswer =>
  ops('check-render', '--source', 'clip.mp4', '--plan', 'plan.json', '--output', output, ...more);

it('probe answers with verdict, frames, duration and hidden frames', () => {
  const answer = ops('probe', 'clip.mp4');
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  expect(jsonOf(answer)).toMatchObject({
    verdict: 'accepted',
    reason: null,
    frames: 25,
    duration: 1,
    hiddenFrames: 0,
    keyframes: 1,
    video: { codec: 'h264', width: 160, height: 120 },
  });
});

it('probe says of a bad file why, and that is an answer, not a failure', () => {
  writeFileSync(join(folder, 'list.mp4'), '#EXTM3U\nclip.mp4\n');
  const answer = ops('probe', 'list.mp4', '--json');
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  expect(jsonOf(answer)).toEqual({
    verdict: 'quarantined',
    reason: 'The file is a list that points to other files, not a recording.',
    code: 'playlist',
    frames: null,
    duration: null,
    hiddenFrames: null,
    damage: null,
  });
});

it('probe states the damage of a file in words, and render and check-render are told of it', () => {
  const file = readFileSync(aClip(folder, { seconds: 1, size: '160x120', sound: false, name: 'whole.mp4', options: ['-movflags', '+faststart'] })); // prettier-ignore
  writeFileSync(join(folder, 'cut.mp4'), file.subarray(0, file.length - 1));
  expect(jsonOf(ops('probe', 'cut.mp4'))).toMatchObject({
    verdict: 'accepted',
    frames: 24,
    damage: expect.arrayContaining([
      expect.objectContaining({ kind: 'ends-early', says: expect.stringMatching(/^The file ends early, at 0\.960 s/) as unknown }), // prettier-ignore
    ]) as unknown,
  });
  writeFileSync(join(folder, 'cut.json'), JSON.stringify(aPlan([aRectangle({ from: 5, to: 10, keyframes: [{ frame: 5, x: 0.2, y: 0.2, w: 0.4, h: 0.4 }] })]))); // prettier-ignore
  const args = ['--source', 'cut.mp4', '--plan', 'cut.json', '--damaged'];
  const rendered = ops('render', ...args, '--out', 'cut-release.mp4');
  expect(jsonOf(rendered)).toMatchObject({ mode: 'full', frames: 24, reason: 'Nothing was copied: the source is damaged.' });
  expect(ops('check-render', ...args, '--output', 'cut-release.mp4')).toMatchObject({ code: 0, stderr: '' });
}); // prettier-ignore

it('render prints the receipt of the file that it wrote, and check-render passes it', () => {
  const answer = render('--mode', 'auto', '--json');
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  const receipt = jsonOf(answer);
  const sha256 = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  expect(receipt).toMatchObject({
    version: 1,
    mode: expect.stringMatching(/^(full|smart)$/) as unknown,
    frames: 25,
    reencodedFrames: 25,
    duration: 1,
    seconds: expect.any(Number) as unknown,
    sourceSha256: sha256('clip.mp4'),
    outputSha256: sha256('out.mp4'),
    outputBytes: readFileSync(join(folder, 'out.mp4')).length,
    ffmpeg: expect.stringMatching(/^\d/) as unknown,
    sandbox: 'bubblewrap',
  });
  expect(JSON.stringify(receipt)).not.toContain(folder);
  const check = checkRender('out.mp4');
  expect(check).toMatchObject({ code: 0, stderr: '' });
  expect(jsonOf(check)).toMatchObject({
    version: 1,
    passed: true,
    violations: [],
    picture: { frames: 25, maskedFrames: 10 },
    sound: { mutedSeconds: 0.2, loudestMuted: -120 },
  });
});

it('the same source and plan give the same bytes', () => {
  for (const mode of ['auto', 'full']) {
    const first = jsonOf(render('--mode', mode));
    expect(jsonOf(render('--mode', mode))['outputSha256']).toBe(first['outputSha256']);
  }
});

it('check-render ends with 1 and names every violation, for programs and for people', () => {
  render();
  const [release, source] = [join(folder, 'out.mp4'), join(folder, 'clip.mp4')];
  const inputs = ['-i', release, '-i', source, '-filter_complex', "[0:v][1:v]overlay=enable='eq(n,7)'", '-map', '0:a'];
  ffmpeg([...inputs, '-c:v', 'libx264', '-qp', '16', '-bf', '0', '-c:a', 'copy', join(folder, 'bad.mp4')]);
  const answer = checkRender('bad.mp4');
  expect(answer.code).toBe(1);
  const { passed, violations } = jsonOf(answer);
  expect(passed).toBe(false);
  expect(violations).toContainEqual(expect.objectContaining({ rule: 'mask-is-fill', frame: 7, track: 'rectangle' }));
  expect(answer.stderr).toMatch(/^mask-is-fill \(frame 7, rectangle\): variance /m);
  expect(checkRender('bad.mp4', '--json')).toMatchObject({ code: 1, stderr: '' });
});

const REFUSED: readonly [what: string, plan: unknown, says: RegExp][] = [
  ['no JSON', undefined, /^broken\.json is not JSON\.\n$/],
  ['another version', { version: 2 }, /version is 1/],
  ['a blur', { ...plan, video: [{ ...plan.video[0], effect: 'blur' }] }, /video\[0\]\.effect is not part of a plan/],
  ['frames beyond the end', aPlan([aRectangle({ to: 26 })]), /The plan does not fit this clip\.\n {2}video\[0\]\.to is at most 25: the clip has 25 frames/],
  ['sound beyond the end', aPlan([], [aMute(2, 3)]), /audio\[0\]\.from lies before the clip's end \(1 s\)/],
  ['a frame and a time that do not belong together', aPlan([aRectangle({ from: 5, to: 15, keyframes: [{ frame: 6, pts: 1, x: 0, y: 0, w: 0.1, h: 0.1 }] })]), /video\[0\]\.keyframes\[0\]\.pts is 3072: that is the presentation time of frame 6/],
]; // prettier-ignore

it.each(REFUSED)('a plan with %s is refused with what would be right, and nothing is written', (_what, wrong, says) => {
  writeFileSync(join(folder, 'broken.json'), wrong === undefined ? '{"version":1,' : JSON.stringify(wrong));
  const answer = ops('render', '--source', 'clip.mp4', '--plan', 'broken.json', '--out', 'never.mp4');
  expect(answer.code).toBe(2);
  expect(answer.stdout).toBe('');
  expect(answer.stderr).toMatch(says);
  expect(answer.stderr).not.toMatch(/ at .*\.js|Error:/);
  expect(existsSync(join(folder, 'never.mp4'))).toBe(false);
});

it('a plan that does not fit the clip is refused by check-render as well', () => {
  render();
  writeFileSync(join(folder, 'broken.json'), JSON.stringify(aPlan([aRectangle({ to: 26 })])));
  const answer = ops('check-render', '--source', 'clip.mp4', '--plan', 'broken.json', '--output', 'out.mp4');
  expect(answer).toMatchObject({ code: 2, stdout: '' });
  expect(answer.stderr).toMatch(/The plan does not fit this clip\.\n {2}video\[0\]\.to is at most 25/);
});

const MISUSED: readonly [what: string, args: readonly string[], says: RegExp][] = [
  ['a file that is not there', ['probe', 'nowhere.mp4'], /^There is no file nowhere\.mp4\.$/m],
  ['a folder', ['probe', '.'], /^There is no file \.\.$/m],
  ['no file', ['probe'], /missing required argument 'file'\n[^]*--help/],
  ['an unknown option', ['probe', 'clip.mp4', '--fast'], /unknown option '--fast'/],
  ['an unknown command', ['prob'], /unknown command 'prob'/],
  ['a missing option', ['render', '--source', 'clip.mp4'], /required option '--plan <file>' not specified/],
  ['an unknown mode', ['render', '--source', 'clip.mp4', '--plan', 'plan.json', '--out', 'x.mp4', '--mode', 'fast'], /--mode is auto or full, not "fast"\./],
  ['the original as output', ['render', '--source', 'clip.mp4', '--plan', 'plan.json', '--out', './clip.mp4'], /originals are never written to/],
  ['an output in a folder that is not there', ['render', '--source', 'clip.mp4', '--plan', 'plan.json', '--out', 'no/where.mp4'], /There is no folder .*no; make it first\./],
  ['a source that is no recording', ['render', '--source', 'plan.json', '--plan', 'plan.json', '--out', 'x.mp4'], /in no format that Daylight opens/],
]; // prettier-ignore

it.each(MISUSED)('%s ends with 2 and says what is wrong', (_what, args, says) => {
  const answer = ops(...args);
  expect(answer).toMatchObject({ code: 2, stdout: '' });
  expect(answer.stderr).toMatch(says);
  expect(answer.stderr).not.toMatch(/ at .*\.js|Error:|ENOENT/);
});

it.each([
  ['probe', /accepted, or quarantined and why/],
  ['render', /--source <file>[^]*--plan <file>[^]*--out <file>[^]*--mode <mode>/],
  ['check-render', /exit 0 and figures, or exit 1[^]*--output <file>/],
])('%s --help says how it is used', (command, says) => {
  const answer = ops(command, '--help');
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  expect(answer.stdout).toMatch(says);
});

it('leaves nothing behind but what it was asked for', () => {
  expect(existsSync(join(folder, 'x.mp4'))).toBe(false);
  expect(readFileSync(join(folder, 'clip.mp4')).subarray(4, 8).toString()).toBe('ftyp');
});
