import { join } from 'node:path';
import { kafka as fetched } from '../fetch/kafka.ts';
import { writeWhole } from '../files.ts';
import { get } from '../probes.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import { jvm, jvmFolder, keepClassData } from './jvm.ts';
import type { Server } from './server.ts';

/** Kafka Connect with Debezium. Connectors name their secrets as `${env:CONCORD_DEBEZIUM_…}`, so no password stands in a connector. */
export const connect: Server = {
  name: 'connect',
  title: `Debezium ${versions.debezium.split('.').slice(0, 2).join('.')}`,
  needs: ['kafka', 'mysql'],
  ports: ['connect'],
  address: ({ settings }) => `127.0.0.1:${settings.ports.connect}`,
  prepare: (stack) => {
    const home = jvmFolder(stack, 'connect');
    writeWhole(join(home, 'worker.properties'), configuration(stack), 0o600, stack.serverUser);
    return Promise.resolve();
  },
  command: (stack) =>
    jvm(stack, {
      part: 'connect',
      mainClass: 'org.apache.kafka.connect.cli.ConnectDistributed',
      args: [join(folder(stack), 'worker.properties')],
      heap: stack.settings.memory === 'small' ? ['128m', '384m'] : ['256m', '768m'],
      logLevel: 'INFO',
      env: {
        CONCORD_DEBEZIUM_MYSQL_HOST: '127.0.0.1',
        CONCORD_DEBEZIUM_MYSQL_PORT: String(stack.settings.ports.mysql),
        CONCORD_DEBEZIUM_KAFKA_BROKERS: `127.0.0.1:${stack.settings.ports.kafka}`,
        CONCORD_DEBEZIUM_USER: 'concord_debezium',
        CONCORD_DEBEZIUM_PASSWORD: stack.secrets.mysql.debezium,
      },
    }),
  ready: async ({ settings }) => (await get(`http://127.0.0.1:${settings.ports.connect}/connectors`))?.status === 200,
  stopped: (stack) => {
    keepClassData(stack, 'connect');
  },
  startSeconds: 180,
  stopSeconds: 60,
  knownFailures: [
    {
      pattern: /Failed to bind to [^:]*:(\d+)|Address already in use/,
      cause: ([, port]) => `Kafka Connect found port ${port ?? ''} taken.`,
      remedy: 'Use another: ./concord up --port connect=18084',
    },
    {
      pattern: /java\.lang\.OutOfMemoryError/,
      cause: () => 'Kafka Connect ran out of its heap.',
      remedy: 'Start without --small.',
    },
  ],
};

const folder = ({ places }: Stack) => join(places.data, 'connect');

const configuration = ({ places, settings: { ports } }: Stack): string => `bootstrap.servers=127.0.0.1:${ports.kafka}
group.id=connect-1
listeners=http://127.0.0.1:${ports.connect}
plugin.path=${join(places.cache, fetched.folder, 'plugins')}
plugin.discovery=service_load
key.converter=org.apache.kafka.connect.json.JsonConverter
value.converter=org.apache.kafka.connect.json.JsonConverter
key.converter.schemas.enable=false
value.converter.schemas.enable=false
config.providers=env
config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
config.providers.env.param.allowlist.pattern=CONCORD_DEBEZIUM_.*
config.storage.topic=_connect-configs
offset.storage.topic=_connect-offsets
status.storage.topic=_connect-status
config.storage.replication.factor=1
offset.storage.replication.factor=1
status.storage.replication.factor=1
offset.storage.partitions=1
status.storage.partitions=1
offset.flush.interval.ms=1000
scheduled.rebalance.max.delay.ms=0
session.timeout.ms=3000
heartbeat.interval.ms=500
connector.client.config.override.policy=All
`;
