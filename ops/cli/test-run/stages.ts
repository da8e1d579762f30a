import { exitCodes, Failure } from '../../stack/failure.ts';

export type Stage = {
  name: 'types' | 'lint' | 'boundaries' | 'unit' | 'service' | 'e2e' | 'faults' | 'upgrade';
  title: string;
  /** Programs run one after the other; a jest stage counts its tests, any other counts one. */
  commands: readonly (readonly string[])[];
  jest: boolean;
  /** `room` is for a stack of the tests' own: ours is taken down before. */
  needs: 'nothing' | 'servers' | 'platform' | 'room';
};

const jestStage = (name: Stage['name'], title: string, needs: Stage['needs'], args: readonly string[] = []): Stage => ({
  name,
  title,
  commands: [['jest', '--selectProjects', name, '--passWithNoTests', ...args]],
  jest: true,
  needs,
});

/** Everything there is to test, cheap things first; faults break servers on purpose, and what comes last wants the machine for itself. */
export const stages: readonly Stage[] = [
  { name: 'types', title: 'Types', commands: [['tsc']], jest: false, needs: 'nothing' },
  {
    name: 'lint',
    title: 'Lint and format',
    commands: [
      ['eslint', '--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/', '.'],
      ['prettier', '--check', '--cache', '--log-level', 'warn', '.'],
    ],
    jest: false,
    needs: 'nothing',
  },
  {
    name: 'boundaries',
    title: 'Boundaries',
    commands: [
      ['depcruise', '--output-type', 'err', 'packages', 'services', 'search-indexer', 'connectors', 'ops', 'test'],
    ],
    jest: false,
    needs: 'nothing',
  },
  jestStage('unit', 'Unit tests', 'nothing'),
  jestStage('service', 'Service tests', 'servers', ['--maxWorkers=2']),
  jestStage('e2e', 'End-to-end tests', 'platform', ['--runInBand']),
  jestStage('faults', 'Fault tests', 'platform', ['--runInBand']),
  jestStage('upgrade', 'Upgrade test', 'room'),
];

/** The stages of a comma list; all when none is given. */
export const chosenStages = (only: string | undefined): readonly Stage[] => {
  if (only === undefined) return stages;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined)
    throw new Failure({
      cause: `There is no stage "${unknown}".`,
      remedy: `Stages: ${stages.map(({ name }) => name).join(', ')}`,
      exit: exitCodes.usage,
    });
  return stages.filter(({ name }) => names.includes(name));
};
