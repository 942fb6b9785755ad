import { isDay } from '@app/calendar';
import { isFilled } from '@app/kernel';
import { DESCRIBED_WITHIN_DAYS } from '@app/publications/domain';

/**
 * Open questions of law and the City's own choices, as configuration (reference: law, §§ 12, 20, 21). A value in force
 * carries version, effective date and approver; a change never alters a signed determination.
 */
interface PolicyDefinition<T> {
  readonly asks: string;
  /** The safe value until the City Solicitor answers. */
  readonly untilAnswered: T;
  readonly authority: string;
  /** What Daylight does by the answer; of some it keeps a record only, and says so. */
  readonly follows: string;
  /** The answers there are, where they are words. */
  readonly choices?: readonly string[];
}

const policy = <T>(asks: string, untilAnswered: T, authority: string, follows: string): PolicyDefinition<T> => ({
  asks,
  untilAnswered,
  authority,
  follows,
});

/** A question with a few answers in words; the first is the safe one. */
const choice = <const T extends string>(
  asks: string,
  choices: readonly [T, ...T[]],
  authority: string,
  follows: string,
): PolicyDefinition<T> => ({ asks, untilAnswered: choices[0], choices, authority, follows });

export const POLICIES = {
  'law.c_proviso_covers_federal': policy<boolean>(
    'Does the proviso of exemption (c) reach investigations of federal officers?',
    true,
    'Mack, 494 Mass. 1 (2024); law.md § 21, 1',
    'While it is yes, exemption (c) is not cited where misconduct is investigated, unless the Solicitor overrides it.',
  ),
  'eo.target_days': policy<number>(
    'Calendar days from the incident within which a clip should be released or decided',
    30,
    'City policy (CL3); no deadline in law',
    'The clock “Decided or released” of every clip.',
  ),
  'eo.extension_days': policy<number>(
    'Days of the one extension, on a signed written basis',
    30,
    'City policy (CL3)',
    'Recorded: the clock counts without the extension.',
  ),
  'notice.hours': policy<number>(
    'Hours between sign-off and publication, for notice to people shown',
    48,
    'City policy (CL5)',
    'The publisher waits so long after sign-off.',
  ),
  'defer.review_days': policy<number>(
    'Days after which a deferral is looked at again, at the latest',
    30,
    'City policy (CL6)',
    'A deferral with a later review is refused.',
  ),
  'consult.send_days': policy<number>(
    'Business days within which the DA or AG is consulted',
    2,
    'City policy (CL4)',
    'The clock “Consultation sent”.',
  ),
  'consult.reply_days': policy<number>(
    'Business days the DA or AG have to reply; silence is not objection',
    5,
    'City policy (CL4)',
    'The clock “Reply”.',
  ),
  'retention.camera_days': policy<number>(
    'Days after which City cameras purge their recordings',
    60,
    'City camera programme (CL1)',
    'The clock “Purge at the source”; Daylight itself destroys nothing.',
  ),
  'retention.bwc_days': policy<number>(
    'Days after which the body-worn camera system purges recordings',
    180,
    'St. 2020, c. 253, § 104 task force: floor (CL1)',
    'The clock “Purge at the source”; Daylight itself destroys nothing.',
  ),
  'preserve.days': policy<number>(
    'Business days from the incident within which footage must be preserved',
    2,
    'City policy (CL1)',
    'The clock “Preserved”.',
  ),
  'audit.years': policy<number>(
    'Years for which the ledger is kept after the record itself',
    7,
    'City policy (CL8); CJIS: at least one',
    'The clock “Ledger kept at least until”; nothing removes an entry.',
  ),
  'a11y.compliance_date': policy<string>(
    'Date from which WCAG 2.1 AA binds the City',
    '2027-04-26',
    '28 C.F.R. § 35.200; 91 FR 20902',
    'What the clock “Captions and description” says; they are demanded now, by policy.',
  ),
  'a11y.described_days': policy<number>(
    'Days after the release within which a described version follows, where one is needed',
    DESCRIBED_WITHIN_DAYS,
    'City policy; WCAG 1.2.5',
    'The date that the page states may be no later.',
  ),
  'calendar.closures': policy<readonly { readonly day: string; readonly why: string }[]>(
    'Days on which City offices are closed besides legal holidays',
    [],
    'City Manager',
    'Every clock in business days leaves these days out.',
  ),
  'face.detection_enabled': policy<boolean>(
    'May faces be detected automatically?',
    false,
    'Ordinance 2.128; law.md § 21, 3',
    'Recorded: the operator turns detection on, with the written opinion; a detector that recognises is refused in any case.',
  ),
  'victim.image_route': choice(
    'Under which rule may a victim’s image be released?',
    ['consent', 'official-duty'],
    'G.L. c. 271, § 51; law.md § 21, 6',
    'Recorded: notices keep the consent; the Solicitor decides.',
  ),
  'law.f_street_footage': choice(
    'Is street footage compiled out of the public view, as exemption (f) demands?',
    ['argued for each clip', 'yes', 'no'],
    'G.L. c. 4, § 7(26)(f); law.md § 21, 2',
    'Recorded: the Solicitor answers that element of (f) for each clip.',
  ),
  'surveillance.report_counters': policy<boolean>(
    'Is an impact report or an entry in the annual report due for this site?',
    true,
    'Ordinance 2.128; law.md § 21, 4',
    'Recorded: what a report counts is in the ledger and is never removed.',
  ),
  'retention.destroy_enabled': policy<boolean>(
    'May received footage be destroyed when its retention ends?',
    false,
    'Municipal Records Retention Schedule; law.md § 21, 5',
    'Recorded: Daylight has no way to destroy an original, whatever the answer.',
  ),
  'eo.signatories': choice(
    'Who signs a determination?',
    ['City Solicitor', 'City Solicitor or named designee'],
    'Executive Order § 3.A; law.md § 21, 7',
    'Recorded: whoever holds the role signs. Grant it to a designee only where the answer allows one.',
  ),
  'eo.determination_required': policy<boolean>(
    'Does a release always need a signed determination?',
    true,
    'Executive Order § 3.A; law.md § 21, 7',
    'Recorded: the workflow has no way around one, whatever the answer.',
  ),
  'audio.city_camera': choice(
    'How is sound of City cameras treated?',
    ['decided for each clip', 'muted'],
    'G.L. c. 272, § 99; law.md § 21, 8',
    'Recorded: the Solicitor decides for each clip.',
  ),
  'prr.production_days': policy<number>(
    'Business days within which records are produced',
    25,
    'G.L. c. 66, § 10(b)(vi) [to be confirmed]; law.md § 21, 9',
    'The clock “Production” of every records request; never printed in letters.',
  ),
  'prr.free_hours': policy<number>(
    'Hours of work on a request that are free of charge',
    2,
    'G.L. c. 66, § 10(d) [to be confirmed]; law.md § 21, 9',
    'Recorded: Daylight charges nothing and prints no fee.',
  ),
  'consult.protocol': choice(
    'Is there a protocol with the District Attorney and the Attorney General?',
    ['none', 'agreed'],
    'City policy (CL4); law.md § 21, 10',
    'Recorded: the clocks of consultation run by their own policies.',
  ),
  'law.protect_act': policy<boolean>(
    'Is the PROTECT Act applied?',
    false,
    'Not enacted; law.md § 21, 11',
    'Recorded: no rule depends on it.',
  ),
} as const;

