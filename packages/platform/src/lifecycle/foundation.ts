import { cursorSealer, type Cursors } from '../pages/cursor.ts';
import { leaseIds, type Ids } from '../ids/ids.ts';
import { openKafka } from '../kafka/kafka.ts';
import { databasePart, openDatabase, type Db } from '../mysql/database.ts';
import type { Consumer } from '../streams/consumer.ts';
import { runConsumers, type Consumers } from '../streams/run-consumers.ts';
import type { Part } from './part.ts';

export interface FoundationOptions {
  /** Of the service: names its Kafka client and its group of consumers. */
  readonly name: string;
  readonly databaseUrl: string;
  /** Connections to MySQL at the most; 10 unless told. */
  readonly poolSize?: number;
  readonly brokers: readonly string[];
  readonly cursorSecret: string;
  /** The machine's unless told. */
  readonly clock?: Foundation['clock'];
  /** What the service does with its streams. */
  consumers(common: Pick<Foundation, 'ids' | 'clock'>): readonly Consumer[];
}

export interface Foundation {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: { now(): Date };
  readonly copies: Consumers;
  readonly cursors: Cursors;
  /** What it runs, in the order of starting. */
  readonly parts: readonly Part[];
}

/** What every service that follows streams stands on; connects when its parts start. */
export const foundation = (options: FoundationOptions): Foundation => {
  const { name, databaseUrl, poolSize = 10, brokers, cursorSecret, clock = { now: () => new Date() } } = options;
  const db = openDatabase(databaseUrl, { poolSize });
  const kafka = openKafka({ brokers, clientId: `concord-${name}` });
  const ids = leaseIds(db);
  const copies = runConsumers({ service: name, db, kafka, consumers: options.consumers({ ids, clock }) });
  const parts = [databasePart(db), ids, kafka, copies];
  return { db, ids, clock, copies, cursors: cursorSealer(cursorSecret), parts };
};
