import { personalData, type AtDeletion, type Fates } from '@concord/contracts';

/** What the manifest says of a place that may hold the id of an account. */
export type Rule = { readonly allowed: boolean; readonly words: string };

const unlisted: Rule = { allowed: false, words: 'not listed as holding accounts' };

const ruleFor = (fate: AtDeletion | undefined): Rule => {
  if (fate === undefined) return unlisted;
  if (fate.does === 'kept') return { allowed: true, words: `kept: ${fate.why}` };
  return { allowed: fate.does === 'tombstone', words: fate.does };
};

const accountIn = (facts: { readonly accounts: Fates } | undefined, name: string): Rule =>
  ruleFor(facts?.accounts[name]);

export const columnRule = (database: string, table: string, column: string): Rule =>
  accountIn(personalData.databases[database]?.[table], column);

export const fieldRule = (index: string, field: string): Rule => accountIn(personalData.indices[index], field);

/** Of the part of a topic's record that holds an id: a column of the row, the payload of an event, a dead letter. */
export const recordRule = (topic: string, part: string): Rule => {
  const facts = personalData.topics[topic];
  if (facts === undefined) return { allowed: false, words: 'a topic that is not listed' };
  if (facts.table !== undefined) return columnRule(...facts.table, part);
  if (topic.startsWith('events.'))
    return { allowed: true, words: `kept: ids in events, ${String(facts.keptDays)} days at most` };
  return { allowed: false, words: 'a dead letter' };
};

/** The kind of a key, or the key's first word where the manifest knows none. */
export const redisRule = (key: string): Rule & { readonly kind: string } => {
  const listed = Object.keys(personalData.redisKeys).find((prefix) => key.startsWith(prefix));
  return listed === undefined
    ? { kind: `${key.split(':')[0] ?? ''}:`, allowed: false, words: 'a kind of key that is not listed' }
    : { kind: listed, allowed: false, words: `gone after ${String(personalData.redisKeys[listed]?.keptSeconds)} s` };
};

/** Texts are never allowed. */
export const textRule: Rule = { allowed: false, words: 'a text of the account' };
