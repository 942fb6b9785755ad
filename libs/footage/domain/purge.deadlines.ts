import { addDays, type Day, dayOf } from '@app/calendar';
import type { FootageSource } from './clip';

/** Days after capture when the system that recorded a clip destroys it there (reference: law, CL1). Data, with approver. */
export interface RetentionPolicy {
  readonly cameraDays: number;
  readonly bodyWornDays: number;
}

/** When the source purges the recording; null for sources whose schedule is unknown. Daylight itself destroys nothing. */
export function purgeDate(source: FootageSource, capturedAt: Date, policy: RetentionPolicy): Day | null {
  if (source === 'other') return null;
  return addDays(dayOf(capturedAt), source === 'city-camera' ? policy.cameraDays : policy.bodyWornDays);
}
