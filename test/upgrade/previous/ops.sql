CREATE TABLE `canary` (
  `id` bigint NOT NULL,
  `beat_at` datetime(3) NOT NULL,
  `version` bigint NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `debezium_signal` (
  `id` varchar(42) NOT NULL,
  `type` varchar(32) NOT NULL,
  `data` varchar(2048) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `knex_migrations` (
  `id` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` varchar(255) DEFAULT NULL, `batch` int DEFAULT NULL, `migration_time` timestamp NULL DEFAULT NULL);
CREATE TABLE `knex_migrations_lock` (
  `index` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `is_locked` int DEFAULT NULL);
INSERT INTO `knex_migrations_lock` (is_locked) VALUES (0);
INSERT INTO `knex_migrations` (name, batch, migration_time) VALUES
('001-canary.ts', 1, '2026-01-01 00:00:00');
