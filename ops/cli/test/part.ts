import type { PartReport } from '../report.ts';

/** A part that is up, for screens. */
export const part = (more: Partial<PartReport>): PartReport => ({
  name: 'mysql',
  state: 'up',
  since: '2026-01-01T10:00:00Z',
  pid: 4411,
  ports: [13_306],
  address: '127.0.0.1:13306',
  memoryBytes: 412e6,
  cpuSeconds: 3,
  restarts: 0,
  lastRestart: null,
  note: '',
  ...more,
});
