import { readFileSync } from 'node:fs';
import { changeSamples, samplesOf, trackOf, withSamples } from '../../support/mp4-samples';
import type { Saboteur } from './saboteur';
import type { Scene } from './scene';

// The sound is wrong. The mute is from 0.4 to 0.7 s with its margin of 50 ms, the tone from 1.2 to 1.3 s.

const TONED = 'between(t,1.15,1.35)';
const TONE = '0.1*sin(2*PI*1000*t)';
const MUTED = 'between(t,0.35,0.75)';

/** Each channel is heard where its expression is not zero; where the tone belongs, the tone. */
const heard = (left: string, right = left): string =>
  `aeval='if(${TONED},${TONE},val(0)*(${left}))|if(${TONED},${TONE},val(1)*(${right}))':c=same`;
const RIGHT = `not(${MUTED})`;
/** What a correct release lets be heard. */
export const HEARD_AS_PLANNED = heard(RIGHT);

type Case = readonly [what: string, second: readonly [number, number], filter: string];

const LEAKS: readonly Case[] = [
  ['10 ms left at the beginning of a mute', [0.34, 0.42], heard('not(between(t,0.41,0.75))')],
  ['10 ms left in the middle of a mute', [0.49, 0.57], heard(`${RIGHT}+between(t,0.55,0.56)`)],
  ['10 ms left at the end of a mute', [0.59, 0.7], heard('not(between(t,0.35,0.69))')],
  ['10 ms left in one channel only', [0.49, 0.57], heard(RIGHT, `${RIGHT}+between(t,0.55,0.56)`)],
  ['one channel not muted', [0.34, 0.42], heard(RIGHT, '1')],
  ['a mute without its margin', [0.34, 0.42], heard('not(between(t,0.4,0.7))')],
  ['a whole mute left very quiet', [0.34, 0.42], heard(`if(${MUTED},0.003,1)`)],
  ['a mute 10 ms late', [0.34, 0.42], heard('not(between(t,0.41,0.71))')],
  ['silence that hums', [0.34, 0.42], `${HEARD_AS_PLANNED},aeval='val(0)+0.002*sin(300*t)|val(1)+0.002*sin(300*t)':c=same`],
]; // prettier-ignore

const TONES: readonly Case[] = [
  ['words under the tone', [1.14, 1.22], `aeval='if(${TONED},${TONE}+val(0)*0.5,val(0)*${RIGHT})|if(${TONED},${TONE}+val(1)*0.5,val(1)*${RIGHT})':c=same`],
  ['a tone of another pitch', [1.14, 1.22], heard(RIGHT).replaceAll('1000*t', '900*t')],
  ['10 ms of words in the middle of the tone', [1.19, 1.26], heard(RIGHT).replaceAll(TONED, `(${TONED}*not(between(t,1.24,1.25)))`)],
]; // prettier-ignore

const ELSEWHERE: readonly Case[] = [
  ['sound missing elsewhere', [1.5, 1.71], heard(`not(${MUTED}+between(t,1.6,1.7))`)],
  ['sound that is 5 ms late', [0, 0.2], `${HEARD_AS_PLANNED},adelay=5:all=1`],
  ['sound that is 1 ms late', [0, 0.2], `${HEARD_AS_PLANNED},adelay=1:all=1`],
  ['sound that is muffled', [0, 0.2], `${HEARD_AS_PLANNED},lowpass=f=1000`],
  ['sound that is 20 ms late', [0, 0.2], `${HEARD_AS_PLANNED},adelay=20:all=1`],
  ['channels exchanged', [0, 0.2], `${HEARD_AS_PLANNED},pan=stereo|c0=c1|c1=c0`],
  ['sound turned round', [0, 0.2], `${HEARD_AS_PLANNED},aeval='-val(0)|-val(1)':c=same`],
  ['other sound', [0, 0.2], `${HEARD_AS_PLANNED},areverse`],
  ['sound in one channel only', [0, 0.2], `${HEARD_AS_PLANNED},pan=stereo|c0=c0|c1=0*c0`],
  ['sound where the source is louder beside a mute', [0.74, 0.86], heard(`${RIGHT}*if(between(t,0.75,0.85),4,1)`)],
]; // prettier-ignore

const cases = (rule: Saboteur['rule'], list: readonly Case[], track?: string): Saboteur[] =>
  list.map(([what, second, filter]) => ({
    what,
    rule,
    second,
    ...(track !== undefined && { track }),
    make: (scene) => scene.resound(filter),
  }));

/** The source's own coded sound, undecoded: what a renderer would do that copies it. */
function copied(scene: Scene): string {
  const sound = samplesOf(readFileSync(scene.source), 1);
  return scene.alter((file) => withSamples(file, trackOf(file, 'soun'), sound));
}

export const OF_THE_SOUND: readonly Saboteur[] = [
  ...cases('muted-is-silent', LEAKS, 'silence'),
  ...cases('tone-is-tone', TONES, 'tone'),
  ...cases('sound-unchanged', ELSEWHERE),
  {
    what: 'the coded sound of the original',
    rule: 'muted-is-silent',
    track: 'silence',
    second: [0.34, 0.42],
    make: copied,
  },
  {
    what: 'sound in mono instead of stereo',
    rule: 'sound-unchanged',
    make: (scene) => scene.resound(heard(RIGHT), '-ac', '1', '-c:a', 'aac'),
  },
  {
    what: 'sound that ends early',
    rule: 'sound-complete',
    make: (scene) => scene.alter((file) => changeSamples(file, 'soun', (all) => all.slice(0, -6))),
  },
  {
    what: 'sound of which a frame is shown twice',
    rule: 'sound-unchanged',
    make: (scene) => scene.alter((file) => changeSamples(file, 'soun', (all) => all.toSpliced(70, 0, all[70]!))),
  },
];
