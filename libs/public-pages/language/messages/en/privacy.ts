export const privacy = {
  title: 'Privacy',
  description: 'What this site learns of its readers: nothing.',
  nothing:
    'This site sets no cookies, stores nothing in your browser, runs no analytics and loads nothing from anyone else. The server counts answers, not readers.',
  asked:
    'If you ask for less to be hidden or report a privacy problem, the City keeps what you wrote in the form and when it came, and nothing else about you: no name, no address of your computer, no account.',
  recognised:
    'If you or somebody you know can be recognised in a video although they should not be, say so at once: <releases>choose the release</releases>, and on its page “{form}”. A release can be taken down within minutes.',
  'or-call': 'Or turn to the records access officer:',
} as const;
