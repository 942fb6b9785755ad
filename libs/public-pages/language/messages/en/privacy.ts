export const privacy = {
  title: 'Privacy',
  description: 'What this site learns of its readers: nothing.',
  nothing:
    'This site sets no cookies, stores nothing in your browser, runs no analytics and loads nothing from anyone else. The server counts answers, not readers.',
  recognised:
    'If you or somebody you know can be recognised in a video although they should not be, tell the <contact>records access officer</contact> at once. A release can be taken down within minutes.',
} as const;
