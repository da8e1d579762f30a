import type { Community } from '../../demo/community/community.ts';
import { loadCommunity } from '../../demo/thread/load-community.ts';
import { servers } from '../../stack/servers/index.ts';
import { settings } from '../../stack/settings.ts';
import { readState, readWanted } from '../../stack/supervisor/state.ts';
import { bringUpSteps, stackOf, wholeOrNothing } from '../bring-up.ts';
import { warnings } from '../fetch-steps.ts';
import { doubtful, type AddCommand, type Cli } from '../cli.ts';
import { samplePassword, sampleSecret } from '../demo/logins.ts';
import type { Proof } from '../demo/prove.ts';
import { demoSize } from '../demo/size.ts';
import type { Stack } from '../../stack/stack.ts';
import { addressOf, operatorClient } from '../operator-client.ts';
import { runSteps, type Steps } from '../steps.ts';
import { wholeNumber } from '../whole-number.ts';

type Options = { port: string[]; portOffset?: number; small?: boolean; size?: string };
type Shown = { proof?: Proof; logins: readonly string[] };

export const demo: AddCommand = (program, cli) => {
  program
    .command('demo')
    .description(
      'From nothing to a running platform with a sample community, and the proof that search follows every write.',
    )
    .option('--size <people[xposts]>', 'how much of the sample community; "all" for everything', '300x2800')
    .option('--port <name=number>', 'use another port (repeatable)', (value, all: string[]) => [...all, value], [])
    .option('--port-offset <number>', 'move all ports, to run beside another checkout', wholeNumber)
    .option('--small', 'smaller heaps, for machines with little memory')
    .addHelpText('before', 'Examples:\n  concord demo\n  concord demo --size all\n  concord demo --port gateway=9080\n')
    .action(async ({ port, portOffset, small, size = '300x2800' }: Options) => {
      const began = Date.now();
      const wanted = demoSize(size);
      const places = cli.places();
      const saved = (readState(places) ?? readWanted(places))?.settings;
      const chosen = settings({ port, portOffset, small, env: process.env, saved });
      const community = loadCommunity(wanted);
      // Told where it is waited for, unless the platform does not come up in the first place.
      community.catch(() => undefined);
      await wholeOrNothing(places, () => runSteps(cli, bringUpSteps(cli, { places, settings: chosen })));
      const stack = await stackOf(places, chosen);
      const shown: Shown = { logins: [] };
      await runSteps(cli, [importStep(cli, stack, community, shown), proofStep(cli, stack, shown)]);
      for (const warning of warnings) cli.say(`${doubtful()} ${warning}`);
      tell(cli, stack, shown, Date.now() - began);
    });
};

const bar = (done: number, all: number): string => {
  const share = all === 0 ? 1 : done / all;
  return `${'▓'.repeat(Math.round(share * 10)).padEnd(10, '░')} ${String(Math.floor(share * 100))} %`;
};

const importStep = (cli: Cli, stack: Stack, community: Promise<Community>, shown: Shown): Steps[number] => ({
  title: 'Importing the sample community',
  task: async (_, task) => {
    const { importCommunity } = await import('../../demo/import.ts');
    const sample = await community;
    const imported = await importCommunity(
      await operatorClient(stack),
      sample,
      { password: samplePassword(stack.secrets), secret: sampleSecret(stack.secrets), signal: cli.signal },
      ({ step, done, total }) => {
        task.title = `Importing the sample community  ${bar(done, total)}  ${step}`;
      },
    );
    shown.logins = imported.sampleLogins;
    const counts = `${String(sample.people.length)} people, ${String(sample.posts.length)} posts, ${String(sample.comments.length)} comments`;
    task.title = imported.isNew
      ? `Imported the sample community: ${counts}`
      : `The sample community is here: ${counts}`;
  },
});

const proofStep = (cli: Cli, stack: Stack, shown: Shown): Steps[number] => ({
  title: 'Proving it',
  task: async (_, task) => {
    const { prove } = await import('../demo/prove.ts');
    shown.proof = await prove(await operatorClient(stack), addressOf(stack), cli.signal);
    task.title = 'Proved it';
  },
});

const clock = (iso: string) => iso.slice(11, 23);

const tell = (cli: Cli, stack: Stack, { proof, logins }: Shown, tookMs: number): void => {
  const api = addressOf(stack);
  const password = samplePassword(stack.secrets);
  cli.json({ api, docs: `${api}/docs`, logins, password, proof, seconds: tookMs / 1_000 });
  if (proof) {
    cli.say(`  signed up ${proof.username}, wrote "${proof.content}"        commit ${clock(proof.committedAt)}`);
    cli.say(
      `  found it by search                                     +${String(proof.foundAfterMs)} ms after the commit`,
    );
    cli.say(`  a comment on it reached its author's WebSocket         +${String(proof.heardAfterMs)} ms`);
    cli.say(`  blocked a reader: gone from that reader's search       +${String(proof.hiddenAfterMs)} ms`);
  }
  cli.say('');
  cli.say(`  API       ${api}          Docs     ${api}/docs`);
  cli.say(`  Log in    ${logins.slice(0, 3).join(', ')}          Password  ${password}  (made for this machine)`);
  cli.say(`  or by     ${servers['sign-in'].address(stack)}  (a stand-in for Google, with a sample application)`);
  cli.say(`  Data      ${stack.places.data} (kept by \`down\`, removed by \`reset\`)`);
  cli.say(`  Next      ./concord search linux · ./concord status · ./concord pipeline status · ./concord down`);
  cli.say(`  Ready in ${String(Math.floor(tookMs / 60_000))} min ${String(Math.round((tookMs % 60_000) / 1_000))} s`);
};
