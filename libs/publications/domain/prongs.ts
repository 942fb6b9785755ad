/**
 * Exemptions of G.L. c. 4, § 7(26) that footage can fall under (reference: law, §§ 2 and 4), in words that everybody
 * understands. The clause itself is the law, not this.
 */
export const PRONGS = {
  '(a)': 'Another statute forbids that it is disclosed.',
  '(b)': 'It shows internal rules and practices without whose secrecy the work of government could not be done.',
  '(c)': 'Disclosure may be an unwarranted invasion of somebody’s personal privacy.',
  '(d)': 'It is part of a decision on policy that is still being made.',
  '(f)':
    'It is investigatory material whose disclosure would probably prejudice effective law enforcement so much that it would not be in the public interest.',
  '(n)': 'It shows security measures whose disclosure is likely to endanger public safety.',
  '(o)': 'It shows where a public employee lives or can be reached at home.',
  '(p)': 'It shows who belongs to a public employee’s family, or where they live.',
} as const;

export type Prong = keyof typeof PRONGS;

export const isProng = (letter: string): letter is Prong => Object.hasOwn(PRONGS, letter);

/** The clause itself, with its letter in parentheses. */
export const citationOf = (letter: string): string => `G.L. c. 4, § 7(26)${letter}`;
