import { cleanBody } from './clean-body.ts';
import { commonTopics, hashtags } from './hashtags.ts';
import { isDistinctive, knownNames, type KnownNames, personalName } from './known-names.ts';
import { hamMessages } from './messages.ts';
import type { Message } from './parse-message.ts';
import { type People, peopleOf } from './people.ts';
import { type Pseudonym, pseudonyms } from './pseudonym.ts';
import { scrubContacts } from './scrub-contacts.ts';
import { reflow } from './reflow.ts';
import { type Participants, scrubNames } from './scrub-names.ts';
import type { Draft } from './select.ts';
import { withoutContactBlock, withoutSignOff } from './sign-off.ts';
import { type Place, threads, topic } from './thread.ts';

/** All posts that the data set gives, oldest first, and the pseudonyms of their authors. */
export interface Source {
  readonly drafts: readonly Draft[];
  readonly pseudonyms: ReadonlyMap<string, Pseudonym>;
}

/** Mail that a program wrote: bug trackers, commit logs, delivery reports, scheduled jobs. */
const automatic = (message: Message): boolean =>
  /bugzilla|daemon|^(?:root|cron|anacron|mailer|mdaemon|postmaster)@|notify|-(?:request|admin|owner|bounces?)@/i.test(
    message.from.address,
  ) || /-(?:commits|cvs)$|^updates$/.test(message.list ?? '');

interface Scrubber {
  readonly scrub: (text: string, own: ReadonlySet<string>, participants: Participants) => string;
  readonly names: (word: string) => boolean;
}

function scrubber(known: KnownNames, pseudonymOf: (key: string) => Pseudonym | undefined): Scrubber {
  const names = (word: string): boolean => isDistinctive(word) && known.bearers(word).length > 0;
  const scrub = (text: string, own: ReadonlySet<string>, participants: Participants): string => {
    const contacts = scrubContacts(reflow(withoutSignOff(text, own)), names);
    return scrubNames(withoutContactBlock(contacts), known, pseudonymOf, participants).trim();
  };
  return { scrub, names };
}

const participantsOf = (
  messages: readonly Message[],
  places: ReadonlyMap<string, Place>,
  people: People,
): Map<string, Set<string>> => {
  const participants = new Map<string, Set<string>>();
  for (const message of messages) {
    const root = places.get(message.id)?.root ?? message.id;
    const some = participants.get(root) ?? new Set<string>();
    participants.set(root, some.add(people.of(message.from)));
  }
  return participants;
};

const worthReading = (text: string): boolean => (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2;

/** Reads the whole data set, which takes some seconds, and turns its mails into posts under pseudonyms. */
export async function readSource(): Promise<Source> {
  const messages = await hamMessages();
  const people = peopleOf(messages);
  const places = threads(messages);
  const participants = participantsOf(messages, places, people);
  const given = pseudonyms(people.all.keys());
  const known = knownNames(people.all.values());
  const { scrub, names } = scrubber(known, (key) => given.get(key));
  const openings = messages.filter((message) => places.get(message.id)?.root === message.id);
  const topics = commonTopics(
    openings.map((message) => topic(message.subject)),
    names,
  );
  const authors = new Map(messages.map((message) => [message.id, people.of(message.from)]));
  const seen = new Set<string>();
  const drafts = messages.flatMap((message): Draft[] => {
    const author = people.of(message.from);
    const { root, parent } = places.get(message.id) ?? { root: message.id, parent: undefined };
    const parentAuthor = authors.get(parent ?? '');
    const own = new Set([...(people.all.get(author)?.names ?? [])].flatMap(personalName));
    const present = [author, ...(parentAuthor === undefined ? [] : [parentAuthor]), ...(participants.get(root) ?? [])];
    const text = automatic(message) ? '' : scrub(cleanBody(message.text), own, present);
    if (!worthReading(text) || seen.has(`${author}\n${text}`)) return [];
    seen.add(`${author}\n${text}`);
    const title = parent === undefined ? scrub(topic(message.subject), own, present) : '';
    const tags = hashtags(message.list, topic(message.subject), topics);
    return [
      {
        id: message.id,
        author,
        root,
        parent,
        parentAuthor,
        title,
        text,
        sentAt: message.sentAt,
        tags,
      },
    ];
  });
  return { drafts, pseudonyms: given };
}
