import { exitCodes, Failure } from '../../stack/failure.ts';

export type Stage = {
  name: 'types' | 'lint' | 'boundaries' | 'unit' | 'service' | 'e2e' | 'faults';
  title: string;
  /** Programs run one after the other; a jest stage counts its tests, any other counts one. */
  commands: readonly (readonly string[])[];
  jest: boolean;
  needs: 'nothing' | 'servers' | 'platform';
};

const jestStage = (name: Stage['name'], title: string, needs: Stage['needs'], args: readonly string[] = []): Stage => ({
  name,
  title,
  commands: [['jest', '--selectProjects', name, '--passWithNoTests', ...args]],
  jest: true,
  needs,
});

/** Everything there is to test, cheap things first; faults come last because they break servers on purpose. */
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
