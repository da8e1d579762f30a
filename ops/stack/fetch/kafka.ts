import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { downloadSizes, versions } from '../versions.ts';
import { maven } from './maven.ts';
import type { FetchPart } from './part.ts';

/** Kafka and Kafka Connect (one set of libraries) with Debezium's MySQL connector as a plugin. */
export const kafka: FetchPart = {
  name: 'kafka',
  servers: ['kafka', 'connect'],
  title: 'Kafka, Connect and Debezium',
  folder: `kafka-${versions.kafka}-debezium-${versions.debezium}`,
  byMaven: true,
  bytes: downloadSizes.kafka,
  fetch: async (context) => {
    const properties = {
      out: context.into,
      'kafka.version': versions.kafka,
      'debezium.version': versions.debezium,
      'log4j.version': versions.log4jBinding,
    };
    await maven('kafka', 'process-resources', properties, context);
    const plugin = join(context.into, 'plugins/debezium-connector-mysql');
    const complete =
      existsSync(join(context.into, `lib/kafka_2.13-${versions.kafka}.jar`)) &&
      existsSync(plugin) &&
      readdirSync(plugin).includes(`debezium-connector-mysql-${versions.debezium}.jar`);
    if (!complete)
      throw new Failure({
        cause: 'Kafka or Debezium was fetched but is not complete.',
        remedy: 'Run the command again.',
      });
  },
};
