import { createECDH, generateKeyPairSync, randomBytes, randomUUID, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './files.ts';
import type { Places } from './places.ts';

/** The MySQL databases of the platform; each has a user of the same name. */
export const databases = [
  'auth',
  'user',
  'post',
  'comment',
  'reaction',
  'notification',
  'engagement',
  'moderation',
  'ops',
] as const;
export type Database = (typeof databases)[number];

export type Secrets = {
  mysqlRoot: string;
  mysql: Record<Database | 'debezium' | 'test', string>;
  redis: string;
  elasticsearch: string;
  internal: string;
  cursor: string;
  operator: string;
  signingKeys: JsonWebKey[];
  /** For Web Push: both parts in base64url. */
  vapid: { publicKey: string; privateKey: string };
};

/** The passwords and keys of a data folder, made at random the first time; readable by their owner only. */
export const secrets = (places: Places): Secrets => {
  const file = join(places.data, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const complete = { ...made(), ...kept, mysql: { ...made().mysql, ...kept.mysql } };
  mkdirSync(places.data, { recursive: true });
  writeWhole(file, JSON.stringify(complete, undefined, 2), 0o600);
  return complete;
};

const made = (): Secrets => ({
  mysqlRoot: password(),
  mysql: Object.fromEntries([...databases, 'debezium', 'test'].map((name) => [name, password()])) as Secrets['mysql'],
  redis: password(),
  elasticsearch: password(),
  internal: password(),
  cursor: password(),
  operator: password(),
  signingKeys: [signingKey()],
  vapid: vapidKeys(),
});

/** 192 random bits in letters that need no quoting in URLs, SQL or property files. */
export const password = () => randomBytes(24).toString('hex');

/** A key pair of VAPID (RFC 8292): a point of P-256, uncompressed, and its number. */
export const vapidKeys = (): Secrets['vapid'] => {
  const ecdh = createECDH('prime256v1');
  const publicKey = ecdh.generateKeys();
  const privateKey = Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()]).subarray(-32);
  return { publicKey: publicKey.toString('base64url'), privateKey: privateKey.toString('base64url') };
};

/** A private ES256 key that can sign access tokens. */
export const signingKey = (): JsonWebKey => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  kid: randomUUID(),
  alg: 'ES256',
  use: 'sig',
});
