import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { disagreements, relationWords } from './relations.ts';
import { failuresOf, startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

const deeds = [
  ...(['follow', 'unfollow', 'removeFollower', 'acceptFollower'] as const),
  ...(['requestFriend', 'acceptFriend', 'removeFriend', 'block', 'unblock', 'mute', 'unmute'] as const),
];
type Deed = (typeof deeds)[number];

/** Who does what to whom, of three people; the first two have public profiles, the third is asked. */
interface Step {
  readonly deed: Deed;
  readonly who: 0 | 1 | 2;
  readonly whom: 0 | 1 | 2;
}

const one = fc.constantFrom<0 | 1 | 2>(0, 1, 2);
const steps = fc.array(
  fc.record({ deed: fc.constantFrom(...deeds), who: one, whom: one }).filter(({ who, whom }) => who !== whom),
  { minLength: 1, maxLength: 25 },
);

/** The tiny model: sets of `who>whom`. */
class Model {
  readonly follows = new Set<string>();
  readonly wantsToFollow = new Set<string>();
  readonly friends = new Set<string>();
  readonly wantsFriend = new Set<string>();
  readonly blocks = new Set<string>();
  readonly mutes = new Set<string>();

  /** Whether it is done; else the answer is 404. */
  do({ deed, who, whom }: Step): boolean {
    const [there, back] = [`${who}>${whom}`, `${whom}>${who}`];
    const isShut = this.blocks.has(there) || this.blocks.has(back);
    switch (deed) {
      case 'follow':
        if (!isShut && !this.follows.has(there)) (whom === 2 ? this.wantsToFollow : this.follows).add(there);
        return !isShut;
      case 'acceptFollower':
        if (this.wantsToFollow.delete(back)) this.follows.add(back);
        return this.follows.has(back);
      case 'unfollow':
        this.forget(there, this.follows, this.wantsToFollow);
        return true;
      case 'removeFollower':
        this.forget(back, this.follows, this.wantsToFollow);
        return true;
      case 'requestFriend':
        if (isShut) return false;
        if (this.wantsFriend.delete(back)) this.befriend(there, back);
        else if (!this.friends.has(there)) this.wantsFriend.add(there);
        return true;
      case 'acceptFriend':
        if (this.wantsFriend.delete(back)) this.befriend(there, back);
        return this.friends.has(there);
      case 'removeFriend':
        for (const way of [there, back]) this.forget(way, this.friends, this.wantsFriend);
        return true;
      case 'block':
        for (const way of [there, back])
          this.forget(way, this.follows, this.wantsToFollow, this.friends, this.wantsFriend);
        this.blocks.add(there);
        return true;
      case 'unblock':
        this.blocks.delete(there);
        return true;
      case 'mute':
        if (!isShut) this.mutes.add(there);
        return !isShut;
      case 'unmute':
        this.mutes.delete(there);
        return true;
    }
  }

  words(viewer: number, author: number): string[] {
    const [there, back] = [`${viewer}>${author}`, `${author}>${viewer}`];
    const flags = {
      follows: this.follows.has(there),
      friend: this.friends.has(there),
      blocks: this.blocks.has(there),
      blockedBy: this.blocks.has(back),
      mutes: this.mutes.has(there),
    };
    return Object.entries(flags).flatMap(([flag, isSet]) => (isSet ? [flag] : []));
  }

  private befriend(there: string, back: string) {
    this.friends.add(there).add(back);
  }

  private forget(way: string, ...sets: Set<string>[]) {
    for (const set of sets) set.delete(way);
  }
}

const threePeople = async () => {
  const people = [await user.person(), await user.person(), await user.person()] as const;
  await people[2].api.updateMyPrivacy({ body: { profile: 'private' } });
  return people;
};

const doIt = (people: readonly [Person, Person, Person], { deed, who, whom }: Step): Promise<unknown> =>
  people[who].api[deed]({ params: people[whom].id });

const pairs = [0, 1, 2].flatMap((viewer) =>
  [0, 1, 2].flatMap((author) => (viewer === author ? [] : [[viewer, author] as const])),
);

test('whatever three people do one after the other, relations say what the model says, and so do the edges', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const people = await threePeople();
      const model = new Model();
      for (const step of story)
        expect([step, await failuresOf([doIt(people, step)])]).toEqual([step, model.do(step) ? [] : ['not_found']]);
      for (const [viewer, author] of pairs) {
        const found = await relationWords(user, people[viewer] as Person, people[author] as Person);
        expect(found).toEqual(model.words(viewer, author));
      }
      expect(await disagreements(user.db)).toEqual([]);
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('whatever three people do at once, relations say what the edges say', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const people = await threePeople();
      const failures = await failuresOf(story.map((step) => doIt(people, step)));
      expect(failures.filter((code) => code !== 'not_found')).toEqual([]);
      expect(await disagreements(user.db)).toEqual([]);
    }),
    { numRuns: 30 },
  );
}, 120_000);
