import { expect, test } from '@jest/globals';
import { NewAccount, NewComment, NewPost } from '@concord/contracts';
import { community, defaultSize, type Community } from './community.ts';
import { fold, namePattern, personalName } from './known-names.ts';
import { rawMessages } from './messages.ts';
import { nameLists } from './name-lists.ts';
import { ambiguousNames, ordinaryWords } from './ordinary-words.ts';
import { tidyName } from './people.ts';

/** Reading the whole data set takes some seconds, more on a busy machine. */
const patience = 120_000;

const all = await community('all');
const small = await community();
const texts = (one: Community) => [...one.posts, ...one.comments];
const contents = texts(all).map(({ content }) => content);
const offending = (pattern: RegExp): string[] => contents.flatMap((content) => pattern.exec(content)?.[0] ?? []);

/** The display names of all senders, read from the raw mails without the code under test. */
async function senderNames(): Promise<string[]> {
  const names = new Set<string>();
  for await (const raw of rawMessages()) {
    const from = /^From: *(.*(?:\n[ \t].*)*)/m.exec(raw.toString('latin1'))?.[1] ?? '';
    const name = /^"?([^"<(=]*?)"?\s*</.exec(from)?.[1] ?? /\(([^)=]+)\)/.exec(from)?.[1] ?? '';
    names.add(tidyName(name));
  }
  return [...names];
}

const folded = (text: string): string =>
  ` ${(text.match(namePattern) ?? []).map((word) => fold(word.replace(/['’]s$/i, ''))).join(' ')} `;

test('no mail address survives', () => {
  expect(offending(/[\p{L}\p{N}._+-]@[\p{L}\p{N}]/u)).toEqual([]);
  expect(offending(/\bmailto:/i)).toEqual([]);
});

test('no phone number survives', () => {
  expect(offending(/(?<![\w.])\+\d[\d ().-]{7,}\d/)).toEqual([]);
  expect(offending(/(?<![\w.:,/-])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?![\w.-])/)).toEqual([]);
  expect(offending(/\b(?:tel|phone|fax|mobile)[:.]* *\+?\d[\d -]{5,}/i)).toEqual([]);
});

test('no personal part of a link survives', () => {
  expect(offending(/https?:\/\/\S*(?:[~@?]|\d{8})/)).toEqual([]);
});

test(
  'no sender’s full name survives, nor a family name that is no word',
  async () => {
    const people = [
      ...all.people.map((person) => person.displayName),
      ...all.people.map((person) => person.username.replace(/[_\d]+/g, ' ')),
    ];
    const texts = [...contents, ...people].map(folded).join('\n');
    const names = (await senderNames()).map(personalName).filter((words) => words.length > 1);
    expect(names.length).toBeGreaterThan(500);
    expect(names.map((words) => ` ${words.join(' ')} `).filter((name) => texts.includes(name))).toEqual([]);
    const families = names
      .flatMap((words) => words.at(-1) ?? [])
      .filter((word) => word.length > 3 && !ordinaryWords.has(word) && !ambiguousNames.has(word));
    expect([...new Set(families)].filter((family) => texts.includes(` ${family} `))).toEqual([]);
  },
  patience,
);

test(
  'no pseudonym is a sender’s name',
  async () => {
    const words = new Set((await senderNames()).flatMap(personalName).filter((word) => word.length > 2));
    const ours = nameLists
      .flatMap(({ given, family }) => [...given, ...family])
      .map((entry) => fold(entry.replace(/\|.*/, '')));
    expect(ours.filter((name) => words.has(name))).toEqual([]);
  },
  patience,
);

test('no quotation, signature, list footer, PGP block or mail header is left', () => {
  expect(offending(/^>.*/m)).toEqual([]);
  expect(offending(/^-- ?$/m)).toEqual([]);
  expect(offending(/^_{30,}$/m)).toEqual([]);
  expect(offending(/BEGIN PGP|This sf\.net email is sponsored|Yahoo! Groups Sponsor/)).toEqual([]);
  expect(offending(/^(?:@\w+ )?(?:Message-Id|Received|Return-Path|MIME-Version|Date): /i)).toEqual([]);
});

