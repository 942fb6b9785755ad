/** Whom the City asks before it releases (reference: law, § 8). */
export const PARTIES = ['Middlesex District Attorney', 'Massachusetts Attorney General'] as const;

/** What they said. Silence is not objection; objection is not a veto. */
export const POSITIONS = ['no-objection', 'objection', 'no-reply'] as const;

/** Who is told before a release. Never public. */
export const PERSON_CLASSES = ['subject', 'victim', 'family', 'witness', 'officer'] as const;

/** What they said of being shown (G.L. c. 271, § 51). */
export const CONSENTS = ['yes', 'no', 'unable', 'family', 'not-asked'] as const;
