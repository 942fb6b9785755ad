/** What a person looks for in a rendered cut, beyond what the verifier can know (design: ux § 2.7). */
export const QUALITY_CHECKLIST = [
  { what: 'Faces', says: 'Nobody who is to be hidden can be recognised, at the edges of the picture and in crowds too.' },
  { what: 'Plates', says: 'No number plate of a private vehicle can be read, not even for one frame.' },
  { what: 'Screens', says: 'No screen of a terminal, telephone or computer shows a name, an address or a record.' },
  { what: 'House numbers', says: 'No number, name at a door or letter box leads to a home.' },
  { what: 'Tattoos and clothing', says: 'No mark on the body or lettering names a person who is hidden.' },
  { what: 'Reflections', says: 'Windows, mirrors and water show nothing that is hidden elsewhere in the picture.' },
  { what: 'Radio traffic', says: 'No name, date of birth, address or licence number is read out over the radio.' },
  { what: 'Names spoken', says: 'Every name that is ordered to be hidden is muted, the beginning and end of the word too.' },
  { what: 'Captions', says: 'Nothing that is burnt into the picture gives back what is hidden.' },
  { what: 'Names of files', says: 'What the camera writes into the picture names no person and no device that is to be hidden.' },
] as const; // prettier-ignore

/** Open: seen, and to be hidden. Fixed: the technician says so. Verified: the reviewer has seen that it is. */
export type IssueState = 'open' | 'fixed' | 'verified';

/** In which state an issue may be fixed, verified, or sent back because it is not. */
export const ISSUE_STEPS = {
  fix: { from: 'open', to: 'fixed' },
  verify: { from: 'fixed', to: 'verified' },
  return: { from: 'fixed', to: 'open' },
} as const satisfies Record<string, { from: IssueState; to: IssueState }>;
export type IssueStep = keyof typeof ISSUE_STEPS;
