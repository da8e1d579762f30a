import { concord } from './command-line.ts';

export interface Finding {
  readonly store: 'mysql' | 'elasticsearch' | 'redis' | 'kafka';
  readonly place: string;
  readonly references: number;
  readonly allowed: number;
}

/** What `./concord privacy scan` finds of an account, and of these texts, that may not stay. Throws where it finds nothing that may stay: then it has not looked. */
export const leftOf = async (account: string, ...also: readonly [string, ...string[]]): Promise<Finding[]> => {
  const { code, stdout, stderr } = await concord('privacy', 'scan', account, '--json', '--also', ...also);
  const { findings, allowed } = JSON.parse(stdout) as { findings: Finding[]; allowed: number };
  const left = findings.filter((one) => one.references > one.allowed);
  if (allowed === 0 || (code === 0) !== (left.length === 0))
    throw new Error(`exit ${String(code)}: ${stderr}${stdout}`);
  return left;
};
