import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';

let started = false;
let source = (): Promise<string> => register.metrics();

/** Prometheus's text form of everything this process counts. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  begin();
  return { type: register.contentType, text: await source() };
}

/** For one of several processes that are one to the outside: whoever started them knows the figures of all. */
export function metricsFrom(all: () => Promise<string>): void {
  begin();
  new AggregatorRegistry(); // answers the one who started this process
  source = all;
}

/** The figures of all processes that this one has started, added up. */
export const allProcessesMetrics = (): Promise<string> => {
  all ??= new AggregatorRegistry();
  return all.clusterMetrics();
};

let all: AggregatorRegistry<typeof register.contentType> | undefined;

function begin(): void {
  if (!started) collectDefaultMetrics();
  started = true;
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
