import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Command = { file: string; args: string[] };

const multiarch = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as const;

/** The command that runs a program of an unpacked package tree under the loader and libraries of that tree, whatever the host has. */
export const loaded = (root: string, program: string, args: readonly string[]): Command => {
  const library = join(root, 'usr/lib', process.arch === 'arm64' ? multiarch.arm64 : multiarch.x64);
  const loader = readdirSync(library).find((name) => /^ld-linux-.*\.so\.\d$/.test(name));
  if (loader === undefined || !existsSync(join(root, program)))
    throw new Error(`${program} is not complete in ${root}`);
  const path = `${library}:${join(root, 'usr/lib/mysql/private')}`;
  return { file: join(library, loader), args: ['--library-path', path, join(root, program), ...args] };
};
