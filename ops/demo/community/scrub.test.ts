import { expect, test } from '@jest/globals';
import { knownNames } from './known-names.ts';
import { type Sender, tidyName } from './people.ts';
import { pseudonyms } from './pseudonym.ts';
import { scrubContacts } from './scrub-contacts.ts';
import { scrubNames } from './scrub-names.ts';

const sender = (name: string, address: string, written = 1): Sender => ({
  key: address,
  names: new Set([name]),
  addresses: new Set([address]),
  written,
});

const people = [
  sender('Thomas Q. Svanstrom', 'tosva@example.org'),
  sender("Brian O'Donoghue", 'bod@example.org'),
  sender('Mark Welch', 'mwelch@example.org'),
  sender('Red Hat News', 'news@example.org'),
];
const known = knownNames(people);
const named = pseudonyms(people.map(({ key }) => key));
const [thomas, brian, mark] = people.map(({ key }) => named.get(key));
const names = (text: string, participants: string[] = []): string =>
  scrubNames(text, known, (key) => named.get(key), participants);

test.each([
  ['write to jane.doe+x@example.org.', 'write to [email]'],
  ['<mailto:jane@example.org>', '[email]'],
  ['jane at example dot org', '[email]'],
  ['jane (at) example.org', '[email]'],
  ['root@localhost:~#', '[email]:~#'],
  ['call +353 1 234 5678 now', 'call [phone] now'],
  ['(555) 123-4567', '[phone]'],
  ['555-123-4567, 555-1234', '[phone], [phone]'],
  ['Tel: 01 668494', '[phone]'],
  ['on 2002-08-22 with 2.4.18-3', 'on 2002-08-22 with 2.4.18-3'],
  ['127.0.0.1 and 10.0.0.1', '127.0.0.1 and 10.0.0.1'],
])('scrubs contacts: %s', (text, scrubbed) => {
  expect(scrubContacts(text, () => false)).toBe(scrubbed);
});

test('public IP addresses become documentation addresses (RFC 5737)', () => {
  expect(scrubContacts('from 216.136.171.252', () => false)).toMatch(/^from 192\.0\.2\.\d+$/);
});

test.each([
  ['http://user:secret@example.org/a?b=c#d', 'http://example.org/a'],
  ['<http://example.org/~jane/x>.', 'http://example.org/.'],
  ['see http://example.org/people/svanstrom, then', 'see http://example.org/, then'],
])('links lose what leads to a person: %s', (text, scrubbed) => {
  expect(scrubContacts(text, (word) => word === 'svanstrom')).toBe(scrubbed);
});

test('a link to a host that names a person leads nowhere', () => {
  expect(scrubContacts('http://www.svanstrom.com/x', (word) => word === 'svanstrom')).toMatch(
    /^https:\/\/link\.example\/\w+$/,
  );
});

test('names become the pseudonym’s, whichever way they are written', () => {
  expect(names('Thomas Svanstrom and THOMAS Q SVANSTROM met Svanström’s friend')).toBe(
    `${thomas?.given} ${thomas?.family} and ${thomas?.given} ${thomas?.family} met ${thomas?.family}’s friend`,
  );
  expect(names("O'Donoghue, tosva")).toBe(`${brian?.family}, ${thomas?.given}`);
});

test('a given name followed by an unknown family name is somebody else’s', () => {
  expect(names('Brian Eno, but Brian said')).toBe(`Brian Eno, but ${brian?.given} said`);
});

test('a name that is also a word counts where its bearer takes part and it stands as a name', () => {
  expect(names('Mark my words, Mark, mark them', ['mwelch@example.org'])).toBe(
    `Mark my words, ${mark?.given}, mark them`,
  );
  expect(names('ask Mark')).toBe('ask Mark');
});

test('an organisation is not a person', () => {
  expect(names('the Red Hat News today')).toBe('the Red Hat News today');
});

test.each([
  ['Doe, Jane', 'Jane Doe'],
  ['"Jane Doe" (E-mail)', 'Jane Doe'],
  ['Jane Doe - Computing', 'Jane Doe'],
])('tidies the name %s', (name, tidy) => {
  expect(tidyName(name)).toBe(tidy);
});
