import type { Mailbox, Message } from './parse-message.ts';

/** Someone who wrote or received a mail, under all the addresses and spellings of the name that were seen. */
export interface Sender {
  /** Stands for the person throughout: the first of the addresses in alphabetical order. */
  readonly key: string;
  readonly names: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  /** Messages written; 0 for those who only received. */
  readonly written: number;
}

const letters = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** "Doe, Jane" and "Jane Doe (E-mail)" as "Jane Doe". */
export function tidyName(name: string): string {
  const bare = name
    .replace(/\(.*?\)|\[.*?\]|["<>]/g, ' ')
    .replace(/ - .*$/, ' ')
    .replace(/\S+@\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [family, given, ...more] = bare.split(/\s*,\s*/);
  return family && given && more.length === 0 ? `${given} ${family}` : bare;
}

/** One address that many senders share (a gateway from feeds to mail) tells people apart by their names. */
const shared = /^(?:rssfeeds|rssfeedz|nobody|noreply)@/;

const identity = ({ name, address }: Mailbox): string =>
  shared.test(address) ? `${letters(name)} ${address}` : address;

const fullName = (name: string): string | undefined => {
  const words = letters(name).match(/\p{L}{2,}/gu) ?? [];
  return words.length >= 2 ? words.join(' ') : undefined;
};

/** Union of keys; each set is represented by its least member. */
class Groups {
  readonly #parents = new Map<string, string>();

  find(key: string): string {
    const parent = this.#parents.get(key) ?? key;
    return parent === key ? key : this.find(parent);
  }

  join(one: string, other: string): void {
    const [least = one, most = other] = [this.find(one), this.find(other)].sort();
    this.#parents.set(most, least);
  }
}

export interface People {
  readonly of: (mailbox: Mailbox) => string;
  readonly all: ReadonlyMap<string, Sender>;
}

/** Who is who: mailboxes with the same address, or the same name of two words or more, are one person. */
export function peopleOf(messages: readonly Message[]): People {
  const groups = new Groups();
  const byName = new Map<string, string>();
  const mailboxes = messages.flatMap((message) => [message.from, ...message.recipients]);
  for (const mailbox of mailboxes) {
    const key = identity(mailbox);
    const name = shared.test(mailbox.address) ? undefined : fullName(tidyName(mailbox.name));
    if (name !== undefined) groups.join(key, byName.get(name) ?? key);
    if (name !== undefined) byName.set(name, groups.find(key));
  }
  const all = new Map<string, { key: string; names: Set<string>; addresses: Set<string>; written: number }>();
  const add = (mailbox: Mailbox, written: number): void => {
    const key = groups.find(identity(mailbox));
    const person = all.get(key) ?? { key, names: new Set(), addresses: new Set(), written: 0 };
    person.names.add(tidyName(mailbox.name));
    person.addresses.add(mailbox.address);
    person.written += written;
    all.set(key, person);
  };
  for (const message of messages) {
    add(message.from, 1);
    for (const recipient of message.recipients) add(recipient, 0);
  }
  return { of: (mailbox) => groups.find(identity(mailbox)), all };
}
