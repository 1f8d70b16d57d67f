-- Where certificates are installed, and what is watched.

-- migrate:up transaction:false

CREATE TABLE IF NOT EXISTS targets (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(128) NOT NULL COMMENT 'personal',
  kind ENUM('nginx', 'apache', 'kubernetes', 'cdn', 'load-balancer') NOT NULL,
  address VARCHAR(253) NOT NULL COMMENT 'personal',
  credential_reference VARCHAR(255) NULL COMMENT 'secret',
  settings JSON NULL COMMENT 'personal',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY targets_name (account_id, name),
  CONSTRAINT targets_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB COMMENT = 'Credentials live in the secret store; here is only where';

CREATE TABLE IF NOT EXISTS deployments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  certificate_id BIGINT UNSIGNED NOT NULL,
  target_id BIGINT UNSIGNED NOT NULL,
  status ENUM('waiting', 'running', 'done', 'failed') NOT NULL DEFAULT 'waiting',
  error TEXT NULL COMMENT 'personal',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at DATETIME NULL,
  PRIMARY KEY (id),
  KEY deployments_certificate (certificate_id, created_at),
  KEY deployments_target (target_id, created_at),
  CONSTRAINT deployments_certificate_fk FOREIGN KEY (certificate_id) REFERENCES certificates (id) ON DELETE CASCADE,
  CONSTRAINT deployments_target_fk FOREIGN KEY (target_id) REFERENCES targets (id) ON DELETE CASCADE
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS monitors (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NOT NULL,
  host VARCHAR(253) NOT NULL COMMENT 'personal',
  port SMALLINT UNSIGNED NOT NULL DEFAULT 443,
  enabled BOOLEAN NOT NULL DEFAULT TRUE,
  interval_seconds INT UNSIGNED NOT NULL DEFAULT 3600,
  next_check_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY monitors_endpoint (account_id, host, port),
  KEY monitors_due (enabled, next_check_at),
  CONSTRAINT monitors_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS checks (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  monitor_id BIGINT UNSIGNED NOT NULL,
  checked_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ok BOOLEAN NOT NULL,
  latency_ms INT UNSIGNED NULL,
  expires_at DATETIME NULL,
  peer_ip VARCHAR(45) NULL COMMENT 'personal',
  error TEXT NULL COMMENT 'personal',
  PRIMARY KEY (id),
  KEY checks_monitor (monitor_id, checked_at),
  KEY checks_age (checked_at),
  CONSTRAINT checks_monitor_fk FOREIGN KEY (monitor_id) REFERENCES monitors (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- migrate:down transaction:false

DROP TABLE IF EXISTS checks;
DROP TABLE IF EXISTS monitors;
DROP TABLE IF EXISTS deployments;
DROP TABLE IF EXISTS targets;
