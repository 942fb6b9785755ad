/** Work for later, kept in Postgres and enqueued in the transaction that asks for it. The only place that knows pg-boss. */
export { defineJob, type JobDefinition, type JobPolicy, type PayloadOf } from './define-job';
export { Fence } from './fence';
export { installQueues } from './install';
export { Jobs } from './jobs';
export { JobsModule } from './jobs.module';
export {
  type DeadLetter,
  type DeadLetterFilter,
  deadLetters,
  type QueueDepth,
  queueDepths,
  redrive,
} from './dead-letters';
export { type Handler, type Handlers, JobRunner, type JobRun, type Outcome } from './runner';
export { JobFence } from './data/job-fence.entity';
