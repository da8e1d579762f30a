import { exitCodes, Failure } from '../../stack/failure.ts';
import { serverNames, type ServerName } from '../../stack/servers/server.ts';
import { settings } from '../../stack/settings.ts';
import { readState, readWanted } from '../../stack/supervisor/state.ts';
import { bringUpSteps, wholeOrNothing } from '../bring-up.ts';
import { warnings } from '../fetch-steps.ts';
import { doubtful, type AddCommand } from '../cli.ts';
import { runSteps } from '../steps.ts';
import { wholeNumber } from '../whole-number.ts';

type Options = { port: string[]; portOffset?: number; small?: boolean; only?: string };

export const up: AddCommand = (program, cli) => {
  program
    .command('up')
    .description('Start the platform and wait until it works. What already runs is left alone.')
    .option('--port <name=number>', 'use another port (repeatable)', (value, all: string[]) => [...all, value], [])
    .option('--port-offset <number>', 'move all ports, to run beside another checkout', wholeNumber)
    .option('--small', 'smaller heaps, for machines with little memory')
    .option('--only <names>', `only these and what they need: ${serverNames.join(',')}`)
    .addHelpText(
      'before',
      'Examples:\n  concord up\n  concord up --port elasticsearch=19201 --small\n  concord up --only mysql,kafka\n',
    )
    .action(async ({ port, portOffset, small, only }: Options) => {
      const places = cli.places();
      const saved = (readState(places) ?? readWanted(places))?.settings;
      const chosen = settings({ port, portOffset, small, env: process.env, saved });
      await wholeOrNothing(places, () =>
        runSteps(
          cli,
          bringUpSteps(cli, { places, settings: chosen, only: only === undefined ? undefined : partNames(only) }),
        ),
      );
      for (const warning of warnings) cli.say(`${doubtful()} ${warning}`);
      const addresses = {
        api: `http://127.0.0.1:${chosen.ports.gateway}`,
        docs: `http://127.0.0.1:${chosen.ports.gateway}/docs`,
        data: places.data,
        environment: places.environmentFile,
      };
      cli.json(addresses);
      if (only === undefined) cli.say(`\n  API       ${addresses.api}          Docs   ${addresses.docs}`);
      cli.say(`  Data      ${places.data} (kept by \`down\`, removed by \`reset\`)`);
      cli.say('  Next      ./concord status · ./concord logs concord -f · ./concord down');
    });
};

const aliases: Record<string, ServerName> = { debezium: 'connect', indexer: 'search-indexer', gateway: 'concord' };

/** Reads a comma list of parts; an unknown name is a mistake of use. */
export const partNames = (list: string): ServerName[] =>
  list.split(',').map((text) => {
    const name = serverNames.find((known) => known === text.trim()) ?? aliases[text.trim()];
    if (name === undefined)
      throw new Failure({
        cause: `There is no part "${text.trim()}".`,
        remedy: `Parts: ${serverNames.join(', ')}`,
        exit: exitCodes.usage,
      });
    return name;
  });
