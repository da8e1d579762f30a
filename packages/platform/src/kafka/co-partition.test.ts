import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memberOf } from './co-partition.ts';

const members = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });

test('every partition has one member, and the load differs by one at the most', () => {
  fc.assert(
    fc.property(members, fc.integer({ min: 1, max: 12 }), (ids, partitions) => {
      const owners = Array.from({ length: partitions }, (_, partition) => memberOf(ids, partition));
      const loads = ids.map((id) => owners.filter((owner) => owner === id).length);
      expect(loads.reduce((sum, load) => sum + load, 0)).toBe(partitions);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});
