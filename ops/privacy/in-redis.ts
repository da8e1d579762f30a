import { walkRedis } from '@concord/platform';
import { redisRule } from './rules.ts';
import { matcher, tally, type Finding, type Sought } from './sought.ts';

/** Every key and what it holds. */
export const lookInRedis = async (url: string, sought: Sought): Promise<Finding[]> => {
  const { id, text } = matcher(sought);
  const found = tally('redis');
  for await (const { key, value } of walkRedis(url)) {
    if (![key, value].some((one) => id(one) || text(one))) continue;
    const { kind, words, allowed } = redisRule(key);
    found.add(`${kind}…`, words, allowed);
  }
  return found.findings();
};
