import { AppError, type StaffId } from '@app/kernel';
import { type Action, may, mustBeAble, type Person, type Role, ROLES, type Subject } from '.';

const ME = 'me' as StaffId;
const OTHER = 'other' as StaffId;
const person = (...roles: Role[]): Person => ({ id: ME, name: 'Me', roles });

/** `*`: of any; `own`: uploaded by oneself; `assigned`: with a task for oneself; `cut`: once a cut exists. By hand. */
const MAY: Record<Role, Record<string, string>> = {
  'evidence-technician': {
    Incident: 'read create', Upload: 'create read:own edit:own', Clip: 'create read:own edit:own', Footage: 'read:own edit:own',
    Original: 'read:own edit:own',
  },
  'case-officer': {
    Incident: 'read create edit', Consultation: 'read create edit', Clip: 'read edit move flag', Footage: 'read', Original: 'read',
    Rendering: 'read', Redactions: 'read', Staff: 'read',
  },
  'assistant-solicitor': {
    Incident: 'read', Original: 'read', Footage: 'read', Rendering: 'read', Review: 'read', Redactions: 'read', Accessibility: 'read',
    Staff: 'read', RecordsRequest: 'read', Ask: 'read', Policy: 'read', Notice: 'read', Clip: 'read move flag', Determination: 'read edit assign',
    Consultation: 'read create edit',
  },
  solicitor: {
    Incident: 'read', Original: 'read', Footage: 'read', Rendering: 'read', Review: 'read', Waiver: 'create', Redactions: 'read', Accessibility: 'read',
    Staff: 'read', RecordsRequest: 'read', Ask: 'read', DocketNote: 'create', Policy: 'read edit', Notice: 'read', Ledger: 'read', Clip: 'read move flag',
    Determination: 'read edit assign', Consultation: 'read create edit', Account: 'read create edit',
  },
  'redaction-technician': {
    Clip: 'read:assigned move:assigned', Footage: 'read:assigned', Rendering: 'read:assigned', Review: 'read:assigned',
    Redactions: 'read:assigned edit:assigned create:assigned',
  },
  'quality-reviewer': { Clip: 'read:cut move:cut', Footage: 'read:cut', Rendering: 'read:cut', Redactions: 'read:cut', Review: 'read:cut create:cut edit:cut' },
  'accessibility-editor': {
    Clip: 'read:made move:made', Rendering: 'read:made', Accessibility: 'read:made edit:made',
  },
  'records-officer': {
    RecordsRequest: 'read create edit', Ask: 'read edit', Clip: 'read', Incident: 'read', Determination: 'read', Redactions: 'read', Policy: 'read',
  },
  liaison: { Notice: 'read create edit', Clip: 'read', Incident: 'read' },
  auditor: {
    Ledger: 'read', Clip: 'read', Incident: 'read', Determination: 'read', Redactions: 'read', Review: 'read', Accessibility: 'read',
    Notice: 'read', Consultation: 'read', RecordsRequest: 'read', Ask: 'read', Policy: 'read', Job: 'read', Staff: 'read', Account: 'read',
  },
  administrator: { Account: 'read create edit', Job: 'read edit', Staff: 'read', Policy: 'read' },
}; // prettier-ignore

const ACTIONS: Action[] = ['read', 'create', 'edit', 'assign', 'flag', 'move'];
const SUBJECTS: Subject[] = [
  'Incident', 'Clip', 'Original', 'Footage', 'Rendering', 'Review', 'Waiver', 'Upload', 'Redactions', 'Determination', 'Accessibility', 'Notice',
  'Consultation', 'RecordsRequest', 'Ask', 'DocketNote', 'Policy', 'Ledger', 'Job', 'Staff', 'Account',
]; // prettier-ignore

const NOBODYS = { uploadedBy: OTHER, assignedTo: [OTHER], state: 'redacting', owner: OTHER };
const THINGS = {
  '*': NOBODYS,
  own: { ...NOBODYS, uploadedBy: ME, owner: ME },
  assigned: { ...NOBODYS, assignedTo: [OTHER, ME] },
  cut: { ...NOBODYS, state: 'qualityCheck' },
  made: { ...NOBODYS, state: 'accessibility' },
};

/** On which things of a kind an action is permitted; whoever may see a cut may see it when it is made accessible too. */
function permitted(wanted: string, action: Action): string[] {
  const given = wanted.split(' ').find((one) => one.split(':')[0] === action);
  if (!given) return [];
  const [, on] = given.split(':');
  return on === undefined ? Object.keys(THINGS) : on === 'cut' ? ['cut', 'made'] : [on];
}

it.each(Object.keys(ROLES) as Role[])('%s may do exactly what the table says, to nobody else’s things', (role) => {
  for (const on of SUBJECTS) {
    for (const action of ACTIONS) {
      const found = Object.entries(THINGS).flatMap(([name, facts]) =>
        may(person(role), action, on, facts) ? [name] : [],
      );
      expect([on, action, found]).toEqual([on, action, permitted(MAY[role][on] ?? '', action)]);
    }
  }
});

it('nobody without a role may do anything, and two roles add up', () => {
  for (const on of SUBJECTS) for (const action of ACTIONS) expect(may(person(), action, on, THINGS.own)).toBe(false);
  expect(may(person('liaison', 'auditor'), 'read', 'Ledger', {})).toBe(true);
  expect(may(person('liaison', 'auditor'), 'create', 'Notice', THINGS['*'])).toBe(true);
});

it('what is not one’s own is refused as if it did not exist, and is marked for the log', () => {
  const refuse = (): void => mustBeAble(person('redaction-technician'), 'read', 'Footage', NOBODYS);
  expect(refuse).toThrow('There is nothing with that number, or it is not among those your role covers.');
  try {
    refuse();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'not-found', denied: true });
  }
});
