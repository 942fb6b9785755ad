export const layout = {
  'site-title': '{title} – Daylight, City of Cambridge',
  brand: 'Daylight',
  city: 'City of Cambridge, Massachusetts',
  skip: 'Skip to the content',
  languages: 'Languages',
  main: 'Main',
  more: 'More',
  'you-are-here': 'You are here',
  pages: 'Pages',
  'previous-page': 'Previous page',
  'next-page': 'Next page',
  'cambridge-time': '{moment} (Cambridge time)',
  releases: 'Releases',
  docket: 'Docket of decisions',
  'how-we-decide': 'How we decide',
  verify: 'Check a file',
  corrections: 'Corrections',
  data: 'Open data',
  feed: 'Feed',
  accessibility: 'Accessibility',
  privacy: 'Privacy',
  contact: 'Records access officer',
  footer:
    'Footage is released under the City Manager’s Executive Order of February 5, 2026, § 3.A, after a determination by the City Solicitor. Publication is not a finding about anyone. No biometric processing is used. This site sets no cookies and loads nothing from elsewhere.',
  translation: 'About this translation',
  'by-machine':
    'This translation was made by machine and awaits review by a person. The English text is the one that counts. Titles, summaries, reasons and transcripts of recordings stay in English, as they were signed.',
  reviewed:
    'This translation was reviewed by {reviewer}. The English text is the one that counts. Titles, summaries, reasons and transcripts of recordings stay in English, as they were signed.',
  'ask-translation':
    'To have such texts translated, use the form on the page of a recording or write to the <contact>records access officer</contact>.',
  'read-in-english': 'Read this page in English',
} as const;
