import { decodeFrames, lengthOf } from '@app/footage/domain';
import {
  type AudioInterval,
  CATALOGUE,
  DEFAULT_PADDING,
  type Operation,
  type VideoTrack,
} from '@app/redactions/domain';
import type { StaffSession } from '../client/staff-session';

const answer = (holds: boolean, why: string) => ({ holds, why });
const MINOR = CATALOGUE.minor.bases[1];
const BYSTANDER = CATALOGUE.bystander.bases[0];
const NAME = CATALOGUE['spoken-name'].bases[0];

/** A determination with every element answered. None of it is about anything that happened. */
export const CONTENT = {
  investigatory: answer(true, 'Demonstration: the recording was taken into an investigation of the incident.'),
  compiledOutOfPublicView: answer(
    false,
    'Demonstration: the recording shows a public street in daylight, seen by many.',
  ),
  wouldPrejudice: answer(false, 'Demonstration: every witness has been interviewed and no technique is shown.'),
  notInPublicInterest: answer(
    false,
    'Demonstration: the public has a strong interest in how officials act in the street.',
  ),
  specificHarm: 'none',
  publicInterestFactors: 'Demonstration: conduct of public officials in a public place.',
  priorDisclosure: 'none known',
  alternativesConsidered: 'Release in whole was considered; two people and a spoken name are hidden instead.',
  findingNoPrejudice: answer(
    true,
    'Demonstration: release will not prejudice the possibility of effective law enforcement.',
  ),
  findingPublicInterest: answer(
    true,
    'Demonstration: release is in the public interest, which outweighs what speaks against it.',
  ),
  soundClearance: 'Demonstration: the camera and its microphone are marked by signs; nobody was recorded in secret.',
  publicReasons:
    'Demonstration footage. The City Solicitor found that release will not prejudice effective law enforcement and is in the public interest.',
  orders: [
    {
      subject: 'bystander',
      channel: 'video',
      basis: BYSTANDER,
      instruction: 'Hide the person on the left, the whole body.',
    },
    { subject: 'minor', channel: 'video', basis: MINOR, instruction: 'Hide the young person who crosses.' },
    { subject: 'spoken-name', channel: 'audio', basis: NAME, instruction: 'Mute the name.' },
  ],
};

/** Two masks on different grounds, and a mute where there is sound: in the first half of the clip, whatever its length. */
export async function planFor(clip: string, redactor: StaffSession): Promise<Operation[]> {
  const bytes = await fetch(`${redactor.baseUrl}/clips/${clip}/frame-index`, {
    headers: { cookie: redactor.cookie() },
  });
  const frames = decodeFrames(new Uint8Array(await bytes.arrayBuffer()));
  const at = (share: number): number => Math.floor(frames.pts.length * share);
  const keyframe = (frame: number, x: number, y: number) => ({
    frame,
    pts: frames.pts[frame] ?? 0,
    x,
    y,
    w: 0.16,
    h: 0.3,
  });
  const [start, end] = [at(0.1), Math.max(at(0.5), at(0.1) + 2)];
  const walker: VideoTrack = {
    id: 'bystander-1',
    shape: 'ellipse',
    from: start,
    to: end,
    padding: DEFAULT_PADDING,
    keyframes: [keyframe(start, 0.1, 0.4), keyframe(end - 1, 0.6, 0.45)],
    subject: 'bystander',
    basis: BYSTANDER,
  };
  const minor: VideoTrack = {
    id: 'minor-1',
    shape: 'rectangle',
    from: start,
    to: end,
    padding: DEFAULT_PADDING,
    keyframes: [keyframe(start, 0.7, 0.2)],
    subject: 'minor',
    basis: MINOR,
  };
  const length = lengthOf(frames);
  const name: AudioInterval & { id: string } = {
    id: 'name-1',
    from: length * 0.2,
    to: length * 0.3,
    effect: 'silence',
    subject: 'spoken-name',
    basis: NAME,
  };
  const hasSound = (
    await fetch(`${redactor.baseUrl}/clips/${clip}/waveform`, { headers: { cookie: redactor.cookie() } })
  ).ok;
  return [
    { op: 'add-track', track: walker },
    { op: 'add-track', track: minor },
    ...(hasSound ? [{ op: 'add-audio' as const, interval: name }] : []),
  ];
}

/** Captions for a clip that says something before and after the mute, and nothing in it. */
export function captionsAround({ from, to }: AudioInterval): string {
  const time = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
  return [
    'WEBVTT',
    `${time(0)} --> ${time(from)}\n[street noise]`,
    `${time(from)} --> ${time(to)}\n[redacted – privacy]`,
    `${time(to)} --> ${time(to + 1)}\n<v Officer 1>Step back, please.`,
    '',
  ].join('\n\n');
}
