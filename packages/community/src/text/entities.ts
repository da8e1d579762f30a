import twitter from 'twitter-text';
import { Tag } from '@concord/contracts';

/** How many hashtags a post carries, and how many people it mentions; further ones stay plain text. */
export const mostTags = 20;
export const mostMentions = 50;

/** A hashtag's one form: NFKC (UAX #15), lower case, without joiners and marks that only some keyboards write. */
export const normalTag = (tag: string): string =>
  tag
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}_]/gu, '');

/**
 * The hashtags of a text in their normal form, each once, in the order of the text. What a hashtag is in which script is decided by
 * twitter-text and its conformance suite; hashtags within addresses are none.
 */
export const tagsIn = (text: string): string[] => {
  // Our own look for addresses: twitter-text's takes 350 ms for a hostile text of 5,000 characters, this one 3 ms.
  const found = extractHashtags(text, { checkUrlOverlap: false });
  const normal = outsideAddresses(text, found).map(({ hashtag }) => normalTag(hashtag));
  return [...new Set(normal.filter((tag) => Tag.safeParse(tag).success))];
};

/** The tags that a post carries: those given for it, then those of its text. */
export const tagsOf = (given: readonly string[], text: string): string[] => {
  const all = [...given.map(normalTag), ...tagsIn(text)];
  return [...new Set(all.filter((tag) => tag !== ''))].slice(0, mostTags);
};

/**
 * The usernames that a text mentions, in lower case, each once. By the rules of twitter-text's conformance suite (what may stand before
 * and after a mention), but with our usernames of 3 to 30 characters in place of its 20.
 */
export const namesIn = (text: string): string[] => {
  const found = [...text.matchAll(mention)].map(({ 0: match, 1: name = '', index }) => {
    const end = index + match.length;
    return { name: name.toLowerCase(), indices: [end - name.length - 1, end] as const };
  });
  return [...new Set(outsideAddresses(text, found).map(({ name }) => name))].slice(0, mostMentions);
};

const mention =
  /(?:^|[^a-z0-9_!#$%&*@＠]|(?:^|[^a-z0-9_+~.-])rt:?)[@＠]([a-z0-9_]{3,30})(?![\p{Script=Latin}\p{M}0-9_@＠]|:\/\/)/giu;

/** `https://…`, or a domain name with a path, up to white space or CJK punctuation. Every quantifier before the path is bounded. */
const address = /(?:https?:\/\/|[a-z0-9-]{1,63}\.[a-z]{2,24}\/)[^\s\u3000-\u303f\uff01-\uff0f]*/giu;

interface Placed {
  readonly indices: readonly [number, number];
}

const outsideAddresses = <T extends Placed>(text: string, placed: readonly T[]): T[] => {
  const addresses = [...text.matchAll(address)].map(({ 0: match, index }) => ({
    from: index,
    to: index + match.length,
  }));
  return placed.filter(({ indices: [start] }) => !addresses.some(({ from, to }) => from <= start && start < to));
};

/** `@types/twitter-text` does not know the options that the library takes. */
const extractHashtags = twitter.extractHashtagsWithIndices as (
  text: string,
  options: { checkUrlOverlap: boolean },
) => { hashtag: string; indices: [number, number] }[];
