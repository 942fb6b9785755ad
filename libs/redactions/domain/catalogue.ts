import type { Basis } from './plan';

export type Channel = 'video' | 'audio' | 'caption' | 'metadata';

/** What is done with a kind of subject unless the Solicitor says otherwise. */
export type DefaultTreatment = 'keep' | 'hide' | 'escalate' | 'review';

export interface CatalogueRow {
  readonly title: string;
  readonly treatment: DefaultTreatment;
  readonly channels: readonly Channel[];
  /** What to do, in words for the technician. */
  readonly says: string;
  /** What the public reads as the category: no fact that defeats the redaction. */
  readonly publicCategory: string;
  /** Grounds that usually apply; the Solicitor chooses. */
  readonly bases: readonly Basis[];
  readonly authority: string;
}

const policy = (why: string): Basis => ({ type: 'policy', why });
const statutory = (letter: string, statute: string, why: string): Basis => ({
  type: 'statutory',
  letter,
  statute,
  why,
});

const EXEMPTION_C = 'G.L. c. 4, § 7(26)(c)';
const EXEMPTION_F = 'G.L. c. 4, § 7(26)(f)';

/** The City's default redaction catalogue (reference: law, § 16). A changed row is a new version, to be approved anew. */
export const CATALOGUE_VERSION = { version: 1, effective: '2026-02-05' } as const;

