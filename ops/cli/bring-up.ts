import { existsSync, mkdirSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { currentState, keepOnly, stopStack, want } from '../stack/control.ts';
import { diagnose } from '../stack/diagnose.ts';
import { environment, writeEnvironment } from '../stack/environment.ts';
import { Failure, interrupted } from '../stack/failure.ts';
import { fetchPart, fetchParts, isFetched } from '../stack/fetch/index.ts';
import { ensureJava, ensureMaven } from '../stack/fetch/java.ts';
import { diskChecks, javaCheck, memoryCheck, portChecks, refuse, rightsChecks } from '../stack/machine.ts';
import type { Places } from '../stack/places.ts';
import { secrets } from '../stack/secrets.ts';
import { infrastructure, servers, withNeeds } from '../stack/servers/index.ts';
import { serverNames, type ServerName } from '../stack/servers/server.ts';
import type { Settings } from '../stack/settings.ts';
import { nobody, type Stack } from '../stack/stack.ts';
import { stopLeftovers } from '../stack/supervisor/leftovers.ts';
import { logFile } from '../stack/supervisor/log-file.ts';
import { readState, readWanted, supervisorRuns } from '../stack/supervisor/state.ts';
import { bytes } from '../stack/units.ts';
import type { Cli } from './cli.ts';
import { migrateAll } from './migrations.ts';
import type { Steps } from './steps.ts';

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
        const facts = await checkMachine(places, settings, missing());
        stack = await stackOf(places, settings);
        task.title = `Checking this machine: ${facts.join(' · ')}`;
      },
    },
    {
      title: 'Fetching servers (first time only; later starts need no network)',
      enabled: () => !fetchParts.every((part) => isFetched(part, places)),
      task: (_, task) => task.newListr(fetchSteps(places, cli.signal), { concurrent: true }),
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
        const { registerConnectors } = await import('@concord/connectors');
        await registerConnectors(environment(settings, secrets(places)));
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

const checkMachine = async (places: Places, settings: Settings, toStart: readonly ServerName[]): Promise<string[]> => {
  refuse(await rightsChecks(places));
  const memory = memoryCheck(settings, readState(places));
  const disks = diskChecks(places);
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

const fetchSteps = (places: Places, signal: AbortSignal): Steps => {
  const java = (async () => {
    await ensureJava(signal);
    await ensureMaven(signal);
  })();
  java.catch(() => undefined);
  return [
    { title: 'Java and Maven', task: () => java },
    ...fetchParts.map((part) => ({
      title: part.title,
      enabled: () => !isFetched(part, places),
      task: async (_: unknown, task: { title: string; output: string }) => {
        if (part.name === 'kafka' || part.name === 'elasticsearch') await java;
        const started = Date.now();
        await fetchPart(
          part,
          places,
          {
            progress: (done) => {
              task.title = `${part.title}  ${progressText(done, part.bytes, Date.now() - started)}`;
            },
            warn: (text) => {
              warnings.push(`${part.title}: ${text}`);
            },
            waiting: (pid) => {
              task.title = `${part.title}: another Concord (pid ${pid}) is fetching it`;
            },
          },
          signal,
        );
        task.title = `${part.title}  ${bytes(part.bytes)} in ${((Date.now() - started) / 1_000).toFixed(0)} s`;
      },
    })),
  ] as Steps;
};

/** Things to tell after the steps, gathered while they ran. */
export const warnings: string[] = [];

/** `412 MB of 1.0 GB  ▓▓▓▓░░░░░░ 40 %  about 20 s left` */
export const progressText = (done: number, all: number, elapsedMs: number): string => {
  const share = Math.min(0.99, done / all);
  const bar = '▓'.repeat(Math.round(share * 10)).padEnd(10, '░');
  const left = share > 0.05 ? `  about ${Math.round(((elapsedMs / share) * (1 - share)) / 1_000)} s left` : '';
  return `${bytes(done)} of ${bytes(all)}  ${bar} ${Math.round(share * 100)} %${left}`;
};

const startSteps = async (stack: Stack, names: readonly ServerName[], signal: AbortSignal): Promise<Steps> => {
  const sizes = new Map(names.map((name) => [name, logSize(stack, name)]));
  const began = Date.now();
  await want(stack.places, stack.settings, names);
  return names.map((name) => ({
    title: servers[name].title,
    task: async (_, task) => {
      await untilReady(stack, name, sizes.get(name) ?? 0, signal);
      task.title = `${servers[name].title}  ${((Date.now() - began) / 1_000).toFixed(1)} s`;
    },
  }));
};

const untilReady = async (stack: Stack, name: ServerName, logFrom: number, signal: AbortSignal) => {
  for (;;) {
    if (signal.aborted) throw interrupted();
    const part = currentState(stack.places)?.parts[name];
    if (part === undefined)
      throw new Failure({
        cause: 'The supervisor has ended.',
        remedy: 'Its last lines: ./concord logs supervisor --tail 20',
      });
    if (part.phase === 'ready') return;
    const failure = diagnose(name, part, stack, logFrom);
    if (failure !== undefined) throw failure;
    await pause(150);
  }
};

const logSize = ({ places }: Stack, name: ServerName) =>
  existsSync(logFile(places.log, name)) ? statSync(logFile(places.log, name)).size : 0;
