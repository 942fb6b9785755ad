import { ROLES } from '@app/access';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense } from 'react';
import { BrowserRouter, NavLink, Outlet, Route, Routes } from 'react-router';
import { ClipPage } from '../clip/clip-page';
import { DeterminationPage } from '../determination/determination-page';
import { IncidentPage } from '../incident/incident-page';
import { Incidents } from '../incident/incidents';
import { Jobs } from '../jobs/jobs';
import { Overview } from '../overview/overview';
import { Policies } from '../policies/policies';
import { ReleasePage } from '../release/release-page';
import { Queue } from '../queue/queue';
import { SignIn } from '../sign-in/sign-in';
import { Page } from '../ui/page';
import { UploadPage } from '../upload/upload-page';
import { queries } from './api';
import { Session, signOut, useMay, usePerson } from './session';

/** The editor is a chunk of its own: most people never open it. */
const RedactionPage = lazy(async () => ({ default: (await import('../redaction/redaction-page')).RedactionPage }));

export function Console(): ReactElement {
  return (
    <QueryClientProvider client={queries}>
      <Session otherwise={<SignIn />}>
        <BrowserRouter basename="/console">
          <Routes>
            <Route element={<Frame />}>
              <Route index element={<Queue />} />
              <Route path="clips/:id" element={<ClipPage />} />
              <Route
                path="clips/:id/redactions"
                element={
                  <Suspense fallback={<p role="status">One moment …</p>}>
                    <RedactionPage />
                  </Suspense>
                }
              />
              <Route path="clips/:id/release" element={<ReleasePage />} />
              <Route path="clips/:id/determination" element={<DeterminationPage />} />
              <Route path="incidents" element={<Incidents />} />
              <Route path="incidents/:id" element={<IncidentPage />} />
              <Route path="upload" element={<UploadPage />} />
              <Route path="overview" element={<Overview />} />
              <Route path="policies" element={<Policies />} />
              <Route path="jobs" element={<Jobs />} />
              <Route path="*" element={<Nowhere />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </Session>
    </QueryClientProvider>
  );
}

function Frame(): ReactElement {
  const { name, roles } = usePerson();
  const mayUpload = useMay('create', 'Upload');
  const mayReadIncidents = useMay('read', 'Incident');
  const mayReadPolicies = useMay('read', 'Policy');
  const mayReadJobs = useMay('read', 'Job');
  return (
    <>
      <a className="usa-skipnav" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <div className="bar__inner grid-container">
          <span className="bar__name">Daylight</span>
          <nav aria-label="Console">
            <NavLink to="/" end>
              Work
            </NavLink>
            {mayReadIncidents && <NavLink to="/incidents">Incidents</NavLink>}
            {mayUpload && <NavLink to="/upload">Upload</NavLink>}
            {mayReadIncidents && <NavLink to="/overview">Overview</NavLink>}
            {mayReadPolicies && <NavLink to="/policies">Policies</NavLink>}
            {mayReadJobs && <NavLink to="/jobs">Jobs</NavLink>}
          </nav>
          <div className="bar__person">
            <span>
              {name}, {roles.map((role) => ROLES[role].title).join(', ')}
            </span>
            <button type="button" className="usa-button usa-button--unstyled" onClick={() => void signOut()}>
              Sign out
            </button>
          </div>
        </div>
      </header>
      <Outlet />
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
