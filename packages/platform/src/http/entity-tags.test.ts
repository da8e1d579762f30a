import { contract, errors, type Operation } from '@concord/contracts';
import '@concord/testkit';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ifMatchOf, isKnown, tagOfBody, tagOfRevision } from './entity-tags.ts';

const update: Operation = contract.post.updatePost;
const failure = (header: string, revision = 3) => Promise.resolve().then(() => ifMatchOf(update, header)(revision));

test.each(['', '3', '"3', 'w/"3"', '"3" "4"', '"3",', '*, "3"', '"a"b"', "'3'"])('%j is malformed', async (header) => {
  await expect(failure(header)).toFail(errors.invalid, '/headers/if-match');
  expect(() => isKnown(header, '"3"')).toThrow(errors.invalid().message);
});

test.each(['"3"', '*', '"2", "3"', '"2" ,\t"3"', 'W/"2", "3"', '"a,b","3"'])('%s means revision 3', (header) => {
  expect(() => ifMatchOf(update, header)(3)).not.toThrow();
  expect(isKnown(header, '"3"')).toBe(true);
});

test.each(['"2"', '"33"', '""', '"a,3"'])('%s means another one', async (header) => {
  await expect(failure(header)).toFail(errors.preconditionFailed);
  expect(isKnown(header, '"3"')).toBe(false);
});

test('a weak tag is good enough to say what one has, and too weak to change it', async () => {
  await expect(failure('W/"3"')).toFail(errors.preconditionFailed);
  expect(isKnown('W/"3"', '"3"')).toBe(true);
});

test('without the header, and where the contract has no tags, any revision will do', () => {
  expect(() => ifMatchOf(update, undefined)(3)).not.toThrow();
  expect(() => ifMatchOf(contract.user.follow, '"2"')(3)).not.toThrow();
  expect(isKnown(undefined, '"3"')).toBe(false);
});

test('whatever our tags are, they are understood again', () => {
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue(), (revision, body) => {
      for (const one of [tagOfRevision(revision), tagOfBody(body)]) {
        expect(isKnown(`"x", ${one}`, one)).toBe(true);
        expect(isKnown('"x"', one)).toBe(false);
      }
    }),
  );
});
