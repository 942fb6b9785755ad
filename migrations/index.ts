import { Ledger20261123010000 } from './20261123010000-ledger';
import { Jobs20261123010100 } from './20261123010100-jobs';
import { Staff20261123010200 } from './20261123010200-staff';
import { Incidents20261123010300 } from './20261123010300-incidents';
import { Footage20261123010400 } from './20261123010400-footage';
import { Determinations20261123010500 } from './20261123010500-determinations';
import { Redactions20261123010600 } from './20261123010600-redactions';
import { Publications20261123010700 } from './20261123010700-publications';
import { Guards20261123010800 } from './20261123010800-guards';
import { PublicViews20261123010900 } from './20261123010900-public-views';
import { StaffChanges20261125010000 } from './20261125010000-staff-changes';
import { Quality20261125020000 } from './20261125020000-quality';
import { Tracking20261125030000 } from './20261125030000-tracking';
import { SavedFilters20261125040000 } from './20261125040000-saved-filters';
import { Editing20261125050000 } from './20261125050000-editing';
import { ReleaseBundle20261126020000 } from './20261126020000-release-bundle';
import { Renditions20261126030000 } from './20261126030000-renditions';
import { Finding20261126050000 } from './20261126050000-finding';
import { Asking20261126050100 } from './20261126050100-asking';
import { PublicLog20261126060000 } from './20261126060000-public-log';
import { PublicRevision20261126070000 } from './20261126070000-public-revision';
import { Provenance20261126080000 } from './20261126080000-provenance';
import { Passkeys20261126090000 } from './20261126090000-passkeys';
import { DocketSuppression20261126100000 } from './20261126100000-docket-suppression';
import { Translations20261126150000 } from './20261126150000-translations';
import { PublicAnswers20261126150100 } from './20261126150100-public-answers';
import { LawApprovals20261126150200 } from './20261126150200-law-approvals';
import { SeenDoubts20261126150400 } from './20261126150400-seen-doubts';
import { Tallies20261126150500 } from './20261126150500-tallies';
import { PolicyApprovers20261126150600 } from './20261126150600-policy-approvers';
import { ContentAddress20261126160000 } from './20261126160000-content-address';
import { Months20261126170000 } from './20261126170000-months';
import { Subtitles20261126170100 } from './20261126170100-subtitles';

/** Every change of the schema, oldest first. Append; never edit one that has been released. */
export const MIGRATIONS = [
  Ledger20261123010000,
  Jobs20261123010100,
  Staff20261123010200,
  Incidents20261123010300,
  Footage20261123010400,
  Determinations20261123010500,
  Redactions20261123010600,
  Publications20261123010700,
  Guards20261123010800,
  PublicViews20261123010900,
  StaffChanges20261125010000,
  Quality20261125020000,
  Tracking20261125030000,
  SavedFilters20261125040000,
  Editing20261125050000,
  ReleaseBundle20261126020000,
  Renditions20261126030000,
  Finding20261126050000,
  Asking20261126050100,
  PublicLog20261126060000,
  PublicRevision20261126070000,
  Provenance20261126080000,
  Passkeys20261126090000,
  DocketSuppression20261126100000,
  Translations20261126150000,
  PublicAnswers20261126150100,
  LawApprovals20261126150200,
  SeenDoubts20261126150400,
  Tallies20261126150500,
  PolicyApprovers20261126150600,
  ContentAddress20261126160000,
  Months20261126170000,
  Subtitles20261126170100,
];
