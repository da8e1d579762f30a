const onsets = ['b', 'br', 'c', 'd', 'f', 'g', 'gr', 'l', 'm', 'n', 'p', 'pl', 'r', 's', 'st', 't', 'tr', 'v', 'w'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou'];
const codas = ['', 'l', 'n', 'r', 's', 'st', 'nd', 't'];

const syllable = (number: number): string => {
  const pick = (from: readonly string[], by: number) => from[Math.floor(by) % from.length] ?? '';
  return (
    pick(onsets, number) + pick(vowels, number / onsets.length) + pick(codas, number / (onsets.length * vowels.length))
  );
};

/** A vocabulary of 4,000 words that can be pronounced. */
const words = Array.from({ length: 4_000 }, (_, index) => syllable(index * 7) + syllable(index * 13 + 5));

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A post of 20 to 60 words, frequent ones more often (Zipf's law), so that the index has to do about what real text costs. */
export const postText = (random: () => number): string => {
  const length = 20 + Math.floor(random() * 40);
  return Array.from({ length }, () => words[Math.floor(words.length ** random()) - 1] ?? '').join(' ');
};
