import { expect, test } from '@jest/globals';
import { fingerprint, type Asked } from './asked.ts';

const asked: Asked = { q: 'x', type: 'posts', sort: 'relevance', limit: 20 };

test('the fingerprint changes with what is searched, not with the page', () => {
  const others: Partial<Asked>[] = [{ q: 'y' }, { type: 'users' }, { sort: 'recent' }, { from: 'ada' }, { tag: 'x' }];
  const times: Partial<Asked>[] = [{ since: new Date(1) }, { until: new Date(1) }, { since: new Date(2) }];
  const prints = [{}, ...others, ...times].map((own) => fingerprint({ ...asked, ...own }));
  expect(new Set(prints).size).toBe(9);
  expect(fingerprint({ ...asked, limit: 5, cursor: 'c' })).toBe(fingerprint(asked));
});
