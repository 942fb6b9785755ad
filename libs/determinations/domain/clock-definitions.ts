import { REQUEST_CLOCKS } from '@app/requests/domain';
import type { Policies, PolicyKey } from './policy';

/** Policies that are a number or a day: what a clock can run by. */
type Measure = { [K in PolicyKey]: Policies[K] extends number | string ? K : never }[PolicyKey];

/** How long a clock runs: fixed in law, or as long as the City's own policy says. */
export type ClockLength =
  { readonly fixed: number; readonly unit: string } | { readonly policy: Measure; readonly unit: string };

export interface ClockDefinition {
  readonly id: 'CL1' | 'CL2' | 'CL3' | 'CL4' | 'CL5' | 'CL6' | 'CL7' | 'CL8';
  readonly name: string;
  readonly startsWith: string;
  readonly authority: string;
  readonly lasts: readonly ClockLength[];
}

const policy = (key: Measure, unit: string): ClockLength => ({ policy: key, unit });

const ofRequest = ({ name, authority }: { readonly name: string; readonly authority: string }) =>
  ({ id: 'CL2', name, startsWith: 'Receipt of the request', authority }) as const;
const inLaw = ({ length, unit }: { readonly length: number; readonly unit: string }): readonly ClockLength[] => [
  { fixed: length, unit },
];
const { respond, petition, produce, appealHold } = REQUEST_CLOCKS;

/** Of this table; the lengths that the City sets itself have versions of their own, as policies. */
export const CLOCKS_VERSION = { version: 1, effective: '2026-02-05' } as const;

/** What each clock is called, what starts it, how long it runs and who says so (reference: law, § 12). */
export const CLOCKS = {
  preserved: {
    id: 'CL1',
    name: 'Preserved',
    startsWith: 'The incident',
    authority: 'City policy CL1',
    lasts: [policy('preserve.days', 'business days')],
  },
  purge: {
    id: 'CL1',
    name: 'Purge at the source',
    startsWith: 'Capture',
    authority: 'City policy CL1; retention schedule',
    lasts: [
      policy('retention.camera_days', 'calendar days, City cameras'),
      policy('retention.bwc_days', 'calendar days, body-worn cameras'),
    ],
  },
  respond: { ...ofRequest(respond), lasts: inLaw(respond) },
  petition: { ...ofRequest(petition), lasts: inLaw(petition) },
  produce: { ...ofRequest(produce), lasts: [policy('prr.production_days', produce.unit)] },
  appealHold: { ...ofRequest(appealHold), startsWith: 'The answer', lasts: inLaw(appealHold) },
  target: {
    id: 'CL3',
    name: 'Decided or released',
    startsWith: 'The incident',
    authority: 'City policy CL3; no deadline in law',
    lasts: [policy('eo.target_days', 'calendar days')],
  },
  consultation: {
    id: 'CL4',
    name: 'Consultation with the DA or AG',
    startsWith: 'The decision to consult',
    authority: 'City policy CL4',
    lasts: [],
  },
  consultationSent: {
    id: 'CL4',
    name: 'Consultation sent',
    startsWith: 'Receipt of the footage',
    authority: 'City policy CL4',
    lasts: [policy('consult.send_days', 'business days')],
  },
  consultationReply: {
    id: 'CL4',
    name: 'Reply',
    startsWith: 'Consultation sent',
    authority: 'City policy CL4',
    lasts: [policy('consult.reply_days', 'business days')],
  },
  notice: {
    id: 'CL5',
    name: 'Notice period',
    startsWith: 'Sign-off',
    authority: 'City policy CL5',
    lasts: [policy('notice.hours', 'hours')],
  },
  review: {
    id: 'CL6',
    name: 'Review of the deferral',
    startsWith: 'The deferral',
    authority: 'City policy CL6, R3',
    lasts: [policy('defer.review_days', 'calendar days, at the latest')],
  },
  accessibility: {
    id: 'CL7',
    name: 'Captions and description',
    startsWith: 'Before publication, by policy',
    authority: '28 C.F.R. § 35.200',
    lasts: [policy('a11y.compliance_date', 'and after, by law')],
  },
  described: {
    id: 'CL7',
    name: 'Described version follows',
    startsWith: 'Publication without it',
    authority: 'WCAG 1.2.5; City policy CL7',
    lasts: [policy('a11y.described_days', 'calendar days, at the latest')],
  },
  ledger: {
    id: 'CL8',
    name: 'Ledger kept at least until',
    startsWith: 'Publication or decision',
    authority: 'City policy CL8; CJIS AU-11',
    lasts: [policy('audit.years', 'years')],
  },
} as const satisfies Record<string, ClockDefinition>;

/** How long it runs under the policies in force, for people to read. */
export const lengthInForce = (of: ClockLength, policies: Policies): string =>
  `${'fixed' in of ? of.fixed : policies[of.policy]} ${of.unit}`;
