import type { Knex } from '@concord/platform';

/** The tables by which visibility is decided, as every service names them. */
export const tables = { people: 'people', relations: 'relations' } as const;

/** The copy of state.user.profiles; called by the migration of a service that keeps one. */
export const peopleTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE people (
    id BIGINT NOT NULL PRIMARY KEY,
    username VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    display_name VARCHAR(80) NOT NULL,
    avatar_url VARCHAR(2048) NULL,
    status ENUM('active', 'suspended', 'banned', 'deleted') NOT NULL,
    profile_visibility ENUM('public', 'followers', 'friends', 'private') NOT NULL,
    version BIGINT NOT NULL,
    KEY people_username (username)
  ) COMMENT 'copy of state.user.profiles'`);

/** The copy of state.user.relations; called by the migration of a service that keeps one. */
export const relationsTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE relations (
    viewer_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    follows TINYINT(1) NOT NULL,
    friend TINYINT(1) NOT NULL,
    blocks TINYINT(1) NOT NULL,
    blocked_by TINYINT(1) NOT NULL,
    mutes TINYINT(1) NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, author_id)
  ) COMMENT 'copy of state.user.relations'`);
