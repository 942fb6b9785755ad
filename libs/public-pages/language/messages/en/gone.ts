/** Pages that stay when a release goes, or is replaced. */
export const gone = {
  title: 'A release that was taken down',
  description: 'This release was taken down. The page says when, by whom and why.',
  heading: 'This release was taken down',
  why: 'Why',
  reason: '{reason}.',
  release: 'Release',
  version: 'Version',
  'first-published': 'First published',
  'taken-down': 'Taken down',
  'decided-by': 'Decided by',
  'do-not-rely': 'Do not rely on copies',
  'former-hashes': 'Files with these hashes were part of the release and no longer stand:',
  preserved:
    'The original recording is preserved. Every decision stays in the <docket>docket</docket>; ask the <contact>records access officer</contact> for more.',
  'superseded-title': 'Version {version} of a release',
  'superseded-description': 'This version was replaced by a newer one.',
  'superseded-heading': 'Version {version} was replaced',
  superseded: 'It was published {moment}. Do not rely on it. The hash of what was signed then was {hash}.',
  'current-version': 'Go to version {version}',
} as const;
