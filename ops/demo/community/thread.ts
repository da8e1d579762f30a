import type { Message } from './parse-message.ts';

/** A message's place in its conversation. */
export interface Place {
  /** The message that opened the conversation. */
  readonly root: string;
  /** The message that this one answers, if it is known. */
  readonly parent: string | undefined;
}

const prefix = /^(?:\s*(?:(?:re|aw|sv|antw|fwd?|fw)(?:\[\d+\]|\^\d+)?\s*:|\[[^\]]{1,30}\]|\(fwd\)))+\s*/i;

/** What a conversation is about: the subject without Re:, Fwd: and [list]. */
export const topic = (subject: string): string =>
  subject
    .replace(prefix, '')
    .replace(/\s*\((?:was|re|fwd)\b.*$/i, '')
    .trim();

const isReply = (subject: string): boolean =>
  /^\s*(?:\[[^\]]+\]\s*)?(?:re|aw|sv|antw)(?:\[\d+\]|\^\d+)?\s*:/i.test(subject);

/** A reply without usable references answers what was last said on the topic, if that is not older. */
const memory = 21 * 24 * 3600 * 1000;

/** Each message's place; `messages` come oldest first. In-Reply-To and References count, then the subject. */
export function threads(messages: readonly Message[]): Map<string, Place> {
  const known = new Map(messages.map((message) => [message.id, message]));
  const places = new Map<string, Place>();
  const latest = new Map<string, Message>();
  for (const message of messages) {
    const about = `${message.list ?? ''} ${topic(message.subject).toLowerCase()}`;
    const before = latest.get(about);
    const spoken =
      before && isReply(message.subject) && message.sentAt.getTime() - before.sentAt.getTime() < memory
        ? before.id
        : undefined;
    const parent = message.answers.find((id) => known.has(id) && id !== message.id && places.has(id)) ?? spoken;
    places.set(message.id, { parent, root: places.get(parent ?? '')?.root ?? message.id });
    latest.set(about, message);
  }
  return places;
}
