import type { ElsewhereFacts } from './facts.ts';

/** Where something of a person may be that is no table, index, topic or key of ours. */
export const elsewhere: readonly ElsewhereFacts[] = [
  {
    place: 'MySQL’s binary log',
    holds: 'Every row as it was before and after each change, for Debezium and for recovery',
    kept: '7 days (`binlog_expire_logs_seconds`)',
  },
  {
    place: 'Older values in compacted topics',
    holds: 'What a row said before its latest change; read by nobody but who reads the topic from its beginning',
    kept: '7 days until the next change in the partition makes Kafka compact them (`max.compaction.lag.ms`)',
  },
  {
    place: 'Logs of the processes',
    holds: 'Ids of accounts and addresses of requests; never a text, an e-mail address, a password or a token',
    kept: 'As long as whoever runs Concord keeps them; the local stack keeps one earlier file of each',
  },
  {
    place: 'Backups',
    holds: 'Everything of the databases at their time',
    kept: 'Concord makes none. After restoring one, deletions that it does not know are to be done again',
  },
  {
    place: 'Receivers of e-mail and push messages',
    holds: 'What was sent',
    kept: 'Out of reach; the local stack’s mail folder goes with `./concord reset`',
  },
];
