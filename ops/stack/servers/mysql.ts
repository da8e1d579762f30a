import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mysql as fetched } from '../fetch/debs.ts';
import { loaded } from '../fetch/loader.ts';
import { ownFolder, writeWhole } from '../files.ts';
import { fingerprint } from '../places.ts';
import { ask } from '../probes.ts';
import { mustRun } from '../run.ts';
import { databases } from '../secrets.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import type { Command, Server } from './server.ts';

/** MySQL with row images, GTIDs and full durability, as the change-data pipeline needs it. */
export const mysql: Server = {
  name: 'mysql',
  title: `MySQL ${versions.mysql.split('.').slice(0, 2).join('.')}`,
  needs: [],
  ports: ['mysql'],
  address: ({ settings }) => `127.0.0.1:${settings.ports.mysql}`,
  prepare: async (stack, signal) => {
    const home = ownFolder(folder(stack), stack.serverUser, 0o700);
    writeWhole(join(home, 'my.cnf'), configuration(stack), 0o600, stack.serverUser);
    writeWhole(join(home, 'accounts.sql'), accounts(stack), 0o600, stack.serverUser);
    if (!existsSync(join(home, 'data'))) await initialise(stack, home, signal);
  },
  command: (stack) => mysqld(stack, [`--init-file=${join(folder(stack), 'accounts.sql')}`]),
  /** The greeting of protocol 10 comes only when the server accepts logins. */
  ready: async ({ settings }) => (await ask(settings.ports.mysql, ''))?.charCodeAt(4) === 10,
  startSeconds: 180,
  stopSeconds: 30,
  knownFailures: [
    {
      pattern: /Do you already have another mysqld server running on port: (\d+)/,
      cause: ([, port]) => `MySQL found port ${port ?? ''} taken.`,
      remedy: 'Use another: ./concord up --port mysql=13307',
    },
    {
      pattern: /No space left on device|Disk is full/,
      cause: () => 'MySQL found no space left on the disk.',
      remedy: 'Free some space; MySQL goes on by itself.',
    },
    {
      pattern: /Unable to lock .*ibdata1/,
      cause: () => 'Another MySQL still uses the same data folder.',
      remedy: 'Stop it (./concord down ends what is left of an earlier run).',
    },
  ],
};

const folder = ({ places }: Stack) => join(places.data, 'mysql');

const mysqld = (stack: Stack, args: readonly string[]): Command => {
  const root = join(stack.places.cache, fetched.folder);
  const command = loaded(root, 'usr/sbin/mysqld', [`--defaults-file=${join(folder(stack), 'my.cnf')}`, ...args]);
  return { ...command, env: { PATH: process.env['PATH'] }, cwd: folder(stack), user: stack.serverUser };
};

/** Where the administrator's socket lies; a path longer than the kernel allows (108 bytes) moves to the temporary folder. */
export const mysqlSocket = (stack: Stack): string => {
  const socket = join(folder(stack), 'mysql.sock');
  return socket.length < 100 ? socket : `/tmp/concord-${fingerprint(socket)}.sock`;
};

const initialise = async (stack: Stack, home: string, signal: AbortSignal) => {
  const unfinished = join(home, 'data.new');
  rmSync(unfinished, { recursive: true, force: true });
  const { file, args, env, user } = mysqld(stack, ['--initialize-insecure', `--datadir=${unfinished}`]);
  await mustRun('Making the MySQL data folder', file, args, { env, user, signal });
  renameSync(unfinished, join(home, 'data'));
};

/** Run at every start before the first login: passwords, databases and accounts come true again whatever happened before. */
export const accounts = ({ secrets, settings }: Stack): string => {
  const account = (name: string, password: string, rights: string[]) => [
    `CREATE USER IF NOT EXISTS '${name}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `ALTER USER '${name}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    ...rights.map((right) => `GRANT ${right} TO '${name}'@'127.0.0.1'`),
  ];
  const statements = [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secrets.mysqlRoot}'`,
    ...databases.flatMap((name) => [
      `CREATE DATABASE IF NOT EXISTS concord_${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`,
      ...account(`concord_${name}`, secrets.mysql[name], [`ALL ON \`concord\\_${name}\`.*`]),
    ]),
    ...account('concord_debezium', secrets.mysql.debezium, [
      'RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES ON *.*',
      'SELECT ON `concord\\_%`.*',
      'SELECT, INSERT, UPDATE, DELETE ON `concord\\_ops`.*', // of several patterns that match, MySQL uses one only
    ]),
    ...(settings.testAccount ? account('concord_test', secrets.mysql.test, ['ALL ON `t\\_%`.*']) : []),
  ];
  return `${statements.join(';\n')};\n`;
};

const configuration = (stack: Stack): string => {
  const root = join(stack.places.cache, fetched.folder, 'usr');
  return `[mysqld]
basedir            = ${root}
plugin_dir         = ${root}/lib/mysql/plugin
lc_messages_dir    = ${root}/share/mysql
character_sets_dir = ${root}/share/mysql/charsets
datadir            = ${folder(stack)}/data
socket             = ${mysqlSocket(stack)}
pid_file           = ${folder(stack)}/mysqld.pid
secure_file_priv   = NULL
bind_address       = 127.0.0.1
port               = ${stack.settings.ports.mysql}
mysqlx             = 0
skip_name_resolve  = ON
default_time_zone  = '+00:00'
server_id          = 1
log_bin            = binlog
binlog_row_image   = FULL
gtid_mode          = ON
enforce_gtid_consistency = ON
binlog_expire_logs_seconds = 604800
binlog_error_action = ABORT_SERVER
sync_binlog        = 1
innodb_flush_log_at_trx_commit = 1
performance_schema = OFF
innodb_buffer_pool_size = ${stack.settings.memory === 'small' ? '128M' : '256M'}
innodb_redo_log_capacity = 128M
max_connections    = 200
`;
};
