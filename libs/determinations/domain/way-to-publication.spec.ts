import type { DeterminationMove, DeterminationState } from './determination.workflow';
import { wayToPublication } from './way-to-publication';

const LAST: DeterminationMove[] = ['finishAccessibility', 'signOff', 'publish'];
const REDACTED: DeterminationMove[] = ['submitRedactions', 'passRedactions', ...LAST];
const DECIDED: DeterminationMove[] = ['releaseWhole', 'releaseRedacted', ...REDACTED];

// Written by hand (reference: law, § 11), not derived: that is what makes it a check.
it.each<[DeterminationState, DeterminationMove[]]>([
  ['preserved', ['admit', 'acceptAsInScope', 'submitFacts', ...DECIDED]],
  ['outOfScope', ['acceptAsInScope', 'reconsiderScope', 'submitFacts', ...DECIDED]],
  ['solicitorReview', DECIDED],
  ['deferred', ['releaseWhole', 'releaseRedacted', 'reopen', 'reopenWhenDue', ...REDACTED]],
  ['withheld', ['releaseWhole', 'releaseRedacted', 'reopen', ...REDACTED]],
  ['redacting', REDACTED],
  ['accessibility', LAST],
  ['awaitingSignOff', ['signOff', 'publish']],
  ['scheduled', ['publish']],
  ['published', []],
  ['superseded', []],
  ['unpublished', []],
])('from %s the way to the public is: %j', (state, way) => {
  expect(wayToPublication(state)).toEqual(way);
});
