/** What happened, where, who was there, and how that was verified. */
export * from './incident';
export { incidentFaults } from './incident.rules';
export { NEIGHBOURHOODS, type Neighbourhood } from '@app/kernel';
