import { counter, gauge, histogram } from '@concord/platform';

export const documents = counter({
  name: 'concord_indexer_documents_total',
  help: 'Documents by what became of them: written, stale (the index was as new or newer) or refused',
  labelNames: ['index', 'outcome'],
});

export const records = counter({
  name: 'concord_indexer_records_total',
  help: 'Records of Kafka that are done, whatever became of them',
  labelNames: ['topic'],
});

export const behindRecords = gauge({
  name: 'concord_indexer_behind_records',
  help: 'Records that wait; stands still while nothing arrives',
  labelNames: ['topic', 'partition'],
});

export const batchAge = gauge({
  name: 'concord_indexer_batch_age_seconds',
  help: 'Age of the newest change of the last batch when it was applied; stands still while nothing arrives',
  labelNames: ['topic', 'partition'],
});

const stage = histogram({
  name: 'concord_indexer_stage_seconds',
  help: 'Where time goes: connect (commit to Kafka) and kafka (Kafka to us) of a batch’s last record; projection and bulk of a batch',
  labelNames: ['stage'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1, 5, 30],
});

export const observeStage = (name: 'connect' | 'kafka', milliseconds: number): void => {
  stage.observe({ stage: name }, Math.max(0, milliseconds) / 1_000);
};

/** Runs `work` and measures how long it took, also where that is a promise. */
export const timed = <T>(name: 'projection' | 'bulk', work: () => T): T => {
  const end = stage.startTimer({ stage: name });
  const result = work();
  if (result instanceof Promise) void result.finally(end).catch(() => undefined);
  else end();
  return result;
};
