import { ROLES } from '@app/access';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense } from 'react';
import { BrowserRouter, NavLink, Outlet, Route, Routes, useLocation } from 'react-router';
import { Administration } from '../administration/administration';
import { ClipPage } from '../clip/clip-page';
import { IncidentPage } from '../incident/incident-page';
import { Incidents } from '../incident/incidents';
import { Jobs } from '../jobs/jobs';
import { Policies } from '../policies/policies';
import { Queue } from '../queue/queue';
import { AsksPage } from '../requests/asks-page';
import { RequestsPage } from '../requests/requests-page';
import { SignIn } from '../sign-in/sign-in';
import { PageBoundary, WholeBoundary } from '../ui/boundary';
import { Page } from '../ui/page';
import { UploadPage } from '../upload/upload-page';
import { queries } from './api';
import { type RouteName, ROUTES } from './routes';
import { Session, signOut, useMay, usePerson } from './session';

/** Chunks of their own: most people never open them, and the others seldom. */
const RedactionPage = lazy(async () => ({ default: (await import('../redaction/redaction-page')).RedactionPage }));
const DeterminationPage = lazy(async () => ({ default: (await import('../determination/determination-page')).DeterminationPage })); // prettier-ignore
const ReleasePage = lazy(async () => ({ default: (await import('../release/release-page')).ReleasePage }));
const QualityPage = lazy(async () => ({ default: (await import('../quality/quality-page')).QualityPage }));
const StaffPage = lazy(async () => ({ default: (await import('../administration/staff/staff-page')).StaffPage }));
const CalendarPage = lazy(async () => ({ default: (await import('../administration/calendar-page')).CalendarPage }));
const ClocksPage = lazy(async () => ({ default: (await import('../administration/clocks-page')).ClocksPage }));
const CataloguePage = lazy(async () => ({ default: (await import('../administration/catalogue-page')).CataloguePage }));
const Overview = lazy(async () => ({ default: (await import('../overview/overview')).Overview }));
const AccountPage = lazy(async () => ({ default: (await import('../account/account-page')).AccountPage }));

const PAGES: Readonly<Record<RouteName, ReactElement>> = {
  home: <Home />,
  clip: <ClipPage />,
  redactions: <Later page={<RedactionPage />} />,
  quality: <Later page={<QualityPage />} />,
  release: <Later page={<ReleasePage />} />,
  determination: <Later page={<DeterminationPage />} />,
  incidents: <Incidents />,
  incident: <IncidentPage />,
  upload: <UploadPage />,
  overview: <Later page={<Overview />} />,
  requests: <RequestsPage />,
  asks: <AsksPage />,
  policies: <Policies />,
  jobs: <Jobs />,
  administration: <Administration />,
  staff: <Later page={<StaffPage />} />,
  calendar: <Later page={<CalendarPage />} />,
  clocks: <Later page={<ClocksPage />} />,
  catalogue: <Later page={<CataloguePage />} />,
  account: <Later page={<AccountPage />} />,
  nowhere: <Nowhere />,
};

export function Console(): ReactElement {
  return (
    <WholeBoundary>
      <QueryClientProvider client={queries}>
        <Session otherwise={<SignIn />}>
          <BrowserRouter basename="/console">
            <Routes>
              <Route element={<Frame />}>
                {Object.entries(ROUTES).map(([name, path]) => (
                  <Route key={name} path={path} element={PAGES[name as RouteName]} />
                ))}
              </Route>
            </Routes>
          </BrowserRouter>
        </Session>
      </QueryClientProvider>
    </WholeBoundary>
  );
}

/** A page whose code is fetched when somebody opens it. */
function Later({ page }: { readonly page: ReactElement }): ReactElement {
  return <Suspense fallback={<p role="status">One moment …</p>}>{page}</Suspense>;
}

/** Where one begins: at one's clips, and whoever has none to do with at what they administer. */
function Home(): ReactElement {
  return useMay('read', 'Clip') ? <Queue /> : <Administration />;
}

function Frame(): ReactElement {
  const { name, roles } = usePerson();
  const { pathname } = useLocation();
  const mayUpload = useMay('create', 'Upload');
  const mayReadIncidents = useMay('read', 'Incident');
  const mayReadRequests = useMay('read', 'RecordsRequest');
  const mayReadAsks = useMay('read', 'Ask');
  const mayReadPolicies = useMay('read', 'Policy');
  const mayReadJobs = useMay('read', 'Job');
  const mayReadClips = useMay('read', 'Clip');
  const mayReadAccounts = useMay('read', 'Account');
  return (
    <>
      <a className="usa-skipnav" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <div className="bar__inner grid-container">
          <span className="bar__name">Daylight</span>
          <nav aria-label="Console">
            {mayReadClips && (
              <NavLink to="/" end>
                Work
              </NavLink>
            )}
            {mayReadIncidents && <NavLink to="/incidents">Incidents</NavLink>}
            {mayUpload && <NavLink to="/upload">Upload</NavLink>}
            {mayReadRequests && <NavLink to="/records-requests">Requests</NavLink>}
            {mayReadAsks && <NavLink to="/asks">Asked by readers</NavLink>}
            {mayReadIncidents && <NavLink to="/overview">Overview</NavLink>}
            {mayReadPolicies && <NavLink to="/policies">Policies</NavLink>}
            {mayReadJobs && <NavLink to="/jobs">Jobs</NavLink>}
            {(mayReadAccounts || mayReadPolicies) && <NavLink to="/administration">Administration</NavLink>}
          </nav>
          <div className="bar__person">
            <span>
              {name}, {roles.map((role) => ROLES[role].title).join(', ')}
            </span>
            <NavLink to="/account">Your account</NavLink>
            <button type="button" className="usa-button usa-button--unstyled" onClick={() => void signOut()}>
              Sign out
            </button>
          </div>
        </div>
      </header>
      <PageBoundary key={pathname}>
        <Outlet />
      </PageBoundary>
    </>
  );
}

function Nowhere(): ReactElement {
  return (
    <Page title="There is no such page">
      <p>The address may have been mistyped, or what it names is not among those your role covers.</p>
    </Page>
  );
}
