/** Clips as received: custody, hashes, uploads, staff copies, flags. Owns the originals bucket, which is write-once. */
export {
  Clip,
  type ClipDamage,
  type ClipExamination,
  ClipFlag,
  Derivative,
  type DerivativeKind,
  Original,
  type Sidecar,
  Upload,
} from './data/footage.entities';
export { decodeStillPictures, deriveClip, examineClip } from './footage.jobs';
export { FootageModule } from './footage.module';
export { type ExaminationResult, FootageService } from './footage.service';
export { STILLS } from './still-shelf';
export { type NewUpload, type Reception, UploadsService } from './uploads.service';
