/** Every page of the console, and its address. A test draws each of them: a new one has none until somebody visits it there. */
export const ROUTES = {
  home: '/',
  clip: '/clips/:id',
  redactions: '/clips/:id/redactions',
  quality: '/clips/:id/quality',
  release: '/clips/:id/release',
  determination: '/clips/:id/determination',
  incidents: '/incidents',
  incident: '/incidents/:id',
  upload: '/upload',
  overview: '/overview',
  requests: '/records-requests',
  asks: '/asks',
  policies: '/policies',
  jobs: '/jobs',
  administration: '/administration',
  staff: '/administration/staff',
  calendar: '/administration/calendar',
  clocks: '/administration/clocks',
  catalogue: '/administration/catalogue',
  account: '/account',
  nowhere: '*',
} as const;

export type RouteName = keyof typeof ROUTES;
