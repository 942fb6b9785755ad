import { rm } from 'node:fs/promises';
import type { WorkerConfig } from '@app/config';
import { Database } from '@app/database';
import { PublishingService } from '@app/determinations';
import { type JobRun, JobRunner, queueDepths } from '@app/jobs';
import { MediaBench, provenanceSigner } from '@app/media';
import { AsksService } from '@app/requests';
import { PublicationsService } from '@app/publications';
import { BUCKETS, type Buckets } from '@app/storage';
import { counter, gauge, HealthServer, histogram, inRequest, type Logger } from '@app/telemetry';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExportKeeper } from './export-keeper';
import { type JobHandlers, JOBS } from './jobs';
import { DecodeStills } from './jobs/decode-stills.job';
import { DeriveClip } from './jobs/derive-clip.job';
import { ExamineClip } from './jobs/examine-clip.job';
import { MakeDescribed } from './jobs/make-described.job';
import { MakeRenditions } from './jobs/make-renditions.job';
import { PublishRelease } from './jobs/publish-release.job';
import { RenderPart } from './jobs/render-part.job';
import { RenderRedaction } from './jobs/render-redaction.job';
import { ReviewDeferral } from './jobs/review-deferral.job';
import { SealLedger } from './jobs/seal-ledger.job';
import { TrackMask } from './jobs/track-mask.job';
import { WithdrawRelease } from './jobs/withdraw-release.job';
import { ownScratch } from './own-scratch';
import { Sealing } from './sealing';
import { UnansweredNews } from './unanswered-news';
import { WorkerModule } from './worker.module';

export interface RunningWorker {
  readonly metricsPort: number;
  stop(): Promise<void>;
}

/** How often the worker looks for what has fallen due, and seals the log: the maximum merge delay is a minute. */
const ROUND_MS = 30_000;

/** A worker says so that long before its certificates run out; after that none starts. */
const RENEW_MS = 30 * 86_400_000;

/** Starts a worker: jobs, and health and metrics on a port of their own. */
export async function startWorker(config: WorkerConfig, log: Logger): Promise<RunningWorker> {
  const signer = provenanceSigner(config.provenance);
  if (signer.goodUntil.getTime() - Date.now() < RENEW_MS)
    log.warn({ goodUntil: signer.goodUntil }, 'the certificates of C2PA_CHAIN_FILE run out soon: have new ones issued');
  const scratch = await ownScratch(config.media.scratch);
  const bench = await MediaBench.open({ ...config.media, scratch });
  if (bench.tools.sandbox !== 'bubblewrap') log.warn('ffmpeg runs without a sandbox: only for development');
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, bench, signer), {
    logger: false,
  });
  const database = app.get(Database);
  const runner = new JobRunner(database, {
    concurrency: config.concurrency,
    onRun: (report) => noteRun(report, log),
    onError: (error) => log.warn({ error }, 'the queues could not be looked after; it is tried again'),
  });
  await runner.start(JOBS, handlers(app));
  const buckets = app.get<Buckets>(BUCKETS);
  const health = new HealthServer([
    { name: 'database', run: () => database.ping() },
    { name: 'storage', run: () => buckets.working.stat('health') },
  ]);
  const metricsPort = await health.listen(config.metricsPort, config.metricsHost);
  const news = new UnansweredNews();
  const rounds = setInterval(() => void round(app, news, log), ROUND_MS);
  const site = config.export && { ...config.export, siteUrl: config.portalUrl.replace(/\/$/, '') };
  const keeper = site && new ExportKeeper(app.get(PublicationsService), site, log);
  keeper?.start();
  log.info({ metricsPort, ffmpeg: bench.tools.version, sandbox: bench.tools.sandbox }, 'worker started');
  return {
    metricsPort,
    async stop() {
      clearInterval(rounds);
      await keeper?.stop();
      await runner.stop();
      await health.close();
      await app.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function handlers(app: INestApplicationContext): JobHandlers {
  const traced =
    <P>(handle: (payload: P, run: JobRun) => Promise<'done' | 'skipped'>) =>
    (payload: P, run: JobRun): Promise<'done' | 'skipped'> =>
      inRequest(`job-${run.id}`, () => handle(payload, run));
  return {
    'examine-clip': traced(app.get(ExamineClip).handle),
    'derive-clip': traced(app.get(DeriveClip).handle),
    'decode-stills': traced(app.get(DecodeStills).handle),
    'render-redaction': traced(app.get(RenderRedaction).handle),
    'render-part': traced(app.get(RenderPart).handle),
    'make-renditions': traced(app.get(MakeRenditions).handle),
    'make-described': traced(app.get(MakeDescribed).handle),
    'track-mask': traced(app.get(TrackMask).handle),
    'publish-release': traced(app.get(PublishRelease).handle),
    'withdraw-release': traced(app.get(WithdrawRelease).handle),
    'seal-ledger': traced(app.get(SealLedger).handle),
    'review-deferral': traced(app.get(ReviewDeferral).handle),
  };
}

const runs = counter('daylight_job_runs_total', 'Runs of jobs by outcome', ['job', 'outcome']);
const seconds = histogram(
  'daylight_job_seconds',
  'Duration of job runs',
  ['job'],
  [0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200],
);
const depth = gauge('daylight_jobs', 'Jobs on the queues by state', ['job', 'state']);

function noteRun(report: Parameters<ConstructorParameters<typeof JobRunner>[1]['onRun']>[0], log: Logger): void {
  runs.inc({ job: report.job, outcome: report.outcome });
  seconds.observe({ job: report.job }, report.seconds);
  const { error, ...facts } = report;
  if (report.outcome === 'failed') log.error({ ...facts, error }, 'job failed');
  else log.info(facts, 'job ran');
}

/** What happens by itself, besides the jobs. A failure shows in the log and is tried again in the next round. */
async function round(app: INestApplicationContext, news: UnansweredNews, log: Logger): Promise<void> {
  try {
    await app.get(PublishingService).askForWhatIsDue();
    await app.get(AsksService).takeIn();
    for (const one of news.in(await app.get(Sealing).seal()))
      log.warn(one, 'a witness did not cosign; it is asked in every round, and this is said once');
    for (const { job, waiting, active } of await queueDepths(app.get(Database))) {
      depth.set({ job, state: 'waiting' }, waiting);
      depth.set({ job, state: 'active' }, active);
    }
  } catch (error) {
    log.warn({ error }, 'a round was not completed');
  }
}
