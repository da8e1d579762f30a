import { Failure } from '../failure.ts';
import { mustRun, which } from '../run.ts';

/** Installs packages of this machine's own distribution; needs root or sudo. Nothing that is installed starts a service. */
export const installPackages = async (
  packages: readonly string[],
  reason: string,
  signal?: AbortSignal,
): Promise<void> => {
  const names = packages.join(' ');
  const root = (process.getuid?.() ?? -1) === 0;
  if ((await which('apt-get')) === undefined)
    throw new Failure({
      cause: `${reason} is missing and this machine has no apt to install it.`,
      remedy: `Install ${names} by hand, then run the command again.`,
    });
  if (!root && (await which('sudo')) === undefined)
    throw new Failure({
      cause: `${reason} is missing, and installing it needs root.`,
      remedy: `As root: apt-get install ${names}`,
    });
  const apt = async (...args: string[]) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', '-qq', ...args];
    const [file = 'env', ...rest] = root ? command : ['sudo', '-n', ...command];
    await mustRun(`apt-get ${args[0] ?? ''}`, file, rest, {
      signal,
      remedy: `As root: apt-get update && apt-get install ${names}`,
    });
  };
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...packages);
};
