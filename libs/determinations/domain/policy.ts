import { isDay } from '@app/calendar';
import { isFilled } from '@app/kernel';

/**
 * Open questions of law and the City's own choices, as configuration (reference: law, §§ 12, 20, 21). A value in force
 * carries version, effective date and approver; a change never alters a signed determination.
 */
interface PolicyDefinition<T> {
  readonly asks: string;
  /** The safe value until the City Solicitor answers. */
  readonly untilAnswered: T;
  readonly authority: string;
}

const policy = <T>(asks: string, untilAnswered: T, authority: string): PolicyDefinition<T> => ({
  asks,
  untilAnswered,
  authority,
});

export const POLICIES = {
  'law.c_proviso_covers_federal': policy<boolean>(
    'Does the proviso of exemption (c) reach investigations of federal officers?',
    true,
    'Mack, 494 Mass. 1 (2024); law.md § 21, 1',
  ),
  'eo.target_days': policy<number>(
    'Calendar days from the incident within which a clip should be released or decided',
    30,
    'City policy (CL3); no deadline in law',
  ),
  'eo.extension_days': policy<number>('Days of the one extension, on a signed written basis', 30, 'City policy (CL3)'),
  'notice.hours': policy<number>(
    'Hours between sign-off and publication, for notice to people shown',
    48,
    'City policy (CL5)',
  ),
  'defer.review_days': policy<number>(
    'Days after which a deferral is looked at again, at the latest',
    30,
    'City policy (CL6)',
  ),
  'consult.send_days': policy<number>('Business days within which the DA or AG is consulted', 2, 'City policy (CL4)'),
  'consult.reply_days': policy<number>(
    'Business days the DA or AG have to reply; silence is not objection',
    5,
    'City policy (CL4)',
  ),
  'retention.camera_days': policy<number>(
    'Days after which City cameras purge their recordings',
    60,
    'City camera programme (CL1)',
  ),
  'retention.bwc_days': policy<number>(
    'Days after which the body-worn camera system purges recordings',
    180,
    'St. 2020, c. 253, § 104 task force: floor (CL1)',
  ),
  'preserve.days': policy<number>(
    'Business days from the incident within which footage must be preserved',
    2,
    'City policy (CL1)',
  ),
  'audit.years': policy<number>(
    'Years for which the ledger is kept after the record itself',
    7,
    'City policy (CL8); CJIS: at least one',
  ),
  'a11y.compliance_date': policy<string>(
    'Date from which WCAG 2.1 AA binds the City',
    '2027-04-26',
    '28 C.F.R. § 35.200; 91 FR 20902',
  ),
  'calendar.closures': policy<readonly { readonly day: string; readonly why: string }[]>(
    'Days on which City offices are closed besides legal holidays',
    [],
    'City Manager',
  ),
  'face.detection_enabled': policy<boolean>(
    'May faces be detected automatically?',
    false,
    'Ordinance 2.128; law.md § 21, 3',
  ),
  'victim.image_route': policy<'consent' | 'official-duty'>(
    'Under which rule may a victim’s image be released?',
    'consent',
    'G.L. c. 271, § 51; law.md § 21, 6',
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
  if (key === 'victim.image_route')
    return value === 'consent' || value === 'official-duty' ? null : 'is consent or official-duty';
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
