import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { writeWhole } from './files.ts';
import type { Places } from './places.ts';
import { databases, type Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

export type Environment = Record<string, string>;

/** Who tries something out does not want to wait two minutes for its mail. */
const mailDelayMs = 5_000;

/** The variables by which the services find and enter the servers of a stack. */
export const environment = ({ ports, name, testAccount }: Settings, secrets: Secrets): Environment => {
  const mysql = (account: string, password: string, database: string) =>
    `mysql://${account}:${password}@127.0.0.1:${ports.mysql}/${database}`;
  return {
    CONCORD_STACK: name,
    CONCORD_HOST: '127.0.0.1',
    CONCORD_PORT: String(ports.gateway),
    CONCORD_INTERNAL_PORT: String(ports.internal),
    CONCORD_INDEXER_PORT: String(ports.indexer),
    CONCORD_ISSUER: `http://127.0.0.1:${ports.gateway}`,
    ...Object.fromEntries(
      databases.map((database) => [
        `CONCORD_${database.toUpperCase()}_DATABASE_URL`,
        mysql(`concord_${database}`, secrets.mysql[database], `concord_${database}`),
      ]),
    ),
    ...(testAccount ? { CONCORD_TEST_DATABASE_URL: mysql('concord_test', secrets.mysql.test, '') } : {}),
    CONCORD_MYSQL_HOST: '127.0.0.1',
    CONCORD_MYSQL_PORT: String(ports.mysql),
    CONCORD_KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    CONCORD_REDIS_URL: `redis://:${secrets.redis}@127.0.0.1:${ports.redis}/0`,
    CONCORD_ELASTICSEARCH_URL: `http://elastic:${secrets.elasticsearch}@127.0.0.1:${ports.elasticsearch}`,
    CONCORD_CONNECT_URL: `http://127.0.0.1:${ports.connect}`,
    CONCORD_INTERNAL_SECRET: secrets.internal,
    CONCORD_CURSOR_SECRET: secrets.cursor,
    CONCORD_OPERATOR_TOKEN: secrets.operator,
    CONCORD_PUBLIC_URL: `http://127.0.0.1:${ports.signIn}`,
    CONCORD_SMTP_URL: `smtp://127.0.0.1:${ports.mail}`,
    CONCORD_MAIL_FROM: 'Concord <concord@concord.local>',
    CONCORD_MAIL_DELAY_MS: String(mailDelayMs),
    CONCORD_VAPID_PUBLIC_KEY: secrets.vapid.publicKey,
    CONCORD_VAPID_PRIVATE_KEY: secrets.vapid.privateKey,
    CONCORD_SIGNING_KEYS: JSON.stringify(secrets.signingKeys),
  };
};

/** Writes the variables to the stack's file, for its owner only; it can be read by a shell (`set -a; . .concord/env`) and by Node. */
export const writeEnvironment = (places: Places, variables: Environment): void => {
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  writeWhole(places.environmentFile, `${lines.join('\n')}\n`, 0o600);
};

/** The variables of the stack's file; empty when there is none. */
export const readEnvironment = (places: Places): Record<string, string | undefined> =>
  existsSync(places.environmentFile) ? parseEnv(readFileSync(places.environmentFile, 'utf8')) : {};
