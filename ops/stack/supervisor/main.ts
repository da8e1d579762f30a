import { mkdirSync, rmSync } from 'node:fs';
import { findJava } from '../fetch/java.ts';
import { tryLock } from '../lock.ts';
import { places, type StackName } from '../places.ts';
import { secrets } from '../secrets.ts';
import { nobody } from '../stack.ts';
import { rotateLog } from './log-file.ts';
import { readState, readWanted } from './state.ts';
import { supervise } from './supervisor.ts';

/** The supervisor's own process: `node supervisor/main.ts <stack>`. It obeys the wanted file (SIGHUP: read it again) and ends on SIGTERM. */
const main = async (name: StackName): Promise<void> => {
  const where = places(name);
  if ((await tryLock(where.state)) === undefined) return;
  const wanted = readWanted(where);
  if (wanted === undefined) return;
  mkdirSync(where.log, { recursive: true });
  const java = (await findJava()) ?? { home: '', version: 'none' };
  const serverUser = process.getuid?.() === 0 ? nobody : undefined;
  const stack = { places: where, settings: wanted.settings, secrets: secrets(where), java, serverUser };
  const supervisor = supervise(stack, readState(where), (text) => {
    console.log(`${new Date().toISOString()} ${text}`);
  });

  let turn = Promise.resolve();
  const queue = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => {
      console.error(error);
    });
    return turn;
  };
  const obey = () =>
    queue(() => supervisor.reconcile(readWanted(where) ?? { settings: wanted.settings, parts: [], restart: {} }));
  const end = () => {
    clearInterval(rotation);
    void queue(async () => {
      await supervisor.stop();
      rmSync(where.wantedFile, { force: true });
      rmSync(where.stateFile, { force: true });
    }).then(() => process.exit(0));
  };
  const rotation = setInterval(() => {
    for (const part of [...(readWanted(where)?.parts ?? []), 'supervisor']) rotateLog(where.log, part);
  }, 30_000);
  process.on('SIGHUP', () => void obey());
  process.on('SIGTERM', end);
  process.on('SIGINT', () => undefined);
  await obey();
};

await main(process.argv[2] === 'concord-test' ? 'concord-test' : 'concord');
