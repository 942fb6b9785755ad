import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';

let started = false;

/** Prometheus's text form of everything this process counts. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  if (!started) collectDefaultMetrics();
  started = true;
  return { type: register.contentType, text: await register.metrics() };
}

export const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> =>
  (register.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter({ name, help, labelNames });

export const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> =>
  (register.getSingleMetric(name) as Gauge<L> | undefined) ?? new Gauge({ name, help, labelNames });

export const histogram = <L extends string>(
  name: string,
  help: string,
  labelNames: readonly L[],
  buckets: number[],
): Histogram<L> =>
  (register.getSingleMetric(name) as Histogram<L> | undefined) ?? new Histogram({ name, help, labelNames, buckets });
