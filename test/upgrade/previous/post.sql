CREATE TABLE `canary_copy` (
  `id` bigint NOT NULL,
  `beat_at` datetime(3) NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `consumed_events` (
  `consumer` varchar(128) NOT NULL,
  `event_id` varchar(64) NOT NULL,
  `consumed_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`consumer`,`event_id`),
  KEY `consumed_events_age` (`consumed_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `id_workers` (
  `worker` tinyint unsigned NOT NULL,
  `holder` char(36) DEFAULT NULL,
  `leased_until` datetime(3) NOT NULL,
  `used_until` bigint NOT NULL COMMENT 'ms since 1970: no id was made with a later time',
  PRIMARY KEY (`worker`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `narrowings` (
  `user_id` bigint NOT NULL,
  `active` tinyint(1) NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `outbox` (
  `id` char(36) NOT NULL,
  `aggregatetype` varchar(64) NOT NULL,
  `aggregateid` varchar(64) NOT NULL,
  `type` varchar(128) NOT NULL,
  `payload` json NOT NULL,
  `traceparent` char(55) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `people` (
  `id` bigint NOT NULL,
  `username` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `display_name` varchar(80) NOT NULL,
  `avatar_url` varchar(2048) DEFAULT NULL,
  `status` enum('active','suspended','banned','deleted') NOT NULL,
  `profile_visibility` enum('public','followers','friends','private') NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `people_username` (`username`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='copy of state.user.profiles';
CREATE TABLE `posts` (
  `id` bigint NOT NULL,
  `user_id` bigint NOT NULL,
  `content` text NOT NULL,
  `media` json NOT NULL,
  `location` varchar(100) DEFAULT NULL,
  `audience` enum('public','followers','friends','private') NOT NULL,
  `reach` enum('public','followers','friends','private','none') NOT NULL COMMENT 'how far the author lets anything reach; queries here join people instead',
  `tags` json NOT NULL,
  `mentions` json NOT NULL COMMENT 'ids of people',
  `like_count` int NOT NULL DEFAULT '0',
  `comment_count` int NOT NULL DEFAULT '0',
  `share_count` int NOT NULL DEFAULT '0',
  `is_published` tinyint(1) NOT NULL DEFAULT '1',
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  `deleted_at` datetime(3) DEFAULT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `posts_by_author` (`user_id`,`deleted_at`,`id`,`is_published`,`audience`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `reach_changes` (
  `user_id` bigint NOT NULL,
  `requested` int NOT NULL COMMENT 'raised by every change of the author; what began under a lower number is not the end',
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='authors whose posts do not all carry their reach yet; not captured';
CREATE TABLE `relations` (
  `viewer_id` bigint NOT NULL,
  `author_id` bigint NOT NULL,
  `follows` tinyint(1) NOT NULL,
  `friend` tinyint(1) NOT NULL,
  `blocks` tinyint(1) NOT NULL,
  `blocked_by` tinyint(1) NOT NULL,
  `mutes` tinyint(1) NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`viewer_id`,`author_id`),
  KEY `relations_feed` (`viewer_id`,`follows`,`friend`,`author_id`,`blocks`,`blocked_by`,`mutes`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='copy of state.user.relations';
CREATE TABLE `stream_positions` (
  `topic` varchar(128) NOT NULL,
  `partition_number` int NOT NULL,
  `behind_at` datetime(3) DEFAULT NULL COMMENT 'commit time of the last change applied while more are known to wait; null when none wait',
  PRIMARY KEY (`topic`,`partition_number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
INSERT INTO `id_workers` (worker, leased_until, used_until) VALUES
(0, '1970-01-01 00:00:00', 0),(1, '1970-01-01 00:00:00', 0),(2, '1970-01-01 00:00:00', 0),(3, '1970-01-01 00:00:00', 0),(4, '1970-01-01 00:00:00', 0),(5, '1970-01-01 00:00:00', 0),(6, '1970-01-01 00:00:00', 0),(7, '1970-01-01 00:00:00', 0),(8, '1970-01-01 00:00:00', 0),(9, '1970-01-01 00:00:00', 0),(10, '1970-01-01 00:00:00', 0),(11, '1970-01-01 00:00:00', 0),(12, '1970-01-01 00:00:00', 0),(13, '1970-01-01 00:00:00', 0),(14, '1970-01-01 00:00:00', 0),(15, '1970-01-01 00:00:00', 0),(16, '1970-01-01 00:00:00', 0),(17, '1970-01-01 00:00:00', 0),(18, '1970-01-01 00:00:00', 0),(19, '1970-01-01 00:00:00', 0),(20, '1970-01-01 00:00:00', 0),(21, '1970-01-01 00:00:00', 0),(22, '1970-01-01 00:00:00', 0),(23, '1970-01-01 00:00:00', 0),(24, '1970-01-01 00:00:00', 0),(25, '1970-01-01 00:00:00', 0),(26, '1970-01-01 00:00:00', 0),(27, '1970-01-01 00:00:00', 0),(28, '1970-01-01 00:00:00', 0),(29, '1970-01-01 00:00:00', 0),(30, '1970-01-01 00:00:00', 0),(31, '1970-01-01 00:00:00', 0);
CREATE TABLE `knex_migrations` (
  `id` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` varchar(255) DEFAULT NULL, `batch` int DEFAULT NULL, `migration_time` timestamp NULL DEFAULT NULL);
CREATE TABLE `knex_migrations_lock` (
  `index` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `is_locked` int DEFAULT NULL);
INSERT INTO `knex_migrations_lock` (is_locked) VALUES (0);
INSERT INTO `knex_migrations` (name, batch, migration_time) VALUES
('001-posts.ts', 1, '2026-01-01 00:00:00');
