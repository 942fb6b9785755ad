export const ask = {
  title: 'Ask for less to be hidden, or report a privacy problem',
  description: 'Ask the records access officer about what is hidden or shown in a released recording.',
  about: 'About the recording',
  part: 'Part {span} of what is hidden: {from} – {to}, {category}',
  whole: 'The recording as a whole',
  'no-account':
    'You need no account, and nothing is kept about you but what you write here. Nobody is told that you asked.',
  kind: 'What is it about?',
  'less-redaction': 'Less should be hidden here',
  privacy: 'Something is shown that should be hidden',
  translation: 'A translation of what is written or said',
  says: 'In your own words',
  'says-hint': 'At most {most, number} characters. Do not name people who should stay private.',
  'reply-to': 'Where an answer reaches you (you may leave it empty)',
  'reply-to-hint': 'An email address, a telephone number or a postal address. It is read by the records office only.',
  send: 'Send',
  wrong: 'It was not sent',
  'choose-kind': 'Choose what it is about.',
  'say-something': 'Say in your own words what you ask for.',
  'too-long': 'Use at most {most, number} characters.',
  'bad-reply-to': 'Give an address or a number of 3 to {most, number} characters, or leave it empty.',
  'too-many':
    'The City cannot take in more just now: too much was sent within this hour. Your words are still below. Send them in an hour, or write to the records access officer at the end of this page.',
  'in-a-copy':
    'On this copy of the site nothing can be sent. Write to the records access officer at the end of this page, and name this release: {release}',
  'received-title': 'The City has received it',
  'received-description': 'What you asked for has been received.',
  receipt: 'Your receipt',
  'receipt-says': 'Keep this number. It is the only link between you and what you wrote; this page is not shown again.',
  next: 'What happens now',
  'next-says':
    'The records access officer reads it, answers where you said that an answer reaches you, and closes it with a reason. A privacy problem is looked at first: a release can be taken down within minutes.',
  rights: 'This is not a records request',
  'rights-says':
    'For a decision that you can appeal, write to the <contact>records access officer</contact>. A written request is answered within ten business days (950 CMR 32.06). Within 90 calendar days of the answer you may appeal to the Supervisor of Records (950 CMR 32.08).',
  back: 'Back to the release',
} as const;
