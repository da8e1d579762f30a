import { request } from 'undici';

/** More than any provider answers with; what is longer is not read. */
const mostBytes = 65_536;

/** A request as the `oauth` package describes it. */
export interface Asked {
  readonly secure: boolean;
  readonly host: string;
  readonly port: string | number | null;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

export interface Told {
  readonly statusCode: number;
  readonly data: string;
}

/** What undici sets itself. */
const own = new Set(['host', 'content-length']);

const textOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Asks a provider, follows nothing, and gives up when `signal` says so, whatever has arrived until then. */
export const ask = async ({ secure, host, port, path, ...asked }: Asked, signal: AbortSignal): Promise<Told> => {
  const headers = Object.entries(asked.headers).filter(([name]) => !own.has(name.toLowerCase()));
  const { statusCode, body } = await request(
    `${secure ? 'https' : 'http'}://${host}${port === null ? '' : `:${port}`}${path}`,
    {
      method: asked.method as 'GET',
      headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      ...(asked.body !== '' && { body: asked.body }),
      signal,
    },
  );
  return { statusCode, data: await textOf(body) };
};
