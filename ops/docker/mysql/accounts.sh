#!/usr/bin/env bash
# Databases and accounts of Concord, with the rights of ops/stack/servers/mysql.ts. The image runs it once, on an empty volume.
# After a password changed in .env: docker-compose up -d mysql && docker-compose exec mysql /docker-entrypoint-initdb.d/accounts.sh
set -euo pipefail

account() { # name, password
  cat <<SQL
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$2';
ALTER USER '$1'@'%' IDENTIFIED BY '$2';
SQL
}

service() { # name, password
  echo "CREATE DATABASE IF NOT EXISTS concord_$1 CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;"
  account "concord_$1" "$2"
  # an underscore in the name of a grant means any character, unless it is escaped
  echo "GRANT ALL ON \`concord\\_$1\`.* TO 'concord_$1'@'%';"
}

statements() {
  service auth "$CONCORD_MYSQL_AUTH_PASSWORD"
  service user "$CONCORD_MYSQL_USER_PASSWORD"
  service post "$CONCORD_MYSQL_POST_PASSWORD"
  service comment "$CONCORD_MYSQL_COMMENT_PASSWORD"
  service reaction "$CONCORD_MYSQL_REACTION_PASSWORD"
  service notification "$CONCORD_MYSQL_NOTIFICATION_PASSWORD"
  service engagement "$CONCORD_MYSQL_ENGAGEMENT_PASSWORD"
  service moderation "$CONCORD_MYSQL_MODERATION_PASSWORD"
  service ops "$CONCORD_MYSQL_OPS_PASSWORD"
  account concord_debezium "$CONCORD_MYSQL_DEBEZIUM_PASSWORD"
  # of several patterns that match a database, MySQL uses one only: what Debezium may do in concord_ops is written out
  cat <<'SQL'
GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES ON *.* TO 'concord_debezium'@'%';
GRANT SELECT ON `concord\_%`.* TO 'concord_debezium'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON `concord\_ops`.* TO 'concord_debezium'@'%';
SQL
}

statements | mysql --defaults-extra-file=<(printf '[client]\nuser=root\npassword=%s\n' "$MYSQL_ROOT_PASSWORD") --protocol=socket
