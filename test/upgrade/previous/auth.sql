CREATE TABLE `audit_log` (
  `id` bigint NOT NULL,
  `action` varchar(32) NOT NULL,
  `user_id` bigint DEFAULT NULL,
  `session_id` bigint DEFAULT NULL,
  `address` varchar(64) DEFAULT NULL,
  `device` varchar(300) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `audit_log_of_user` (`user_id`,`id`)
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
CREATE TABLE `revocations` (
  `id` bigint NOT NULL,
  `kind` enum('session','user') NOT NULL,
  `subject_id` bigint NOT NULL,
  `revoked_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL COMMENT 'when the last access token it concerns has expired',
  `version` bigint NOT NULL DEFAULT '1',
  PRIMARY KEY (`id`),
  UNIQUE KEY `revocations_subject` (`kind`,`subject_id`),
  KEY `revocations_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `sessions` (
  `id` bigint NOT NULL,
  `user_id` bigint NOT NULL,
  `family_hash` binary(32) NOT NULL COMMENT 'SHA-256 of what all refresh tokens of the session have in common',
  `generation` int NOT NULL DEFAULT '1',
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the refresh token of this generation',
  `parent_hash` binary(32) DEFAULT NULL COMMENT 'SHA-256 of the one before',
  `successor_salt` binary(32) DEFAULT NULL COMMENT 'what turned the one before into this one',
  `rotated_at` datetime(3) DEFAULT NULL,
  `device` varchar(300) DEFAULT NULL,
  `address` varchar(64) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  `last_used_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL COMMENT 'absolute; being idle ends it sooner',
  `revoked_at` datetime(3) DEFAULT NULL,
  `revoked_reason` varchar(32) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `sessions_family` (`family_hash`),
  KEY `sessions_of_user` (`user_id`,`id`),
  KEY `sessions_revoked` (`revoked_at`),
  KEY `sessions_last_used` (`last_used_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `stream_positions` (
  `topic` varchar(128) NOT NULL,
  `partition_number` int NOT NULL,
  `behind_at` datetime(3) DEFAULT NULL COMMENT 'commit time of the last change applied while more are known to wait; null when none wait',
  PRIMARY KEY (`topic`,`partition_number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `username_reservations` (
  `username` varchar(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `reserved_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  PRIMARY KEY (`username`),
  KEY `username_reservations_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `users` (
  `id` bigint NOT NULL,
  `username` varchar(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL COMMENT 'lower case; private, never captured',
  `display_name` varchar(80) NOT NULL,
  `password_hash` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin DEFAULT NULL COMMENT 'PHC string of argon2id; null for an account without a password',
  `status` enum('active','suspended','banned','deleted') NOT NULL DEFAULT 'active',
  `roles` json NOT NULL,
  `provider` varchar(32) NOT NULL DEFAULT 'local' COMMENT 'how the account was made',
  `provider_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin DEFAULT NULL,
  `email_verified_at` datetime(3) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  `deleted_at` datetime(3) DEFAULT NULL,
  `version` bigint NOT NULL DEFAULT '1',
  PRIMARY KEY (`id`),
  UNIQUE KEY `users_username` (`username`),
  UNIQUE KEY `users_email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
INSERT INTO `id_workers` (worker, leased_until, used_until) VALUES
(0, '1970-01-01 00:00:00', 0),(1, '1970-01-01 00:00:00', 0),(2, '1970-01-01 00:00:00', 0),(3, '1970-01-01 00:00:00', 0),(4, '1970-01-01 00:00:00', 0),(5, '1970-01-01 00:00:00', 0),(6, '1970-01-01 00:00:00', 0),(7, '1970-01-01 00:00:00', 0),(8, '1970-01-01 00:00:00', 0),(9, '1970-01-01 00:00:00', 0),(10, '1970-01-01 00:00:00', 0),(11, '1970-01-01 00:00:00', 0),(12, '1970-01-01 00:00:00', 0),(13, '1970-01-01 00:00:00', 0),(14, '1970-01-01 00:00:00', 0),(15, '1970-01-01 00:00:00', 0),(16, '1970-01-01 00:00:00', 0),(17, '1970-01-01 00:00:00', 0),(18, '1970-01-01 00:00:00', 0),(19, '1970-01-01 00:00:00', 0),(20, '1970-01-01 00:00:00', 0),(21, '1970-01-01 00:00:00', 0),(22, '1970-01-01 00:00:00', 0),(23, '1970-01-01 00:00:00', 0),(24, '1970-01-01 00:00:00', 0),(25, '1970-01-01 00:00:00', 0),(26, '1970-01-01 00:00:00', 0),(27, '1970-01-01 00:00:00', 0),(28, '1970-01-01 00:00:00', 0),(29, '1970-01-01 00:00:00', 0),(30, '1970-01-01 00:00:00', 0),(31, '1970-01-01 00:00:00', 0);
CREATE TABLE `knex_migrations` (
  `id` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` varchar(255) DEFAULT NULL, `batch` int DEFAULT NULL, `migration_time` timestamp NULL DEFAULT NULL);
CREATE TABLE `knex_migrations_lock` (
  `index` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `is_locked` int DEFAULT NULL);
INSERT INTO `knex_migrations_lock` (is_locked) VALUES (0);
INSERT INTO `knex_migrations` (name, batch, migration_time) VALUES
('0001_accounts_and_sessions.ts', 1, '2026-01-01 00:00:00');
