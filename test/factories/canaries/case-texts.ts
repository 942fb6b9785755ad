import { randomUUID } from 'node:crypto';
import type { BoxTrack, Operation, PolygonTrack } from '@app/redactions/domain';
import { CONTENT } from '../../../apps/ops/demo/content';
import { DEMO_INCIDENT } from '../../../apps/ops/up/demonstration';
import { aPolygon, aRectangle, anEllipse, theWholeFrame } from '../redaction-plan';
import { markOf } from './marks';
import { HEIGHT, MUTE, SEEN, WIDTH } from './original';
import { ACROSS, DOWN, SQUARE } from './patterns';

// Everything that staff can write about a recording, each text with a mark of its own. Marks whose names begin with
// "public" are in fields that are made to be published: they must come through.

/** A sentence with the mark of that field. */
export const say = (field: string): string => `Here is ${markOf(field).text}, long enough for any field.`;
const mark = (field: string): string => markOf(field).text;
const marks = (of: string, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, mark(`${of}: ${field}`)]));

export const incident = (): Record<string, unknown> => ({
  ...DEMO_INCIDENT,
  ...marks('incident', [
    ...['caseNumber', 'location', 'dispatchNumber', 'verifiedHow', 'verifiedBy', 'identificationProvided', 'units'],
    ...['vehiclesAndPlates', 'detentions', 'forceUsed', 'injuries', 'propertyDamage', 'intervention'],
    ...['reportReference', 'trackerId'],
  ]),
  occurredAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  agencies: [mark('public: agency')],
  publicTitle: mark('public: title'),
  publicSummary: say('public: summary'),
});

/** What comes with the upload: the badge is the wearer's. */
export const sidecar = (): Record<string, string> => ({
  source: 'body-worn',
  deviceId: mark('upload: device'),
  wearer: `Badge ${mark('upload: badge')}`,
  custodian: mark('upload: custodian'),
  acquisitionMethod: mark('upload: method'),
  claimedStart: new Date(Date.now() - 3 * 86_400_000).toISOString(),
});

export const clipFacts = (): Record<string, unknown> => ({
  clockOffset: 0,
  priorDisclosure: [`https://example.org/${mark('clip: prior disclosure')}`],
  audioSource: 'open-body-worn',
  showsViolence: true,
  showsPropertyDamage: false,
  byFederalOfficial: true,
  scopeBasis: say('clip: scope'),
  investigation: { active: false, ...marks('investigation', ['agency', 'contact', 'stage']) },
  cameraLabel: mark('public: camera'),
});

export const flag = (raised: boolean): Record<string, unknown> => ({
  flag: 'active-investigation',
  raised,
  reason: say(raised ? 'note: flag raised' : 'note: flag cleared'),
});

export const notice = (): Record<string, unknown> => ({
  personClass: 'subject',
  ...marks('notice', ['channel', 'language']),
  result: say('notice: result'),
  consent: 'yes',
  givenAt: new Date().toISOString(),
});

export const consultation = (): Record<string, unknown> => ({
  party: 'Middlesex District Attorney',
  sentOn: new Date().toISOString().slice(0, 10),
});

export const reply = (): Record<string, unknown> => ({
  repliedOn: new Date().toISOString().slice(0, 10),
  position: 'no-objection',
  reason: say('consultation: reply'),
});

export const recordsRequest = (): Record<string, unknown> => ({
  number: `${mark('request: number')}-${randomUUID().slice(0, 8)}`,
  received: new Date().toISOString().slice(0, 10),
  asksFor: say('request: words'),
});

/** Answers and reasons are marked one by one; so is what each order says is to be hidden, and why. */
export const determination = (): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(CONTENT).map(([field, value]): [string, unknown] => {
      if (field === 'publicReasons') return [field, say('public: reasons')];
      if (typeof value === 'string') return [field, say(`determination: ${field}`)];
      return 'holds' in value ? [field, { ...value, why: say(`determination: ${field}`) }] : [field, value];
    }),
  ),
  segregability: say('determination: segregability'),
  orders: CONTENT.orders.map((order, i) => ({
    ...order,
    basis: { ...order.basis, why: say(`order ${i}: reason`) },
    instruction: say(`order ${i}: instruction`),
  })),
});

