import { exitCodes } from '../../stack/failure.ts';
import { missingParts } from '../../stack/fetch/index.ts';
import { currentState } from '../../stack/control.ts';
import { diskChecks, javaCheck, memoryCheck, portChecks, rightsChecks, type Check } from '../../stack/machine.ts';
import type { Places } from '../../stack/places.ts';
import { which } from '../../stack/run.ts';
import { serverNames } from '../../stack/servers/server.ts';
import { settings, type Settings } from '../../stack/settings.ts';
import { readState } from '../../stack/supervisor/state.ts';
import { bad, good, type AddCommand } from '../cli.ts';

export const doctor: AddCommand = (program, cli) => {
  program
    .command('doctor')
    .description('Check everything that starting needs on this machine, and say how to mend what is wrong.')
    .addHelpText('before', 'Examples:\n  concord doctor\n  concord doctor --json\n')
    .action(async () => {
      const places = cli.places();
      const checks = await allChecks(places, settings({ env: process.env, saved: readState(places)?.settings }));
      cli.json({ ok: checks.every(({ ok }) => ok), checks });
      for (const { ok, text, remedy } of checks) {
        cli.say(`  ${ok ? good() : bad()} ${text}`);
        if (remedy !== undefined) cli.say(`    ${remedy}`);
      }
      if (checks.some(({ ok }) => !ok)) process.exitCode = exitCodes.unhealthy;
    });
};

const allChecks = async (places: Places, chosen: Settings): Promise<Check[]> => {
  const state = currentState(places);
  const idle = serverNames.filter((name) => state?.parts[name]?.process === undefined);
  const ports = portChecks(chosen, idle);
  const { java: _, ...java } = await javaCheck();
  return [
    { name: 'node', ok: true, text: `Node ${process.versions.node}` },
    { ...java, ok: true },
    memoryCheck(chosen, state),
    ...diskChecks(places, serverNames),
    ...(ports.length > 0
      ? ports
      : [
          {
            name: 'ports',
            ok: true,
            text: `ports ${Object.values(chosen.ports).join(' ')} are ${idle.length === serverNames.length ? 'free' : 'free or ours'}`,
          },
        ]),
    ...(await rightsChecks(places, serverNames)),
    ...(await toolChecks()),
    cacheCheck(places),
    supervisorCheck(places),
  ];
};

const toolChecks = async (): Promise<Check[]> => {
  const missing: Check[] = [];
  for (const tool of ['apt-get', 'dpkg'])
    if ((await which(tool)) === undefined)
      missing.push({
        name: 'tools',
        ok: false,
        text: `${tool} is missing; MySQL and Redis are fetched with it.`,
        remedy: 'Use a Debian-like system, or docker compose up.',
      });
  return missing;
};

const cacheCheck = (places: Places): Check => {
  const missing = missingParts(places, serverNames).map(({ title }) => title);
  const text =
    missing.length === 0
      ? `all servers are in ${places.cache}: starting needs no network`
      : `still to fetch: ${missing.join(', ')}`;
  return { name: 'cache', ok: true, text };
};

const supervisorCheck = (places: Places): Check => {
  const state = readState(places);
  if (state === undefined) return { name: 'supervisor', ok: true, text: 'nothing runs' };
  return currentState(places) === undefined
    ? {
        name: 'supervisor',
        ok: false,
        text: 'The supervisor of an earlier run was killed.',
        remedy: 'Take its processes over: ./concord up    or stop them: ./concord down',
      }
    : { name: 'supervisor', ok: true, text: `the supervisor runs (pid ${state.supervisor.pid})` };
};
