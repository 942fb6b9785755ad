/** An exemption of G.L. c. 4, § 7(26) in words that everybody understands. The clause itself is the law, not this. */
interface Prong {
  readonly says: string;
  readonly citation: string;
}

/** Those that footage can fall under (reference: law, §§ 2 and 4); the others of the clause do not fit it. */
export const PRONGS: Readonly<Record<string, Prong>> = {
  '(a)': {
    says: 'Another statute forbids that it is disclosed.',
    citation: 'G.L. c. 4, § 7(26)(a)',
  },
  '(b)': {
    says: 'It shows internal rules and practices without whose secrecy the work of government could not be done.',
    citation: 'G.L. c. 4, § 7(26)(b)',
  },
  '(c)': {
    says: 'Disclosure may be an unwarranted invasion of somebody’s personal privacy.',
    citation: 'G.L. c. 4, § 7(26)(c)',
  },
  '(d)': {
    says: 'It is part of a decision on policy that is still being made.',
    citation: 'G.L. c. 4, § 7(26)(d)',
  },
  '(f)': {
    says: 'It is investigatory material whose disclosure would probably prejudice effective law enforcement so much that it would not be in the public interest.',
    citation: 'G.L. c. 4, § 7(26)(f)',
  },
  '(n)': {
    says: 'It shows security measures whose disclosure is likely to endanger public safety.',
    citation: 'G.L. c. 4, § 7(26)(n)',
  },
  '(o)': {
    says: 'It shows where a public employee lives or can be reached at home.',
    citation: 'G.L. c. 4, § 7(26)(o)',
  },
  '(p)': {
    says: 'It shows who belongs to a public employee’s family, or where they live.',
    citation: 'G.L. c. 4, § 7(26)(p)',
  },
};
