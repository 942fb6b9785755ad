import { isPolicyKey, POLICIES, policiesInForce, policyFault, type PolicyKey } from '.';

const KEYS = Object.keys(POLICIES) as PolicyKey[];

it.each(KEYS)('%s has an authority, says what follows, and its safe value is an answer to it', (key) => {
  const { asks, authority, follows, untilAnswered } = POLICIES[key];
  for (const words of [asks, authority, follows]) expect(words).not.toBe('');
  expect(policyFault(key, untilAnswered)).toBeNull();
  for (const other of [null, {}, 'something else', -1, [1]]) expect(policyFault(key, other)).not.toBeNull();
});

it('has a flag for each open question of law (reference: law, § 21)', () => {
  const asked = Array.from({ length: 11 }, (_, i) => `law.md § 21, ${i + 1}`);
  const cited = KEYS.map((key) => POLICIES[key].authority);
  // 5, 7, 10 and 12 are asked by several flags; 12 is the date from which WCAG binds the City.
  expect(asked.filter((one) => !cited.some((authority) => authority.endsWith(one)))).toEqual([]);
  expect(isPolicyKey('a11y.compliance_date')).toBe(true);
});

it('says which words are answers, and that a day is closed once', () => {
  expect(policyFault('victim.image_route', 'perhaps')).toBe('is one of: consent, official-duty');
  const eve = { day: '2026-12-24', why: 'Christmas Eve' };
  expect(policyFault('calendar.closures', [eve])).toBeNull();
  expect(policyFault('calendar.closures', [eve, eve])).toBe('names each day once');
  expect(policyFault('calendar.closures', [{ ...eve, why: ' ' }])).toMatch(/^is a list of closures/);
});

it('keeps what was decided, and is safe about the rest', () => {
  const policies = policiesInForce({ 'prr.production_days': 20 });
  expect(policies['prr.production_days']).toBe(20);
  expect(policies['retention.destroy_enabled']).toBe(false);
});
