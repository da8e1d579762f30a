import { exitCodes, Failure } from '../../stack/failure.ts';
import { databases, type Database } from '../../stack/secrets.ts';
import { good, type AddCommand } from '../cli.ts';
import { migrateOne, type Direction } from '../migrations.ts';

const directions = ['up', 'down', 'status'] as const;

export const migrate: AddCommand = (program, cli) => {
  program
    .command('migrate [service] [direction]')
    .description(
      `Bring databases up to date (up), undo the latest migration (down) or list what waits (status). Services: ${databases.join(', ')}.`,
    )
    .addHelpText('before', 'Examples:\n  concord migrate\n  concord migrate post status\n  concord migrate user down\n')
    .action(async (service: string | undefined, direction: string | undefined) => {
      const chosen = oneOf(databases, service, 'service');
      const names: readonly Database[] = chosen === undefined ? databases : [chosen];
      const way: Direction = oneOf(directions, direction, 'direction') ?? 'up';
      const result: Record<string, readonly string[]> = {};
      for (const name of names) {
        result[name] = await migrateOne(cli.places(), name, way);
        cli.say(`${good()} ${name}: ${describe(way, result[name])}`);
      }
      cli.json(result);
    });
};

const describe = (way: Direction, names: readonly string[]): string => {
  const words = {
    up: ['up to date', 'done'],
    down: ['nothing to undo', 'undone'],
    status: ['nothing waits', 'waiting'],
  } as const;
  const [none, some] = words[way];
  return names.length === 0 ? none : `${some}: ${names.join(', ')}`;
};

const oneOf = <T extends string>(known: readonly T[], text: string | undefined, what: string): T | undefined => {
  const found = known.find((one) => one === text);
  if (text !== undefined && found === undefined)
    throw new Failure({
      cause: `There is no ${what} "${text}".`,
      remedy: `Known: ${known.join(', ')}`,
      exit: exitCodes.usage,
    });
  return found;
};
