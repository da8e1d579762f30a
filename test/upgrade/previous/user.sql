CREATE TABLE `blocks` (
  `blocker_id` bigint NOT NULL,
  `blocked_id` bigint NOT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`blocker_id`,`blocked_id`),
  KEY `blocks_of_blocker` (`blocker_id`,`created_at`,`blocked_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
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
CREATE TABLE `follows` (
  `follower_id` bigint NOT NULL,
  `following_id` bigint NOT NULL,
  `status` enum('pending','accepted') NOT NULL,
  `follower_active` tinyint(1) NOT NULL,
  `following_active` tinyint(1) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `since` datetime(3) NOT NULL,
  PRIMARY KEY (`follower_id`,`following_id`),
  KEY `follows_of_follower` (`follower_id`,`status`,`following_active`,`since`,`following_id`),
  KEY `follows_of_followed` (`following_id`,`status`,`follower_active`,`since`,`follower_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `friendships` (
  `user_id` bigint NOT NULL,
  `friend_id` bigint NOT NULL,
  `status` enum('pending','accepted') NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `since` datetime(3) NOT NULL,
  `low_id` bigint GENERATED ALWAYS AS (least(`user_id`,`friend_id`)) STORED NOT NULL,
  `high_id` bigint GENERATED ALWAYS AS (greatest(`user_id`,`friend_id`)) STORED NOT NULL,
  PRIMARY KEY (`user_id`,`friend_id`),
  UNIQUE KEY `friendships_pair` (`low_id`,`high_id`),
  KEY `friendships_of_asking` (`user_id`,`status`,`since`,`friend_id`),
  KEY `friendships_of_asked` (`friend_id`,`status`,`since`,`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `id_workers` (
  `worker` tinyint unsigned NOT NULL,
  `holder` char(36) DEFAULT NULL,
  `leased_until` datetime(3) NOT NULL,
  `used_until` bigint NOT NULL COMMENT 'ms since 1970: no id was made with a later time',
  PRIMARY KEY (`worker`)
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
CREATE TABLE `privacy_settings` (
  `user_id` bigint NOT NULL,
  `profile_visibility` varchar(16) NOT NULL,
  `email_visibility` varchar(16) NOT NULL,
  `phone_visibility` varchar(16) NOT NULL,
  `search_visibility` varchar(16) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `profiles` (
  `id` bigint NOT NULL COMMENT 'the account of the same id in auth',
  `username` varchar(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `display_name` varchar(80) NOT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `bio` varchar(500) DEFAULT NULL,
  `avatar_url` varchar(500) DEFAULT NULL,
  `cover_url` varchar(500) DEFAULT NULL,
  `location` varchar(100) DEFAULT NULL,
  `website` varchar(500) DEFAULT NULL,
  `status` varchar(16) NOT NULL COMMENT 'of the account',
  `profile_visibility` varchar(16) NOT NULL,
  `search_visibility` varchar(16) NOT NULL,
  `email` varchar(254) DEFAULT NULL COMMENT 'contact address, not the login; never captured',
  `phone` varchar(16) DEFAULT NULL COMMENT 'E.164; never captured',
  `birth_date` date DEFAULT NULL COMMENT 'never captured',
  `gender` varchar(40) DEFAULT NULL COMMENT 'never captured',
  `account_version` bigint NOT NULL COMMENT 'of the account that username and status were taken from',
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `profiles_by_username` (`username`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `relations` (
  `viewer_id` bigint NOT NULL,
  `author_id` bigint NOT NULL,
  `follows` tinyint(1) NOT NULL DEFAULT '0',
  `friend` tinyint(1) NOT NULL DEFAULT '0',
  `blocks` tinyint(1) NOT NULL DEFAULT '0',
  `blocked_by` tinyint(1) NOT NULL DEFAULT '0',
  `mutes` tinyint(1) NOT NULL DEFAULT '0',
  `version` bigint NOT NULL,
  PRIMARY KEY (`viewer_id`,`author_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
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
('001-platform.ts', 1, '2026-01-01 00:00:00'),
('002-profiles.ts', 1, '2026-01-01 00:00:00'),
('003-relations.ts', 1, '2026-01-01 00:00:00');
