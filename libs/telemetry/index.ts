/** Logs, metrics and health: what a process says of itself. No secret, no personal data, no footage. */
export { currentRequest, inRequest } from './correlation';
export { type Check, HealthServer, readiness, type Readiness } from './health';
export { createLogger, type Logger } from './logger';
export { allProcessesMetrics, counter, gauge, histogram, metricsFrom, metricsText } from './metrics';
