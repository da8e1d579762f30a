import { bad, good, paint } from '../cli/cli.ts';
import { screenWidth, table } from '../cli/screens.ts';
import type { Scan } from './scan.ts';

const number = (value: number) => value.toLocaleString('en');

const headline = ({ references, allowed }: Scan): string => {
  const left = references - allowed;
  const kept = `${number(allowed)} that may stay`;
  return left === 0
    ? `${paint('green', '● NOTHING LEFT')}  0 references, and ${kept}`
    : `${paint('red', '✖ FOUND')}  ${number(left)} ${left === 1 ? 'reference' : 'references'}, and ${kept}`;
};

/** The lines of `concord privacy scan`: places and numbers, never what was found. */
export const scanScreen = (result: Scan, width = screenWidth()): string[] => [
  headline(result),
  ...(result.status === 'deleted' || result.references === result.allowed
    ? []
    : [`  The account is not deleted: its status is ${result.status}.`]),
  ...(result.findings.length === 0
    ? []
    : [
        table(
          ['STORE', 'PLACE', 'REFERENCES', 'MAY STAY', 'AT DELETION'],
          result.findings.map(({ store, place, references, allowed, rule }) => [
            store,
            place,
            `${references === allowed ? good() : bad()} ${number(references)}`,
            number(allowed),
            rule,
          ]),
          width,
        ),
      ]),
];
