export const home = {
  title: 'Video of federal officials in Cambridge',
  description:
    'Video of violence or property damage by federal officials, recorded by Cambridge police and City cameras, and every decision about it.',
  intro:
    'When Cambridge police or City cameras record violence or property damage by federal officials, the City releases the video after a determination by the City Solicitor. Every hidden second is listed with its reason in law, every decision is in a public log, and every file can be checked by anyone.',
  'so-far': 'So far',
  received: 'clips received',
  'in-review': 'in review',
  released: 'released',
  deferred: 'deferred',
  withheld: 'withheld',
  'taken-down': 'taken down',
  outside: 'outside the order',
  newest: 'Newest releases',
  'none-yet': 'Nothing has been released yet.',
  'all-releases': 'All releases',
  'every-decision': 'Every decision, also those to withhold',
} as const;
