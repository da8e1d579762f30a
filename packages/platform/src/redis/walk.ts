import { Redis as Client } from 'ioredis';

export interface RedisEntry {
  readonly key: string;
  /** What it holds, as text; all members of what holds many. */
  readonly value: string;
}

const valueOf = async (client: Client, key: string): Promise<string> => {
  switch (await client.type(key)) {
    case 'string':
      return (await client.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await client.hgetall(key));
    case 'list':
      return JSON.stringify(await client.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await client.smembers(key));
    case 'zset':
      return JSON.stringify(await client.zrange(key, 0, '-1'));
    default:
      return '';
  }
};

/** Every key of `redis://:password@host:port/database` that is there all the time; for tools. One that comes meanwhile may be missed. */
export async function* walkRedis(url: string): AsyncGenerator<RedisEntry> {
  const client = new Client(url, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 10_000,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let cursor = '0';
    do {
      const [next, keys] = await client.scan(cursor, 'COUNT', 1_000);
      cursor = next;
      for (const key of keys) yield { key, value: await valueOf(client, key) };
    } while (cursor !== '0');
  } finally {
    client.disconnect();
  }
}
