import { join } from 'node:path';
import { ask } from '../probes.ts';
import type { Server } from './server.ts';

/** Takes the mails of the platform and keeps them for reading, instead of delivering them; one SMTP server of a few lines. */
export const mail: Server = {
  name: 'mail',
  title: 'Mail',
  needs: [],
  ports: ['mail'],
  address: ({ settings }) => `smtp://127.0.0.1:${settings.ports.mail}`,
  prepare: () => Promise.resolve(),
  command: ({ places, settings }) => ({
    file: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      join(places.checkout, 'ops/mail/main.ts'),
      join(places.data, 'mail'),
      String(settings.ports.mail),
    ],
    env: { PATH: process.env['PATH'] },
    cwd: places.checkout,
    user: undefined,
  }),
  ready: async ({ settings }) => (await ask(settings.ports.mail, ''))?.startsWith('220 ') === true,
  startSeconds: 60,
  stopSeconds: 10,
  knownFailures: [
    {
      pattern: /EADDRINUSE[^\n]*?:(\d+)/,
      cause: ([, port]) => `The mail sink found port ${port ?? ''} taken.`,
      remedy: 'Use another: ./concord up --port mail=11026',
    },
    {
      pattern: /ENOSPC/,
      cause: () => 'The mail sink found no space left on the disk.',
      remedy: 'Free some space; mails wait until then.',
    },
  ],
};
