import { rmSync } from 'node:fs';
import { stopStack } from '../../stack/control.ts';
import { readEnvironment } from '../../stack/environment.ts';
import type { Places } from '../../stack/places.ts';
import { infrastructure } from '../../stack/servers/index.ts';
import { settings } from '../../stack/settings.ts';
import { bringUpSteps } from '../bring-up.ts';
import { bad, good, type Cli } from '../cli.ts';
import { runSteps } from '../steps.ts';
import { runStage } from './run-stage.ts';
import { chosenStages, type Stage } from './stages.ts';
import { sum, summary, type Tally } from './tally.ts';

type Options = { only: string | undefined; keep: boolean; patterns: readonly string[] };

/** Runs the chosen stages on a stack of its own, made anew before and taken down after; true when nothing failed. */
export const runTests = async (cli: Cli, { only, keep, patterns }: Options): Promise<boolean> => {
  const places = cli.places('concord-test');
  const chosen = chosenStages(only);
  const tallies: Record<string, Tally> = {};
  try {
    for (const stage of chosen) {
      await provide(cli, places, stage, chosen);
      cli.say(`\n${stage.title}`);
      const began = Date.now();
      const tally = await runStage(stage, {
        checkout: places.checkout,
        env: testEnvironment(places),
        patterns: stage.jest ? patterns : [],
        signal: cli.signal,
      });
      tallies[stage.name] = tally;
      cli.say(
        `${tally.failed === 0 ? good() : bad()} ${stage.title}: ${summary(tally)} (${((Date.now() - began) / 1_000).toFixed(0)} s)`,
      );
    }
  } finally {
    if (!keep) await remove(places);
  }
  const all = sum(Object.values(tallies));
  cli.json({ ...all, stages: tallies });
  cli.say(`\n${summary(all)}`);
  return all.failed === 0;
};

/** Starts what a stage needs, once: servers for service tests, the whole platform for what comes after. */
const provide = async (cli: Cli, places: Places, stage: Stage, chosen: readonly Stage[]) => {
  if (stage.needs === 'nothing') return;
  if (stage.needs === 'room') return remove(places);
  const first = chosen.find(({ needs }) => needs === 'servers' || needs === 'platform');
  if (stage === first) await remove(places);
  const platform = chosen.some(({ needs }) => needs === 'platform');
  if (stage !== first && stage.needs === 'servers') return;
  const only =
    platform && stage.needs === 'platform'
      ? undefined
      : stage === first && !platform
        ? (['mysql', 'redis', 'kafka', 'elasticsearch'] as const)
        : infrastructure;
  cli.say('\nThe test stack');
  await runSteps(cli, bringUpSteps(cli, { places, settings: settings({ name: 'concord-test' }), only }));
};

const remove = async (places: Places) => {
  await stopStack(places);
  for (const folder of [places.data, places.state]) rmSync(folder, { recursive: true, force: true });
};

/** The variables of the test stack, and no other CONCORD_ variable of the shell. */
const testEnvironment = (places: Places): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CONCORD_'))),
  ...readEnvironment(places),
  CONCORD_TEST_STATE: places.state,
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
});
