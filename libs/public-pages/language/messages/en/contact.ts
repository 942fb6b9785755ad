export const contact = {
  title: 'Records access officer',
  description: 'How to ask for a record, to appeal, or to report a privacy problem.',
  ask: 'Ask for a record, for less to be hidden, or report a privacy problem:',
  telephone: 'Telephone: {number}',
  email: 'E-mail: {address}',
  form: 'About a released recording there is a form that needs no account: <releases>choose the release</releases>, and on its page “{form}”.',
  rights: 'Your rights',
  'rights-text':
    'A written request is answered within ten business days (950 CMR 32.06). If you disagree, you may appeal to the Supervisor of Records within 90 calendar days of the answer (950 CMR 32.08).',
} as const;
