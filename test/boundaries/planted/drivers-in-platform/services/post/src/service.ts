export type { Pool } from 'mysql2'; // planted
export type { Knex } from 'knex'; // planted
export { Kafka } from 'kafkajs'; // planted
export { Redis } from 'ioredis'; // planted
