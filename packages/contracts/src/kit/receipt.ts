import type { StateStream } from './stream.ts';

/** What a write tells of the captured row that it changed; by it a copy of the stream can tell whether it holds the write. */
export interface Receipt {
  /** `<service>.<table>`. */
  readonly stream: string;
  /** The row's primary key, its columns joined by `:`. */
  readonly key: string;
  readonly version: number;
}

/** As many as a request may wait for. */
export const mostReceipts = 5;

/** The name of a stream in receipts. */
export const streamName = ({ service, table }: StateStream): string => `${service}.${table}`;

export const receipt = (
  stream: StateStream,
  key: string | number | readonly (string | number)[],
  version: number,
): Receipt => ({ stream: streamName(stream), key: [key].flat().join(':'), version });

/** One receipt as the gateway gives it out: sealed for the account that wrote. */
export const sealedReceiptPattern = /^[A-Za-z0-9_-]{50,300}$/;

/** `post.posts:123:4`, several with commas between: between services, see `sealedReceiptPattern`. */
export const formatReceipts = (receipts: readonly Receipt[]): string =>
  receipts.map(({ stream, key, version }) => `${stream}:${key}:${String(version)}`).join(', ');

const one = /^([a-z]{1,20}\.[a-z_]{1,40}):([A-Za-z0-9_-]{1,32}(?::[A-Za-z0-9_-]{1,32}){0,2}):([1-9][0-9]{0,14})$/;

/** Reads what `formatReceipts` wrote; null for anything else, and for more than may be waited for. */
export const parseReceipts = (text: string): Receipt[] | null => {
  const found = text.split(',', mostReceipts + 1).map((part) => one.exec(part.trim()));
  if (found.length > mostReceipts) return null;
  const receipts = found.flatMap((match) =>
    match === null ? [] : [{ stream: match[1] as string, key: match[2] as string, version: Number(match[3]) }],
  );
  return receipts.length === found.length ? receipts : null;
};
