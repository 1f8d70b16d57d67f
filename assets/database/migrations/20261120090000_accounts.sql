-- Customers, what they may use, and what was done in their name.
--
-- A comment on a column says what it holds: "personal" (leads to a person or a customer), "secret" (must not be read
-- even by operators), "plain" (neither). mask.sql replaces the first two, and a test holds it to that.

-- migrate:up transaction:false

CREATE TABLE IF NOT EXISTS database_identity (
  id TINYINT UNSIGNED NOT NULL,
  environment ENUM('development', 'testing', 'staging', 'production') NOT NULL,
  masked_at DATETIME NULL,
  PRIMARY KEY (id),
  CONSTRAINT database_identity_single CHECK (id = 1)
) ENGINE = InnoDB COMMENT = 'Which environment the data belongs to: one row, which travels with every copy';

CREATE TABLE IF NOT EXISTS plans (
  code VARCHAR(32) NOT NULL COMMENT 'plain',
  name VARCHAR(64) NOT NULL COMMENT 'plain',
  max_certificates INT UNSIGNED NOT NULL,
  max_monitors INT UNSIGNED NOT NULL,
  PRIMARY KEY (code)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS issuers (
  code VARCHAR(32) NOT NULL COMMENT 'plain',
  name VARCHAR(64) NOT NULL COMMENT 'plain',
  directory_url VARCHAR(255) NOT NULL COMMENT 'plain',
  trusted BOOLEAN NOT NULL COMMENT 'False for those whose certificates no browser accepts',
  PRIMARY KEY (code),
  UNIQUE KEY issuers_directory (directory_url)
) ENGINE = InnoDB COMMENT = 'Certificate authorities that speak ACME';

CREATE TABLE IF NOT EXISTS accounts (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  email VARCHAR(254) NOT NULL COMMENT 'personal',
  name VARCHAR(128) NOT NULL COMMENT 'personal',
  phone VARCHAR(32) NULL COMMENT 'personal',
  password_hash VARCHAR(255) NOT NULL COMMENT 'secret',
  plan_code VARCHAR(32) NOT NULL COMMENT 'plain',
  status ENUM('active', 'suspended', 'closed') NOT NULL DEFAULT 'active',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY accounts_email (email),
  KEY accounts_plan (plan_code),
  CONSTRAINT accounts_plan_fk FOREIGN KEY (plan_code) REFERENCES plans (code)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS api_tokens (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NOT NULL,
  label VARCHAR(64) NOT NULL COMMENT 'personal',
  token_hash BINARY(32) NOT NULL COMMENT 'secret',
  last_used_at DATETIME NULL,
  last_used_ip VARCHAR(45) NULL COMMENT 'personal',
  expires_at DATETIME NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_tokens_hash (token_hash),
  KEY api_tokens_account (account_id),
  CONSTRAINT api_tokens_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
) ENGINE = InnoDB COMMENT = 'Only the SHA-256 of a token is kept';

CREATE TABLE IF NOT EXISTS audit_events (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NULL,
  actor VARCHAR(254) NOT NULL COMMENT 'personal',
  action VARCHAR(64) NOT NULL COMMENT 'plain',
  ip VARCHAR(45) NULL COMMENT 'personal',
  detail JSON NULL COMMENT 'personal',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  KEY audit_events_account (account_id, created_at),
  KEY audit_events_age (created_at),
  CONSTRAINT audit_events_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE SET NULL
) ENGINE = InnoDB COMMENT = 'Outlives the account it is about';

-- migrate:down transaction:false

DROP TABLE IF EXISTS audit_events;
DROP TABLE IF EXISTS api_tokens;
DROP TABLE IF EXISTS accounts;
DROP TABLE IF EXISTS issuers;
DROP TABLE IF EXISTS plans;
DROP TABLE IF EXISTS database_identity;
