import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files.ts';
import { accepts } from '../probes.ts';
import { mustRun } from '../run.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import { classPath, jvm, jvmFolder, keepClassData } from './jvm.ts';
import type { Server } from './server.ts';

/** One Kafka broker that is its own controller (KRaft). */
export const kafka: Server = {
  name: 'kafka',
  title: `Kafka ${versions.kafka}`,
  needs: [],
  ports: ['kafka', 'controller'],
  address: ({ settings }) => `127.0.0.1:${settings.ports.kafka}`,
  prepare: async (stack, signal) => {
    const home = jvmFolder(stack, 'kafka');
    writeWhole(join(home, 'server.properties'), configuration(stack, join(home, 'data')), 0o600, stack.serverUser);
    if (!existsSync(join(home, 'data'))) await format(stack, home, signal);
  },
  command: (stack) =>
    jvm(stack, {
      part: 'kafka',
      mainClass: 'kafka.Kafka',
      args: [join(folder(stack), 'server.properties')],
      heap: stack.settings.memory === 'small' ? ['128m', '256m'] : ['256m', '512m'],
      logLevel: 'WARN',
    }),
  ready: ({ settings }) => accepts(settings.ports.kafka),
  stopped: (stack) => {
    keepClassData(stack, 'kafka');
  },
  startSeconds: 180,
  stopSeconds: 60,
  knownFailures: [
    {
      pattern: /Socket server failed to bind to [^:]*:(\d+)/,
      cause: ([, port]) => `Kafka found port ${port ?? ''} taken.`,
      remedy: 'Use others: ./concord up --port kafka=19094 --port controller=19095',
    },
    {
      pattern: /No space left on device/,
      cause: () => 'Kafka found no space left on the disk.',
      remedy: 'Free some space; Kafka is restarted by itself.',
    },
    {
      pattern: /java\.lang\.OutOfMemoryError/,
      cause: () => 'Kafka ran out of its heap.',
      remedy: 'Start without --small.',
    },
  ],
};

const folder = ({ places }: Stack) => join(places.data, 'kafka');

/** Any 16 bytes in base64url that do not begin with a dash. */
const clusterId = 'Y29uY29yZC1sb2NhbC0wMQ';

const format = async (stack: Stack, home: string, signal: AbortSignal) => {
  const unfinished = join(home, 'data.new');
  rmSync(unfinished, { recursive: true, force: true });
  const file = join(home, 'format.properties');
  writeWhole(file, configuration(stack, unfinished), 0o600, stack.serverUser);
  await mustRun(
    'Formatting Kafka’s folder',
    join(stack.java.home, 'bin/java'),
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-cp',
      classPath(stack),
      'kafka.tools.StorageTool',
      'format',
      '-t',
      clusterId,
      '-c',
      file,
    ],
    { env: { PATH: process.env['PATH'] }, user: stack.serverUser, cwd: home, signal },
  );
  renameSync(unfinished, join(home, 'data'));
};

const configuration = ({ settings: { ports } }: Stack, data: string): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${ports.controller}
listeners=PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${ports.kafka}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=${data}
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
num.partitions=1
num.network.threads=2
num.io.threads=2
log.retention.ms=-1
log.cleaner.max.compaction.lag.ms=604800000
log.cleaner.dedupe.buffer.size=16777216
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
group.min.session.timeout.ms=1000
`;
