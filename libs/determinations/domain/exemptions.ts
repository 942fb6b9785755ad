/**
 * The exemptions of G.L. c. 4, § 7, clause 26, by their letters, each in a few words: the closed list from which one is
 * cited. The clause itself is the law, not this. There is no (k): it was struck out by St. 1988, c. 180.
 */
export const EXEMPTIONS = {
  '(a)': 'Exempted by another statute, specifically or by necessary implication',
  '(b)': 'Internal personnel rules and practices',
  '(c)': 'Personnel and medical files; unwarranted invasion of personal privacy',
  '(d)': 'Memoranda on policy positions that are being developed',
  '(e)': 'An employee’s personal notebooks and materials',
  '(f)': 'Investigatory materials',
  '(g)': 'Trade secrets and commercial information given in confidence',
  '(h)': 'Proposals and bids until they are opened',
  '(i)': 'Appraisals of real property',
  '(j)': 'Names and addresses in applications for firearms licences',
  '(l)': 'Questions and answers of tests and examinations',
  '(m)': 'Contracts for hospital and related services',
  '(n)': 'Security measures, plans and assessments',
  '(o)': 'Home addresses, e-mail and telephone of public employees',
  '(p)': 'Family members of public employees',
  '(q)': 'The adoption contact registry',
  '(r)': 'Records acquired by the office of the child advocate',
  '(s)': 'Proprietary information of an energy supplier',
  '(t)': 'Statements filed under G.L. c. 32, § 20C',
  '(u)': 'Proprietary information of the University of Massachusetts',
  '(v)': 'Records disclosed to the health policy commission',
} as const;

export type ExemptionLetter = keyof typeof EXEMPTIONS;

/** The exemption that stands on another statute, which has to be named. */
export const BY_STATUTE: ExemptionLetter = '(a)';
