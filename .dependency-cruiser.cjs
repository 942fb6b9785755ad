// Who may import whom. MAY_IMPORT is the law of the house (docs/decisions/ for every change to it);
// everything else on this page makes it hold. test/architecture plants one violation of each rule.

const DATABASE_AND_LOG = ['database', 'jobs', 'ledger', 'access'];
const EVERY_LIB = [
  'access', 'api-client', 'calendar', 'config', 'database', 'determinations', 'footage', 'incidents', 'jobs', 'ledger',
  'media', 'public-pages', 'publications', 'redactions', 'requests', 'staff', 'static-site', 'storage', 'telemetry',
]; // prettier-ignore
const but = (...names) => EVERY_LIB.filter((lib) => !names.includes(lib));

/** What each may import beside libs/kernel. "x/domain" allows the pure front door of x only. */
const MAY_IMPORT = {
  'libs/kernel': [],
  'libs/calendar': [],
  'libs/access': [],
  'libs/config': [],
  'libs/api-client': [],
  'libs/telemetry': [],
  'libs/static-site': [],
  'libs/database': ['config'],
  'libs/storage': ['config'],
  'libs/media': ['config', 'redactions/domain'],
  'libs/jobs': ['config', 'database'],
  'libs/ledger': ['database'],
  'libs/staff': DATABASE_AND_LOG,
  'libs/incidents': DATABASE_AND_LOG,
  'libs/requests': [...DATABASE_AND_LOG, 'calendar'],
  'libs/publications': [...DATABASE_AND_LOG, 'storage'],
  'libs/public-pages': ['publications'],
  'libs/footage': [...DATABASE_AND_LOG, 'storage', 'calendar', 'incidents'],
  'libs/redactions': [...DATABASE_AND_LOG, 'storage', 'footage'],
  'libs/determinations': [
    ...DATABASE_AND_LOG, 'storage', 'calendar', 'incidents', 'requests', 'footage', 'redactions', 'publications',
  ], // prettier-ignore
  'apps/api': but('media', 'api-client'),
  'apps/worker': but('access', 'api-client', 'public-pages'),
  // Whoever runs a witness need not trust anything of Daylight but its mathematics.
  'apps/witness': ['config', 'telemetry', 'ledger/domain'],
  'apps/portal': [
    'config', 'database', 'storage', 'ledger', 'requests', 'publications', 'public-pages', 'static-site', 'telemetry',
  ], // prettier-ignore
  'apps/console': [
    'api-client', 'access', 'incidents/domain', 'footage/domain', 'redactions/domain', 'determinations/domain',
    'publications/domain', 'requests/domain', 'staff/domain',
  ], // prettier-ignore
  'apps/ops': EVERY_LIB,
};

/** A lib or app that imports a lib it may not. */
const importLaw = Object.entries(MAY_IMPORT).map(([who, may]) => ({
  name: `may-import:${who}`,
  comment: `${who} may import libs/kernel${may.map((one) => `, libs/${one}`).join('')} and nothing else of the house. If it needs more, the thing probably belongs elsewhere; if not, change MAY_IMPORT with a decision record.`,
  severity: 'error',
  from: { path: `^${who}/` },
  to: { path: '^libs/', pathNot: [`^${who}/`, '^libs/kernel/', ...may.map((lib) => `^libs/${lib}/`)] },
}));

/** Pure packages: no input or output, no clock, no state. */
const PURE_PACKAGES = ['canonicalize', 'date-holidays'];
const PURE_FOLDERS = '^libs/(kernel|calendar|access|[^/]+/domain)/';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'];

module.exports = {
  forbidden: [
    ...importLaw,
    {
      name: 'nothing-imports-an-app',
      comment:
        'An app is a process; what two of them need is a lib. Only operator commands start and describe the others.',
      severity: 'error',
      from: { path: '^(libs|migrations|apps)/([^/]+)', pathNot: '^apps/ops/' },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'portal-cannot-reach-originals',
      comment: 'No chain of imports from the public site may end where originals, plans, determinations or ffmpeg are.',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^libs/(incidents|footage|redactions|determinations|media)/', reachable: true },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'use-the-front-door',
      comment: 'Import a lib through its index.ts (or domain/index.ts): what is not named there is its own business.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: {
        path: '^libs/[^/]+/',
        pathNot: ['^$1/$2/', '^libs/[^/]+/(domain/)?index\\.ts$', '^libs/[^/]+/entities\\.ts$'],
      },
    },
    {
      name: 'domain-is-pure',
      comment:
        'The law runs anywhere, also in a browser: no node:, no database, no framework in domain/, kernel, calendar and access.',
      severity: 'error',
      from: { path: PURE_FOLDERS, pathNot: '\\.spec\\.ts$|^libs/access/(ability|roles/role|vocabulary)\\.ts$' },
      to: { dependencyTypes: [...NPM, 'core'], pathNot: PURE_PACKAGES.map((name) => `node_modules/${name}/`) },
    },
    {
      name: 'domain-imports-domain',
      comment: 'A domain folder imports kernel, calendar and other domain folders only.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs|apps)/', pathNot: ['^libs/[^/]+/domain/', '^libs/(kernel|calendar)/'] },
    },
    {
      name: 'only-data-holds-typeorm',
      comment: 'TypeORM stays in data/ folders, libs/database and migrations; services speak to repositories.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/database/|/data/' },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'only-database-opens-postgres',
      comment: 'libs/database opens connections, and pg-boss (libs/jobs) its own.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/(database|jobs)/' },
      to: { path: 'node_modules/(pg|pg-boss)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-media-starts-processes',
      comment:
        'libs/media/run starts ffmpeg in its sandbox. Postgres and the operator’s own commands are the other exceptions.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/media/run/|^libs/database/|^apps/ops/' },
      to: { path: '^(node:)?child_process$|node_modules/fluent-ffmpeg/' },
    },
    {
      name: 'editor-engine-has-no-react',
      comment: 'The redaction editor’s engine is driven in tests without a browser.',
      severity: 'error',
      from: { path: '/redaction/engine/' },
      to: { path: 'node_modules/(react|react-dom)/' },
    },
    {
      name: 'not-to-test',
      comment: 'Nothing that ships imports a test.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/|\\.spec\\.tsx?$' },
    },
    {
      name: 'no-biometrics',
      comment:
        'No package that identifies people by face, gait or voice, anywhere (Cambridge ordinance 2.128, law § 21).',
      severity: 'error',
      from: {},
      to: {
        path: 'face-?api|face-?recognition|facenet|arcface|deepface|insightface|rekognition|openface|gait|speaker-(id|recognition)|voiceprint|azure.*face',
        pathNot: '^(apps|libs|migrations|test)/',
      },
    },
    {
      name: 'folder-names',
      comment: 'A folder is named after what is in it, not after the fact that several use it.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(common|shared|utils|helpers|core|misc|manager)/', pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|data|test/architecture/planted)/' },
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
