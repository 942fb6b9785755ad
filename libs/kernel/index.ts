/** The vocabulary everything else is written in. Imports nothing; runs in Node and in a browser. */
export { type Brand, brand, type ClipId, type FrameNumber, type IncidentId, isUuid, type StaffId } from './brand';
export { type Clock } from './clock';
export { AppError, type ErrorCode, ERRORS, type FieldFault, nothingThere } from './errors';
export { hex, isSha256Hex, utf8 } from './bytes';
export { isFilled, must } from './must';
export { NEIGHBOURHOODS, type Neighbourhood } from './neighbourhoods';
export { asWords } from './words';
export {
  available,
  type Decision,
  decide,
  describe,
  faults,
  type Move,
  type Reason,
  type Rule,
  type Workflow,
  workflow,
} from './workflow';