export type PolicyKey = keyof typeof POLICIES;
export type Policies = { readonly [K in PolicyKey]: (typeof POLICIES)[K]['untilAnswered'] };

/** A century of days or hours: more is a slip of the hand, and runs past the end of the calendar. */
const MOST = 36_525;

/** What an answer to that question is like; null when this is one. */
export function policyFault(key: PolicyKey, value: unknown): string | null {
  const like: unknown = POLICIES[key].untilAnswered;
  if (typeof like === 'number')
    return typeof value === 'number' && value >= 0 && value <= MOST ? null : `is a number from 0 to ${MOST}`;
  if (typeof like === 'boolean') return typeof value === 'boolean' ? null : 'is true or false';
  if (key === 'a11y.compliance_date') return isDay(value) ? null : 'is a date, YYYY-MM-DD';
  const { choices }: PolicyDefinition<unknown> = POLICIES[key];
  if (choices) return choices.includes(value as string) ? null : `is one of: ${choices.join(', ')}`;
  if (!Array.isArray(value) || !value.every(isClosure)) return 'is a list of closures: {"day": "YYYY-MM-DD", "why": …}';
  const days = value.map(({ day }: { readonly day: string }) => day);
  return new Set(days).size === days.length ? null : 'names each day once';
}

const isClosure = (json: unknown): boolean => {
  const { day, why } = (json ?? {}) as Record<string, unknown>;
  return isDay(day) && typeof why === 'string' && isFilled(why);
};

export const isPolicyKey = (text: unknown): text is PolicyKey =>
  typeof text === 'string' && Object.hasOwn(POLICIES, text);

/** The values in force: what has been decided, else the safe default. */
export const policiesInForce = (decided: Partial<Policies>): Policies =>
  Object.fromEntries(
    (Object.keys(POLICIES) as PolicyKey[]).map((key) => [key, decided[key] ?? POLICIES[key].untilAnswered]),
  ) as unknown as Policies;
