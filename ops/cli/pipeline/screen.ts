import { bad, doubtful, good, paint } from '../cli.ts';
import { screenWidth, table } from '../screens.ts';
import type { PipelineFacts } from './facts.ts';

const ago = (milliseconds: number | null): string =>
  milliseconds === null ? '–' : `${(milliseconds / 1_000).toFixed(1)} s`;
const ms = (value: number | null): string => {
  if (value === null) return '–';
  return value < 10_000 ? `${Math.round(value).toLocaleString('en')} ms` : `${String(Math.round(value / 1_000))} s`;
};

const headline = ({ search: { fresh, p50Ms, p99Ms, reason } }: PipelineFacts): string => {
  if (!fresh) return `${paint('red', '✖ STALE')}    ${reason ?? 'unknown'}`;
  const figures = `a write is searchable after ${ms(p50Ms)} p50 · ${ms(p99Ms)} p99 (canaries of the last 5 min)`;
  return `${paint('green', '● FRESH')}    ${p50Ms === null ? 'too few canaries yet for figures' : figures}`;
};

/** The lines of `concord pipeline status`. */
export const pipelineScreen = (facts: PipelineFacts, all: boolean, width = screenWidth()): string[] => {
  const stages = facts.stages.map(({ name, healthy, state, lastSignMs, detail }) => [
    name,
    `${healthy ? good() : state === 'waits' ? doubtful() : bad()} ${state}`,
    ago(lastSignMs),
    detail,
  ]);
  const shown = facts.streams.filter(({ behind, dead }) => all || behind > 0 || dead > 0);
  const rest = facts.streams.length - shown.length;
  return [
    headline(facts),
    table(['STAGE', 'STATE', 'LAST SIGN', 'DETAIL'], stages, width),
    ...(shown.length === 0
      ? []
      : [
          table(
            ['STREAM', 'BEHIND', 'DEAD'],
            shown.map(({ stream, behind, dead }) => [stream, behind.toLocaleString('en'), dead.toLocaleString('en')]),
            width,
          ),
        ]),
    ...(rest > 0 ? [`  ${rest === 1 ? '1 stream is' : `${String(rest)} streams are`} up to date (--all)`] : []),
  ];
};
