import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures, served at `/metrics` of the internal port. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

interface Named<L extends string> {
  readonly name: `concord_${string}`;
  readonly help: string;
  readonly labelNames?: readonly L[];
}

/** The counter of that name; the same one for every caller of this process. */
export const counter = <L extends string>(options: Named<L>): Counter<L> =>
  (registry.getSingleMetric(options.name) as Counter<L> | undefined) ??
  new Counter({ ...options, labelNames: [...(options.labelNames ?? [])], registers: [registry] });

/** The gauge of that name. */
export const gauge = <L extends string>(options: Named<L>): Gauge<L> =>
  (registry.getSingleMetric(options.name) as Gauge<L> | undefined) ??
  new Gauge({ ...options, labelNames: [...(options.labelNames ?? [])], registers: [registry] });

/** The histogram of that name; buckets in the metric's own unit (seconds where the name ends in `_seconds`). */
export const histogram = <L extends string>(
  options: Named<L> & { readonly buckets: readonly number[] },
): Histogram<L> =>
  (registry.getSingleMetric(options.name) as Histogram<L> | undefined) ??
  new Histogram({
    ...options,
    buckets: [...options.buckets],
    labelNames: [...(options.labelNames ?? [])],
    registers: [registry],
  });
