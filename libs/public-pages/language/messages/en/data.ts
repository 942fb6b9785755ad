export const data = {
  title: 'Open data',
  description: 'Every release and every decision as CSV and JSON, with a schema.',
  intro:
    'Everything on this site, for programs and spreadsheets. The files are always as current as the pages; a release that is taken down stays in them only as the fact that it was. Anyone may use them for anything.',
  releases: 'Every version of every release',
  docket: 'Every determination, released or not',
  csv: '<csv>{name}.csv</csv> (a cell that a spreadsheet would run as a formula begins with an apostrophe)',
  json: '<json>{name}.json</json>, and <schema>its JSON Schema</schema>',
  columns: 'Columns of {name}',
  column: 'Column',
  kind: 'Kind',
  meaning: 'Meaning',
  feeds: 'Feeds',
  atom: '<atom>Atom feed</atom>: new releases, new versions, and what was taken down (RFC 6721)',
  'json-feed': 'JSON Feed',
  sitemap: 'Sitemap',
  keys: '<keys>The City’s public keys</keys>, to check what is signed; and <schema>their JSON Schema</schema>',
} as const;
