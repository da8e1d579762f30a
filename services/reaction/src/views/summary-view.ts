import type { Id, Reactions } from '@concord/contracts';
import type { Target } from '../domain/target.ts';

interface Facts {
  readonly counts: readonly (Target & { readonly type: string; readonly count: number })[];
  readonly own: readonly (Target & { readonly type: string })[];
}

const keyOf = ({ target_type, target_id }: Target) => `${target_type} ${target_id}`;

/** Of each target what people made of it, in the order asked. Types that nobody gave are left out. */
export const summaryView = (
  targets: readonly Target[],
  { counts, own }: Facts,
): { readonly id: Id; readonly reactions: Reactions }[] => {
  const countsOf = Map.groupBy(
    counts.filter(({ count }) => count > 0),
    keyOf,
  );
  const mineOf = Map.groupBy(own, keyOf);
  return targets.map((target) => ({
    id: target.target_id,
    reactions: {
      counts: Object.fromEntries((countsOf.get(keyOf(target)) ?? []).map(({ type, count }) => [type, count])),
      mine: (mineOf.get(keyOf(target)) ?? []).map(({ type }) => type),
    },
  }));
};
