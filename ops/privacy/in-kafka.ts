import { readToEnd, type Kafka, type KafkaRecord } from '@concord/platform';
import { recordRule, textRule, type Rule } from './rules.ts';
import { matcher, tally, type Finding, type Sought } from './sought.ts';

type Match = { readonly place: string; readonly rule: Rule };

/** Topics of the platform; others, such as Kafka's and Connect's own, hold nothing of people. */
const ours = /^(state|events|dead)\./;

const parsed = (value: Buffer): unknown => {
  const text = value.toString('utf8');
  try {
    const outer = JSON.parse(text) as unknown;
    return typeof outer === 'string' ? JSON.parse(outer) : outer;
  } catch {
    return text;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A record in parts: the columns of a row as it is and as it was before, or the record as a whole. */
const partsOf = (
  topic: string,
  value: unknown,
): { name: string; column: string; value: unknown; before: boolean }[] => {
  if (!topic.startsWith('state.') || !isObject(value))
    return [{ name: 'value', column: 'value', value, before: false }];
  return (['after', 'before'] as const).flatMap((side) =>
    Object.entries(isObject(value[side]) ? value[side] : {}).map(([column, one]) => ({
      name: side === 'after' ? column : `${column} before`,
      column,
      value: one,
      before: side === 'before',
    })),
  );
};

/**
 * The latest record of each key in every topic of ours. Rows in state topics also say what they were before their latest change: what is
 * found there is a reference as any other.
 */
export const lookInKafka = async (kafka: Kafka, sought: Sought, signal: AbortSignal): Promise<Finding[]> => {
  const { id, text } = matcher(sought);
  const topics = (await kafka.topics()).filter((name) => ours.test(name));
  const latest = new Map<string, Match[]>();
  const look = ({ topic, partition, offset, key, value }: KafkaRecord): void => {
    const name = key === null ? `${String(partition)}:${String(offset)}` : key.toString('utf8');
    const matches =
      value === null
        ? []
        : partsOf(topic, parsed(value)).flatMap((part): Match[] => [
            ...(id(part.value) ? [{ place: part.name, rule: recordRule(topic, part.column) }] : []),
            ...(text(part.value) ? [{ place: part.name, rule: textRule }] : []),
          ]);
    if (matches.length === 0) latest.delete(`${topic} ${name}`);
    else latest.set(`${topic} ${name}`, matches);
  };
  await readToEnd(kafka, topics, look, signal);
  const found = tally('kafka');
  for (const [place, matches] of latest)
    for (const match of matches)
      found.add(`${place.slice(0, place.indexOf(' '))} ${match.place}`, match.rule.words, match.rule.allowed);
  return found.findings();
};
