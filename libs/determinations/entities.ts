import type { EntityList } from '@app/database';
import { Clip, ClipFlag, Derivative, Original, Upload } from '@app/footage';
import { Incident } from '@app/incidents';
import { JobFence } from '@app/jobs';
import { LedgerCheckpoint, LedgerCosignature, LedgerEntry, LedgerTiling } from '@app/ledger';
import { DocketRow, Publication, PublicationFile } from '@app/publications';
import {
  RedactionDocument,
  RedactionEdit,
  RedactionLease,
  RedactionTask,
  RedactionTranscript,
  Rendering,
  Tracking,
  TrackingProgress,
  QualityIssue,
  FlashAnalysis,
  Rendition,
  Watching,
  WatchingWaiver,
} from '@app/redactions';
import { AskTask, PublicAsk, RecordsRequest, RecordsRequestClip } from '@app/requests';
import {
  Accessibility,
  AssembledRelease,
  Consultation,
  Determination,
  DocketNoteRow,
  DocketSuppression,
  Notice,
  PolicySetting,
  SignedText,
  SignOff,
} from './data/determinations.entities';

/** Every table of the house but the accounts of staff, whose lib stands beside it. */
export const ENTITIES: EntityList = [
  LedgerEntry,
  LedgerCheckpoint,
  LedgerCosignature,
  LedgerTiling,
  JobFence,
  Incident,
  Original,
  Clip,
  Derivative,
  Upload,
  ClipFlag,
  RedactionDocument,
  RedactionEdit,
  RedactionLease,
  RedactionTranscript,
  RedactionTask,
  Rendering,
  Tracking,
  TrackingProgress,
  Watching,
  WatchingWaiver,
  QualityIssue,
  FlashAnalysis,
  Rendition,
  RecordsRequest,
  RecordsRequestClip,
  PublicAsk,
  AskTask,
  Publication,
  PublicationFile,
  DocketRow,
  Determination,
  SignedText,
  Accessibility,
  AssembledRelease,
  SignOff,
  PolicySetting,
  Consultation,
  Notice,
  DocketNoteRow,
  DocketSuppression,
];
