export const corrections = {
  title: 'Corrections',
  description: 'Releases that were replaced or taken down, and why.',
  intro: 'Releases that were replaced by a newer version, or taken down. Their addresses stay, and say so.',
  'none-yet': 'None so far.',
  which: 'Release {release}, version {version}',
  published: 'Published {moment}.',
  'taken-down': 'Taken down {moment}. Reason: {reason}.',
  replaced: 'Replaced {moment} by version {version}. Reason: {reason}',
  'replaced-unexplained': 'Replaced {moment} by version {version}. No reason was written down at that time.',
} as const;
