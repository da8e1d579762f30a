import { mkdirSync } from 'node:fs';
import { currentState, keepOnly, stopStack } from '../stack/control.ts';
import { environment, writeEnvironment } from '../stack/environment.ts';
import { Failure } from '../stack/failure.ts';
import { missingParts } from '../stack/fetch/index.ts';
import { ensureJava } from '../stack/fetch/java.ts';
import { diskChecks, javaCheck, memoryCheck, portChecks, refuse, rightsChecks } from '../stack/machine.ts';
import type { Places } from '../stack/places.ts';
import { secrets } from '../stack/secrets.ts';
import { infrastructure, withNeeds } from '../stack/servers/index.ts';
import { serverNames, type ServerName } from '../stack/servers/server.ts';
import type { Settings } from '../stack/settings.ts';
import { nobody, type Stack } from '../stack/stack.ts';
import { stopLeftovers } from '../stack/supervisor/leftovers.ts';
import { readState, readWanted, supervisorRuns } from '../stack/supervisor/state.ts';
import type { Cli } from './cli.ts';
import { fetchSteps } from './fetch-steps.ts';
import { migrateAll } from './migrations.ts';
import { register } from './pipeline/register.ts';
import { startSteps } from './start-steps.ts';
import type { Steps } from './steps.ts';

export { warnings } from './fetch-steps.ts';

export type BringUp = {
  places: Places;
  settings: Settings;
  /** Which parts, dependencies added; all when not given. */ only?: readonly ServerName[] | undefined;
};

/** The steps that bring a stack up, from an empty machine or a running one. Repeating them changes nothing. */
export const bringUpSteps = (cli: Cli, { places, settings, only }: BringUp): Steps => {
  const names = withNeeds(only ?? serverNames);
  const missing = () => names.filter((name) => currentState(places)?.parts[name] === undefined);
  const wants = (name: ServerName) => names.includes(name);
  let stack: Stack;
  return [
    {
      title: 'Checking this machine',
      task: async (_, task) => {
        await settleLeftovers(places, settings);
        const facts = await checkMachine(places, settings, names, missing());
        stack = await stackOf(places, settings);
        task.title = `Checking this machine: ${facts.join(' · ')}`;
      },
    },
    {
      title: 'Fetching servers (first time only; later starts need no network)',
      enabled: () => missingParts(places, names).length > 0,
      task: (_, task) => task.newListr(fetchSteps(places, names, cli.signal), { concurrent: true }),
    },
    {
      title: 'Starting servers',
      task: async (_, task) => {
        stack = { ...stack, java: await ensureJava(cli.signal) };
        writeEnvironment(places, environment(settings, secrets(places)));
        return task.newListr(await startSteps(stack, infrastructure.filter(wants), cli.signal), { concurrent: true });
      },
    },
    {
      title: 'Bringing the databases up to date',
      enabled: () => wants('concord'),
      task: async (_, task) => {
        const done = await migrateAll(places);
        task.title = done === 0 ? 'Databases are up to date' : `Databases brought up to date: ${done} migrations`;
      },
    },
    {
      title: 'Registering the connectors',
      enabled: () => wants('concord') && wants('connect'),
      task: async (_, task) => {
        await register(environment(settings, secrets(places)));
        task.title = 'Connectors are registered and stream';
      },
    },
    {
      title: 'Starting Concord',
      enabled: () => wants('concord') || wants('search-indexer'),
      task: async (_, task) =>
        task.newListr(
          await startSteps(
            stack,
            names.filter((name) => !infrastructure.includes(name)),
            cli.signal,
          ),
          { concurrent: true },
        ),
    },
  ];
};

/** Runs work that starts parts of a stack; when it fails or is interrupted, what did not run before is stopped again. */
export const wholeOrNothing = async (places: Places, work: () => Promise<void>): Promise<void> => {
  const before = currentState(places) === undefined ? undefined : readWanted(places)?.parts;
  try {
    await work();
  } catch (error) {
    if (before === undefined) await stopStack(places);
    else keepOnly(places, before);
    throw error;
  }
};

/** What is needed to start servers without the steps above. */
export const stackOf = async (places: Places, settings: Settings): Promise<Stack> => {
  mkdirSync(places.data, { recursive: true });
  return {
    places,
    settings,
    secrets: secrets(places),
    java: (await javaCheck()).java ?? { home: '', version: '' },
    serverUser: process.getuid?.() === 0 ? nobody : undefined,
  };
};

const settleLeftovers = async (places: Places, settings: Settings) => {
  const state = readState(places);
  if (state === undefined) await stopLeftovers(places);
  else if (JSON.stringify(state.settings.ports) !== JSON.stringify(settings.ports)) {
    if (supervisorRuns(state))
      throw new Failure({ cause: 'Concord already runs with other ports.', remedy: 'Stop it first: ./concord down' });
    await stopStack(places);
  }
};

const checkMachine = async (
  places: Places,
  settings: Settings,
  names: readonly ServerName[],
  toStart: readonly ServerName[],
): Promise<string[]> => {
  refuse(await rightsChecks(places, names));
  const memory = memoryCheck(settings, readState(places));
  const disks = diskChecks(places, names);
  refuse([memory, ...disks]);
  const adopted = readState(places);
  refuse(
    portChecks(
      settings,
      toStart.filter((name) => adopted?.parts[name]?.process === undefined),
    ),
  );
  return [
    `Node ${process.versions.node}`,
    (await javaCheck()).text,
    memory.text,
    ...disks.map(({ text }) => text),
    'ports are free',
  ];
};