export const CATALOGUE = {
  'federal-officer': {
    title: 'On-duty federal officials: faces, bodies, voices, badges, names, vehicles, plates',
    treatment: 'keep',
    channels: [],
    says: 'Do not redact. Face coverings stay as filmed; nobody is unmasked or identified.',
    publicCategory: 'On-duty official',
    bases: [],
    authority:
      'Boston Globe Media Partners v. DCJIS, 484 Mass. 279 (2020); Mack, 494 Mass. 1 (2024); Executive Order § 3.A',
  },
  'on-duty-officer': {
    title: 'CPD and other on-duty officers, City staff acting officially',
    treatment: 'keep',
    channels: [],
    says: 'Do not redact.',
    publicCategory: 'On-duty official',
    bases: [],
    authority: 'Mack v. DA for the Bristol Dist., 494 Mass. 1 (2024)',
  },
  force: {
    title: 'Force, injuries to federal officials while acting, damaged property',
    treatment: 'keep',
    channels: [],
    says: 'Do not redact: it is what the order is about.',
    publicCategory: 'Subject of the order',
    bases: [],
    authority: 'Executive Order § 3.A',
  },
  'covert-officer': {
    title: 'Undercover or truly covert officer, confidential source',
    treatment: 'escalate',
    channels: ['video', 'audio'],
    says: 'Hide, and ask the Solicitor.',
    publicCategory: 'Covert officer or source',
    bases: [
      statutory(
        '(f)',
        EXEMPTION_F,
        'Release would disclose a covert officer or a confidential source and so prejudice effective law enforcement.',
      ),
    ],
    authority: EXEMPTION_F,
  },
  'officer-home-data': {
    title: 'An officer’s home address, personal telephone or e-mail, SSN, family',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Always hide.',
    publicCategory: 'Personal contact data of an officer',
    bases: [
      statutory('(a)', 'G.L. c. 66, § 10B', 'Home and family data of law-enforcement personnel are not public.'),
      policy('Home and family data of a federal officer serve no public purpose and could be misused.'),
    ],
    authority: 'G.L. c. 66, § 10B',
  },
  minor: {
    title: 'Minors, in any role',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Hide face, voice, name and school marks.',
    publicCategory: 'Minor',
    bases: [
      policy('A minor is shown; the City does not publish the identity of minors.'),
      statutory('(a)', 'G.L. c. 41, § 98F', 'The minor was arrested; entries on arrests of minors are not public.'),
    ],
    authority: 'G.L. c. 119, § 60A; G.L. c. 41, § 98F',
  },
  'protected-victim': {
    title: 'Victim of sexual assault, domestic violence or trafficking, or their statement to police',
    treatment: 'escalate',
    channels: ['video', 'audio'],
    says: 'Hide the whole segment; the Solicitor only decides.',
    publicCategory: 'Person protected by statute',
    bases: [
      statutory('(a)', 'G.L. c. 41, § 97D', 'Communications between police and such a victim are confidential.'),
      statutory('(a)', 'G.L. c. 265, § 24C', 'The name of such a victim may not be disclosed.'),
    ],
    authority: 'G.L. c. 41, § 97D; G.L. c. 265, § 24C',
  },
  'detained-person': {
    title: 'Detained person, victim of force',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Mask; mute name, date of birth and A-number, unless there is written consent.',
    publicCategory: 'Person detained or subjected to force',
    bases: [
      policy('The person has not consented to be shown at a moment of distress; G.L. c. 271, § 51 is kept in mind.'),
      statutory('(c)', EXEMPTION_C, 'Showing the person would be an unwarranted invasion of personal privacy.'),
    ],
    authority: 'G.L. c. 271, § 51',
  },
  bystander: {
    title: 'Uninvolved bystanders, protesters, observers',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Mask face and identifying marks, plates, house numbers. Body-size: a hidden face alone does not make anyone anonymous.',
    publicCategory: 'Bystander',
    bases: [
      policy('The person took no part. Publishing faces of bystanders would hand them to face-recognition systems.'),
    ],
    authority: 'City policy: ordinance 2.128; never (f) by habit',
  },
  witness: {
    title: 'Civilian witness giving a voluntary statement',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Mask; mute voice, name and contact.',
    publicCategory: 'Witness',
    bases: [
      statutory(
        '(f)',
        EXEMPTION_F,
        'Witnesses would not come forward if their statements to police were published with their identity.',
      ),
    ],
    authority: 'Antell v. AG, 52 Mass. App. Ct. 244 (2001); Supervisor Bulletin 3-03',
  },
  medical: {
    title: 'Medical treatment, injury detail, nudity, death',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Mask and mute.',
    publicCategory: 'Medical or intimate detail',
    bases: [
      policy('Medical and intimate detail is hidden out of respect for the person.'),
      statutory(
        '(c)',
        EXEMPTION_C,
        'Medical detail is intimate and its release an unwarranted invasion of personal privacy.',
      ),
      statutory('(a)', '105 CMR 170.345', 'EMS services keep patients’ medical information confidential.'),
    ],
    authority: '105 CMR 170.345; G.L. c. 272, § 105',
  },
  'immigration-status': {
    title: 'Immigration status, country, A-number, language that reveals it',
    treatment: 'hide',
    channels: ['audio', 'video'],
    says: 'Mute and mask.',
    publicCategory: 'Immigration status',
    bases: [policy('The City does not publish a person’s immigration status: ordinance 2.129.')],
    authority: 'Cambridge Ordinance 2.129',
  },
  identifiers: {
    title: 'SSN, driving licence, date of birth, telephones, addresses, cards, screens',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Hide.',
    publicCategory: 'Personal identifiers',
    bases: [policy('Identifiers of private persons serve no public purpose.')],
    authority: EXEMPTION_C,
  },
  'spoken-name': {
    title: 'Name of a private person, spoken',
    treatment: 'hide',
    channels: ['audio', 'caption'],
    says: 'Mute, and redact the caption.',
    publicCategory: 'Name of a private person',
    bases: [policy('The person named is not acting officially and has not consented.')],
    authority: 'City policy',
  },
  'police-records': {
    title: 'MDT or CAD screens, CORI or NCIC read-outs, sealed information',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Hide.',
    publicCategory: 'Police record data',
    bases: [statutory('(a)', 'G.L. c. 6, §§ 167–178B; 803 CMR', 'Criminal offender record information is not public.')],
    authority: 'G.L. c. 6, §§ 167–178B; 803 CMR; CJIS Security Policy',
  },
  'private-home': {
    title: 'Interior of a private home',
    treatment: 'hide',
    channels: ['video'],
    says: 'Mask interior details and occupants.',
    publicCategory: 'Interior of a private home',
    bases: [policy('What can be seen inside a home is private.')],
    authority: 'G.L. c. 214, § 1B',
  },
  security: {
    title: 'Codes, alarm keypads, camera locations, tactical radio channels',
    treatment: 'hide',
    channels: ['video', 'audio'],
    says: 'Hide.',
    publicCategory: 'Security detail',
    bases: [
      statutory(
        '(n)',
        'G.L. c. 4, § 7(26)(n)',
        'The detail shows security measures whose release would endanger public safety.',
      ),
    ],
    authority: 'G.L. c. 4, § 7(26)(n); PETA, 477 Mass. 280 (2017)',
  },
  'privileged-conversation': {
    title: 'Conversation with a lawyer or clergy',
    treatment: 'hide',
    channels: ['audio', 'caption'],
    says: 'Mute.',
    publicCategory: 'Privileged conversation',
    bases: [policy('The conversation is privileged.')],
    authority: 'Common-law privilege',
  },
  'mobility-device': {
    title: 'Person using a wheelchair or mobility device',
    treatment: 'review',
    channels: ['video'],
    says: 'Ask the Solicitor.',
    publicCategory: 'Private person',
    bases: [policy('By analogy with G.L. c. 41, § 98F.')],
    authority: 'G.L. c. 41, § 98F (log entries only)',
  },
  'third-party-material': {
    title: 'Third-party copyright, bystanders’ telephone screens',
    treatment: 'review',
    channels: ['video', 'audio'],
    says: 'Ask the Solicitor.',
    publicCategory: 'Third-party material',
    bases: [policy('The material belongs to somebody else.')],
    authority: 'City policy',
  },
} as const satisfies Record<string, CatalogueRow>;

export type SubjectClass = keyof typeof CATALOGUE;

export const isSubjectClass = (text: unknown): text is SubjectClass =>
  typeof text === 'string' && Object.hasOwn(CATALOGUE, text);

/** Whether a redaction of it may be ordered: what is kept as filmed is what the public is to see. */
export const mayBeHidden = (text: unknown): text is SubjectClass =>
  isSubjectClass(text) && CATALOGUE[text].treatment !== 'keep';

/** A row by its code; null for a subject that a plan from outside names in its own words. */
export const catalogueRow = (code: string): CatalogueRow | null => (isSubjectClass(code) ? CATALOGUE[code] : null);
