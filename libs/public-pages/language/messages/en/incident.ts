export const incident = {
  title: 'Incident of {date}, {neighbourhood}',
  description: 'Released recordings of the incident of {date} in {neighbourhood}.',
  agency: 'Agency',
  'federal-officers': 'Federal officers',
  verified: 'verified by Cambridge police',
  claimed: 'claimed, not verified',
  'not-verified': 'not verified',
  recordings: 'Recordings',
} as const;