export const description = (): Record<string, unknown> => ({ needed: false, why: say('public: description') });

/** A box around a drawn mark, three samples wider on every side. */
function around(carrier: keyof typeof SEEN, id: string) {
  const { frames, at } = SEEN[carrier];
  const [w, h] = [ACROSS * SQUARE, DOWN * SQUARE];
  const box = { x: (at[0] - 3) / WIDTH, y: (at[1] - 3) / HEIGHT, w: (w + 6) / WIDTH, h: (h + 6) / HEIGHT };
  return { ...reasoned(id), from: frames[0], to: frames[1], keyframes: [{ frame: frames[0], ...box }] };
}

/** Names and reasons of a track, which nobody outside reads. */
const reasoned = (id: string): { id: string; subject: string; basis: BoxTrack['basis'] } => ({
  id: mark(`${id}: id of the track`),
  subject: id === 'ellipse' ? 'minor' : 'bystander',
  basis: { type: 'policy', why: say(`${id}: redaction reason`) },
});

/** An ellipse around a box must be wider than it by the square root of two; this one is by a half. */
function wide({ keyframes, ...rest }: ReturnType<typeof around>): Partial<BoxTrack> {
  const grown = keyframes.map((one) => ({
    ...one,
    x: one.x - one.w / 4,
    y: one.y - one.h / 4,
    w: one.w * 1.5,
    h: one.h * 1.5,
  }));
  return { ...rest, keyframes: grown };
}

/** The corners of a box, as a polygon. */
function cornersOf({ id, subject, basis, from, to, keyframes }: ReturnType<typeof around>): Partial<PolygonTrack> {
  const corners = keyframes.map(({ frame, x, y, w, h }) => ({
    frame,
    points: [[x, y], [x + w, y], [x + w, y + h], [x, y + h]] as const,
  })); // prettier-ignore
  return { id, subject, basis, from, to, keyframes: corners };
}

export const operations = (): Operation[] => {
  const { frames } = SEEN['luma under the whole frame'];
  return [
    { op: 'add-track', track: aRectangle(around('luma under the rectangle', 'rectangle')) },
    { op: 'add-track', track: anEllipse(wide(around('luma under the ellipse', 'ellipse'))) },
    { op: 'add-track', track: aPolygon(cornersOf(around('luma under the polygon', 'polygon'))) },
    { op: 'add-track', track: { ...theWholeFrame(frames[0], frames[1]), ...reasoned('frame') } },
    { op: 'add-audio', interval: { ...reasoned('mute'), id: mark('mute: id of the track'), ...MUTE, effect: 'silence', subject: 'spoken-name' } },
  ] as Operation[];
}; // prettier-ignore

const cue = (from: number, to: number, text: string, settings = ''): string =>
  `${[from, to].map((at) => new Date(at * 1000).toISOString().slice(11, 23)).join(' --> ')}${settings}\n${text}`;
const vtt = (...cues: readonly string[]): string => ['WEBVTT', ...cues, ''].join('\n\n');

/** Captions that say what is muted, in each of the ways that there are: none may be taken. */
export const LEAKING: Readonly<Record<string, () => string>> = {
  'the words themselves': () => vtt(cue(0.5, 0.8, mark('caption: words'))),
  'the words before a bracket': () => vtt(cue(0.4, 0.6, `${mark('caption: words')} [redacted]`)),
  'the words as the reason': () => vtt(cue(0.5, 0.8, `[redacted – ${mark('caption: words')}]`)),
  'the words as the speaker': () => vtt(cue(0.5, 0.8, `<v ${mark('caption: words')}>[redacted]`)),
  'the words as a note': () => vtt(`NOTE ${mark('caption: words')}`, cue(0.5, 0.8, '[redacted]')),
  'the words as a tag': () => vtt(cue(0.5, 0.8, `<c.${mark('caption: words')}>[redacted]</c>`)),
};

/** Captions as they should be; what players never show carries marks. */
export const captions = (): string =>
  vtt(
    `${mark('caption: name of a cue')}\n${cue(0, 0.5, `<v.${mark('caption: class of a voice')} ${mark('public: speaker')}>${mark('public: caption')}`)}`,
    cue(0.5, 0.8, '[redacted – privacy]', ` align:start region:${mark('caption: settings of a cue')}`),
  );