test('every post and every person is what the platform takes', () => {
  for (const { content } of all.comments) {
    expect(NewComment.safeParse({ content }).success ? '' : content).toBe('');
    expect(content).toBe(content.trim());
  }
  for (const { content, tags, audience } of all.posts) {
    expect(NewPost.safeParse({ content, tags, audience }).success ? '' : content).toBe('');
    expect(content).toBe(content.trim());
  }
  for (const { email, username, displayName, bio } of all.people) {
    expect(
      NewAccount.safeParse({ email, username, displayName, password: 'a long password' }).success ? '' : username,
    ).toBe('');
    expect((bio ?? '').length).toBeLessThanOrEqual(500);
  }
  expect(offending(/[\u0000\ufffd]/)).toEqual([]); // eslint-disable-line no-control-regex -- what must not be there
});

test('people’s names are theirs alone, and some are not written in Latin letters', () => {
  for (const key of ['username', 'displayName', 'email'] as const)
    expect(new Set(all.people.map((person) => person[key])).size).toBe(all.people.length);
  expect(all.people.filter(({ displayName }) => !/\p{Script=Latin}/u.test(displayName)).length).toBeGreaterThan(
    all.people.length / 10,
  );
});

test('by default it has a few hundred people and a few thousand posts', () => {
  expect(small.people.length).toBe(defaultSize.users);
  expect(texts(small).length).toBeGreaterThan(2_500);
  expect(texts(small).length).toBeLessThanOrEqual(defaultSize.posts);
  expect(small.follows.length).toBeGreaterThan(800);
  expect(all.people.length).toBeGreaterThan(700);
  expect(texts(all).length).toBeGreaterThan(3_800);
});

test('a smaller size is kept, and everybody in it has written something', async () => {
  const tiny = await community({ users: 20, posts: 60 });
  expect([tiny.people.length, texts(tiny).length]).toEqual([20, 60]);
  expect(new Set(texts(tiny).map(({ author }) => author))).toEqual(
    new Set(tiny.people.map((person) => person.username)),
  );
});

test.each(['all', undefined] as const)('everybody who is named in size %s is in it', async (size) => {
  const { people, posts, comments, follows, friendships } = await community(size);
  const usernames = new Set(people.map((person) => person.username));
  const named = [...[...posts, ...comments].map(({ author }) => author), ...follows.flat(), ...friendships.flat()];
  expect(named.filter((username) => !usernames.has(username))).toEqual([]);
  for (const [one, other] of [...follows, ...friendships]) expect(one).not.toBe(other);
  expect(new Set(follows.map(String)).size).toBe(follows.length);
});

test('a comment answers what comes before it, under a post that everybody may see', () => {
  const known = new Set(small.posts.map(({ id }) => id));
  const open = new Map(small.posts.map(({ id, audience }) => [id, audience]));
  for (const { id, answers } of small.comments) {
    expect(known).toContain(answers);
    if (open.has(answers)) expect(open.get(answers)).toBe('public');
    known.add(id);
  }
});

test('posts come oldest first, and there are more comments than posts', () => {
  const times = small.posts.map((post) => post.createdAt.getTime());
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(small.comments.length).toBeGreaterThan(small.posts.length);
});

test('a small share is not for everybody', () => {
  const share = (audience: string): number =>
    small.posts.filter((post) => post.audience === audience).length / small.posts.length;
  expect(share('public')).toBeGreaterThan(0.85);
  for (const audience of ['followers', 'friends', 'private']) expect(share(audience)).toBeGreaterThan(0.01);
  expect(small.people.filter((person) => person.profileVisibility === 'followers').length).toBeGreaterThan(3);
  expect(small.friendships.length).toBeGreaterThan(20);
});

test(
  'the same size gives the same community, read anew',
  async () => {
    const { assemble } = await import('./community.ts');
    const { readSource } = await import('./drafts.ts');
    expect(assemble(await readSource(), defaultSize)).toEqual(small);
  },
  patience,
);

test('people keep their pseudonyms and their order over all sizes', () => {
  expect(all.people.slice(0, small.people.length).map((person) => person.username)).toEqual(
    small.people.map((person) => person.username),
  );
});
