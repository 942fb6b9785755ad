import { type Sidecar } from '@app/footage';
import { SOURCES } from '@app/footage/domain';
import { AppError, brand, type FieldFault, type IncidentId, isUuid } from '@app/kernel';
import { isInstant } from '../http/fields';

export interface DescribedUpload {
  readonly sha256: string;
  readonly nativeFilename: string;
  readonly incidentId: IncidentId;
  readonly sidecar: Sidecar;
}

const TEXTS = ['deviceId', 'wearer', 'custodian', 'acquisitionMethod'] as const;
const MOST = 255;

/**
 * Reads tus's Upload-Metadata: `sha256`, `filename`, `incident`, and what a sidecar says (`source`, `deviceId`,
 * `wearer`, `custodian`, `acquisitionMethod`, `claimedStart`). Unknown keys are refused, so that nothing is dropped unseen.
 */
export function parseMetadata(metadata: Readonly<Record<string, string | null>>): DescribedUpload {
  const faults: FieldFault[] = [];
  const fault = (field: string, says: string): void => void faults.push({ field, says });
  const value = (field: string): string => metadata[field] ?? '';
  const known = ['sha256', 'filename', 'incident', 'source', 'claimedStart', ...TEXTS];
  for (const key of Object.keys(metadata))
    if (!known.includes(key)) fault(key.slice(0, 60), 'is not a field of an upload');
  if (!isUuid(value('incident'))) fault('incident', 'is the id of the incident');
  const nativeFilename = printable(value('filename'));
  if (nativeFilename === '' || nativeFilename.length > MOST)
    fault('filename', `is the file’s name, at most ${MOST} characters`);
  const source = SOURCES.find((one) => one === value('source'));
  if (!source) fault('source', `is one of: ${SOURCES.join(', ')}`);
  const claimedStart = value('claimedStart');
  if (claimedStart !== '' && !isInstant(claimedStart)) fault('claimedStart', 'is a time with its zone, ISO 8601');
  for (const field of TEXTS) if (value(field).length > MOST) fault(field, `has at most ${MOST} characters`);
  if (faults.length > 0) throw new AppError('invalid-input', 'The upload cannot begin:', { fields: faults });
  return {
    sha256: value('sha256'),
    nativeFilename,
    incidentId: brand<IncidentId>(value('incident')),
    sidecar: {
      source: source ?? 'other',
      ...Object.fromEntries(
        TEXTS.filter((field) => value(field) !== '').map((field) => [field, printable(value(field))]),
      ),
      ...(claimedStart !== '' && { claimedStart: new Date(claimedStart).toISOString() }),
    },
  };
}

/** A name as people see it: without control characters, direction overrides and unpaired surrogates. It never becomes a path. */
const printable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
