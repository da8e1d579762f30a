/** The versions this product is tested with. `docker-compose.yml` names the same ones. */
export const versions = {
  node: '24.21.0',
  mysql: '9.7.4',
  redis: '8.0',
  kafka: '4.3.1',
  debezium: '3.6.1.Final',
  elasticsearch: '8.19.8',
  /** Release of the package that carries Elastic's own modules of exactly the build above. */
  elasticsearchModules: '26.1.0.118079',
  log4jBinding: '2.25.4',
  java: { oldest: 17, newest: 25 },
} as const;

/** What a first fetch downloads, in bytes: measured, used for progress and for the check of free disk. */
export const downloadSizes = {
  java: 60e6,
  mysql: 74e6,
  redis: 22e6,
  kafka: 109e6,
  elasticsearch: 1016e6,
} as const;

/** Disk needed while everything is being fetched and unpacked, and for some days of data. */
export const diskNeeded = 4e9;

/** Memory the whole platform takes under load; below it `up` refuses (`small` is what `--small` needs). */
export const memoryNeeded = { normal: 3.2e9, small: 2.2e9 } as const;
