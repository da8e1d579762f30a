import { bad, good, paint } from '../cli/cli.ts';
import { screenWidth, table } from '../cli/screens.ts';
import type { Verdict } from './verify.ts';

const number = (value: number) => value.toLocaleString('en');

const remark = ({ differ, examples, repaired }: Verdict): string => {
  const shown = examples.map(({ what, stored, right }) => `${what}: ${number(stored)}, should be ${number(right)}`);
  const more = differ > examples.length ? [`${number(differ - examples.length)} more`] : [];
  return [...shown, ...more, ...(repaired > 0 ? [paint('green', 'being put right')] : [])].join(' · ');
};

const headline = (verdicts: readonly Verdict[]): string => {
  const differ = verdicts.reduce((sum, verdict) => sum + verdict.differ, 0);
  const compared = verdicts.reduce((sum, verdict) => sum + verdict.compared, 0);
  return differ === 0
    ? `${paint('green', '● AGREE')}    ${number(compared)} numbers compared`
    : `${paint('red', '✖ DRIFTED')}  ${number(differ)} of ${number(compared)} numbers are wrong`;
};

/** The lines of `concord counters verify`. */
export const countersScreen = (verdicts: readonly Verdict[], width = screenWidth()): string[] => [
  headline(verdicts),
  table(
    ['COUNTER', 'COMPARED', 'DIFFER', 'WHICH'],
    verdicts.map((verdict) => [
      verdict.counter,
      number(verdict.compared),
      `${verdict.differ === 0 ? good() : bad()} ${number(verdict.differ)}`,
      remark(verdict),
    ]),
    width,
  ),
];
