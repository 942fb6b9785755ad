export const docket = {
  title: 'Docket of decisions',
  description:
    'Every determination on footage of federal officials: released, deferred and withheld, with its reasons in law.',
  intro:
    'Every determination is here, also the decision to wait or to withhold. {count, plural, one {# decision} other {# decisions}} so far. Each line is signed by the City.',
  'none-yet': 'Nothing has been decided yet.',
  'every-decision': 'Every decision',
  decided: 'Decided',
  decision: 'Decision',
  incident: 'Incident',
  camera: 'Camera',
  law: 'Law',
  due: 'Due',
  'next-review': 'Looked at again',
  overdue: 'overdue',
  order: 'Executive Order § 3.A',
  'how-to-appeal': 'How to appeal',
  appeal:
    'Anyone may ask for a record with a public records request to the <contact>records access officer</contact>, who answers within ten business days (950 CMR 32.06). Within 90 days of the answer you may appeal to the Supervisor of Records (950 CMR 32.08).',
  'entry-title': 'Decision of {date}: {outcome}',
  'entry-description': 'A determination of the City Solicitor: {outcome}.',
  'entry-status': 'Decision of {decided} on a recording of {incident}',
  reasons: 'Reasons',
  clock: 'Clock',
  'clock-fact': 'Counted from: {event}, {started}; due {due} (City policy; no deadline in law)',
  'disclosure-expected': 'Disclosure expected',
  entry: 'Entry',
  'signed-entry': 'This entry with the City’s signature (JSON)',
  'the-release': 'The release',
  'entry-appeal':
    'To ask for the record, or to appeal: <contact>records access officer</contact>. An appeal to the Supervisor of Records is possible within 90 days of the answer to a records request (950 CMR 32.08).',
} as const;
