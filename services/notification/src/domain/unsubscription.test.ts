import { NotificationType } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unsubscriptions } from './unsubscription.ts';

const here = unsubscriptions('a secret of this deployment');
const of = fc.record({
  receiver: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  type: fc.option(fc.constantFrom(...NotificationType.options)),
});

test('a token says what it was made of, and is what the contract takes', () => {
  fc.assert(
    fc.property(of, (unsubscription) => {
      const token = here.seal(unsubscription);
      expect(token).toMatch(/^[A-Za-z0-9_-]{20,100}$/);
      expect(here.open(token)).toEqual(unsubscription);
    }),
  );
});

test('nobody makes one without the secret, or another out of one', () => {
  fc.assert(
    fc.property(of, fc.nat(), fc.integer({ min: 1, max: 255 }), (unsubscription, place, change) => {
      expect(here.open(unsubscriptions('another secret').seal(unsubscription))).toBeNull();
      const bytes = Buffer.from(here.seal(unsubscription), 'base64url');
      const index = place % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ change;
      expect(here.open(bytes.toString('base64url'))).toBeNull();
    }),
  );
  expect([here.open(''), here.open('x'.repeat(40))]).toEqual([null, null]);
});
