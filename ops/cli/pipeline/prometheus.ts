/** One measurement: its labels and its value. */
export type Measurement = { readonly labels: Readonly<Record<string, string>>; readonly value: number };
export type Measurements = ReadonlyMap<string, readonly Measurement[]>;

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

/** Reads the text that `/metrics` answers (Prometheus exposition format 0.0.4). */
export const readMetrics = (text: string): Measurements => {
  const found = new Map<string, Measurement[]>();
  for (const row of text.split('\n')) {
    const [, name, labels = '', value] = line.exec(row) ?? [];
    if (name === undefined) continue;
    const measurement = {
      labels: Object.fromEntries([...labels.matchAll(label)].map(([, key = '', text = '']) => [key, text])),
      value: Number(value),
    };
    found.set(name, [...(found.get(name) ?? []), measurement]);
  }
  return found;
};

/** The sum of a measurement over all labels; null where it was never measured. */
export const total = (measurements: Measurements, name: string): number | null => {
  const all = measurements.get(name);
  return all === undefined || all.length === 0 ? null : all.reduce((sum, { value }) => sum + value, 0);
};

/** What a process of this machine measures, asked from its internal port; null where it does not answer. */
export const metricsAt = async (port: number): Promise<Measurements | null> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(3_000) });
    return answer.ok ? readMetrics(await answer.text()) : null;
  } catch {
    return null;
  }
};
