import { fetchPart, missingParts, type FetchReport } from '../stack/fetch/index.ts';
import { ensureJava, ensureMaven } from '../stack/fetch/java.ts';
import type { FetchPart } from '../stack/fetch/part.ts';
import type { Places } from '../stack/places.ts';
import type { ServerName } from '../stack/servers/server.ts';
import { bytes } from '../stack/units.ts';
import type { Steps } from './steps.ts';

/** Things to tell after the steps, gathered while they ran. */
export const warnings: string[] = [];

/** One step for each thing that must still be fetched, side by side. When one fails, the others are ended and cleaned up before it is told. */
export const fetchSteps = (places: Places, names: readonly ServerName[], interruption: AbortSignal): Steps => {
  const failure = new AbortController();
  const signal = AbortSignal.any([interruption, failure.signal]);
  const running: Promise<unknown>[] = [];
  const together = async (work: Promise<void>): Promise<void> => {
    running.push(work);
    try {
      await work;
    } catch (error) {
      if (!failure.signal.aborted) failure.abort(error);
      await Promise.allSettled(running);
      throw failure.signal.reason;
    }
  };
  const java = ensureJava(signal).then(() => ensureMaven(signal));
  return [
    { title: 'Java and Maven', task: () => together(java) },
    ...missingParts(places, names).map((part) => ({
      title: part.title,
      task: (_: unknown, task: { title: string }) => together(fetchOne(part, places, java, task, signal)),
    })),
  ];
};

const fetchOne = async (
  part: FetchPart,
  places: Places,
  java: Promise<void>,
  task: { title: string },
  signal: AbortSignal,
) => {
  if (part.byMaven) await java;
  const began = Date.now();
  const flow = { began: 0 };
  const report: FetchReport = {
    progress: (done) => {
      if (done > 0) flow.began ||= Date.now();
      task.title = `${part.title}  ${progressText(done, part.bytes, Date.now() - flow.began)}`;
    },
    warn: (text) => {
      warnings.push(`${part.title}: ${text}`);
    },
    waiting: (pid) => {
      task.title = `${part.title}: another Concord (pid ${pid}) is fetching it`;
    },
  };
  await fetchPart(part, places, report, signal);
  task.title = `${part.title}  ${bytes(part.bytes)} in ${((Date.now() - began) / 1_000).toFixed(0)} s`;
};

/** `412 MB of 1.0 GB  ▓▓▓▓░░░░░░ 40 %  about 20 s left` */
export const progressText = (done: number, all: number, elapsedMs: number): string => {
  const share = Math.min(0.99, done / all);
  const bar = '▓'.repeat(Math.round(share * 10)).padEnd(10, '░');
  const left = share > 0.05 ? `  about ${Math.round(((elapsedMs / share) * (1 - share)) / 1_000)} s left` : '';
  return `${bytes(done)} of ${bytes(all)}  ${bar} ${Math.round(share * 100)} %${left}`;
};
