export const errors = {
  'not-found': 'There is nothing at this address',
  'not-found-description': 'There is nothing at this address.',
  'not-found-help':
    'The address may be mistyped. Look in the <releases>list of releases</releases> or in the <docket>docket of decisions</docket>.',
  'wrong-request': 'This request cannot be answered',
  'wrong-request-description': 'The request is not one this site answers.',
  'wrong-request-help': 'Start again from the <releases>list of releases</releases>.',
  'too-many': 'Too many requests',
  'too-many-description': 'Too many requests came from this address.',
  'too-many-help': 'Many requests came from your network within one minute. Wait a minute, then try again.',
  gone: 'What was here has been taken down',
  'gone-description': 'What was at this address has been taken down.',
  'gone-help': 'Do not rely on copies. The <corrections>list of corrections</corrections> says when and why.',
  unavailable: 'This page cannot be shown just now',
  'unavailable-description': 'The page cannot be shown just now.',
  'unavailable-help': 'It is our fault, not yours, and it is being looked at. Try again in a few minutes.',
} as const;
