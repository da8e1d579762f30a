import { expect, test } from '@jest/globals';
import { AccountStatus, Audience, Reach, state } from '@concord/contracts';
import { relationColumns } from './relation.ts';
import { audiences, type AccountStatus as Status } from './rules.ts';

test('the table knows the words that the contracts promise', () => {
  expect(Audience.options).toEqual(audiences);
  expect(Reach.options).toEqual([...audiences, 'none']);
  const statuses: readonly Status[] = AccountStatus.options;
  expect(statuses).toContain('active');
});

test('the columns of a relation are those of its stream', () => {
  expect(Object.keys(state.user.relations.columns.shape)).toEqual(
    expect.arrayContaining(Object.values(relationColumns)),
  );
});
