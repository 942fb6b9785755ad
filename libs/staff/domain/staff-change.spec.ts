import { accountState, type StaffChangeFacts, STAFF_STEPS, type StaffStep, whyNot } from '.';

const facts = (change: Partial<StaffChangeFacts> = {}): StaffChangeFacts => ({
  kind: 'grant-roles',
  roles: ['auditor'],
  staffId: 'colleague',
  proposedBy: 'administrator',
  acting: 'solicitor',
  decision: null,
  account: { state: 'active', roles: ['liaison'], passkeys: 0 },
  userNameIsTaken: false,
  othersWho: { solicitor: 1, administrator: 1 },
  ...change,
});
const broken = (step: StaffStep, change: Partial<StaffChangeFacts>): string[] =>
  whyNot(step, facts(change)).map(({ code }) => code);

it('is approved by a second person, who is neither its proposer nor whom it is about', () => {
  expect(broken('approve', {})).toEqual([]);
  expect(broken('approve', { acting: 'administrator' })).toEqual(['decided-by-proposer']);
  expect(broken('approve', { acting: 'colleague' })).toEqual(['decides-on-self']);
  expect(broken('refuse', { acting: 'colleague' })).toEqual(['decides-on-self']);
  expect(broken('approve', { acting: 'me', proposedBy: 'me', staffId: 'me' })).toEqual([
    'decided-by-proposer',
    'decides-on-self',
  ]);
});

it('is withdrawn by its proposer only, and decided once', () => {
  expect(broken('withdraw', { acting: 'administrator' })).toEqual([]);
  expect(broken('withdraw', {})).toEqual(['withdrawn-by-another']);
  for (const step of ['approve', 'refuse'] as const)
    expect(broken(step, { decision: 'refused' })).toEqual(['decided-already']);
});

it.each<[string, Partial<StaffChangeFacts>, boolean]>([
  ['granting what is held', { roles: ['liaison'] }, false],
  ['granting to somebody suspended', { account: { state: 'suspended', roles: [], passkeys: 0 } }, false],
  ['granting to nobody', { account: null }, false],
  ['revoking what is held', { kind: 'revoke-roles', roles: ['liaison'] }, true],
  ['revoking what is not held', { kind: 'revoke-roles' }, false],
  ['suspending', { kind: 'suspend', roles: [] }, true],
  ['suspending twice', { kind: 'suspend', roles: [], account: { state: 'suspended', roles: [], passkeys: 0 } }, false],
  ['reinstating somebody active', { kind: 'reinstate', roles: [] }, false],
  ['reinstating', { kind: 'reinstate', roles: [], account: { state: 'suspended', roles: [], passkeys: 0 } }, true],
  ['a new code', { kind: 'renew-enrolment', roles: [] }, true],
  [
    'removing a passkey',
    { kind: 'remove-passkeys', roles: [], account: { state: 'active', roles: [], passkeys: 1 } },
    true,
  ],
  ['removing what is not there', { kind: 'remove-passkeys', roles: [] }, false],
  ['opening a new account', { kind: 'open-account', account: null }, true],
  ['opening one that is there', { kind: 'open-account' }, false],
])('fits the account as it is now: %s', (_, change, fits) => {
  for (const step of ['propose', 'approve'] as const)
    expect(broken(step, change)).toEqual(fits ? [] : ['does-not-fit']);
});

it('does not take a user name twice', () => {
  expect(broken('propose', { kind: 'open-account', account: null, userNameIsTaken: true })).toEqual([
    'user-name-taken',
  ]);
});

it.each(['solicitor', 'administrator'] as const)('leaves somebody who can sign in as %s', (role) => {
  const last = {
    account: { state: 'active', roles: [role], passkeys: 0 },
    othersWho: { solicitor: 1, administrator: 1, [role]: 0 },
  };
  for (const change of [{ kind: 'suspend', roles: [] } as const, { kind: 'revoke-roles', roles: [role] } as const]) {
    expect(broken('propose', { ...last, ...change } as Partial<StaffChangeFacts>)).toEqual([`no-${role}-left`]);
    const another = { ...last, ...change, othersWho: { solicitor: 1, administrator: 1 } };
    expect(broken('approve', another as Partial<StaffChangeFacts>)).toEqual([]);
  }
  expect(broken('approve', { ...last, kind: 'renew-enrolment', roles: [] } as Partial<StaffChangeFacts>)).toEqual([]);
});

it('has words and an authority for every rule', () => {
  for (const rule of Object.values(STAFF_STEPS).flat()) {
    expect(rule.says).toMatch(/\.$/);
    expect(rule.authority).not.toBe('');
  }
});

it('says what an account is', () => {
  expect(accountState({ disabledAt: null, enrolmentSha256: null })).toBe('active');
  expect(accountState({ disabledAt: null, enrolmentSha256: 'a' })).toBe('not-enrolled');
  expect(accountState({ disabledAt: new Date(), enrolmentSha256: 'a' })).toBe('suspended');
});
