-- Domains, their certificates, and the work of getting and renewing them.

-- migrate:up transaction:false

CREATE TABLE IF NOT EXISTS domains (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(253) NOT NULL COMMENT 'personal',
  challenge ENUM('dns-01', 'http-01') NOT NULL DEFAULT 'dns-01',
  verified_at DATETIME NULL,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY domains_name (account_id, name),
  CONSTRAINT domains_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB;

-- The private key is encrypted by the service with a data key, which a KMS key encrypts in turn. The checks are the last
-- line of defence against a program that stores it in clear.
CREATE TABLE IF NOT EXISTS certificates (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  account_id BIGINT UNSIGNED NOT NULL,
  issuer_code VARCHAR(32) NOT NULL COMMENT 'plain',
  status ENUM('pending', 'issued', 'superseded', 'revoked', 'failed') NOT NULL DEFAULT 'pending',
  serial VARCHAR(40) NULL COMMENT 'personal',
  fingerprint BINARY(32) NULL COMMENT 'personal',
  chain_pem MEDIUMTEXT NULL COMMENT 'personal',
  key_envelope VARBINARY(8192) NULL COMMENT 'secret',
  key_encryption_key VARCHAR(255) NULL COMMENT 'secret',
  issued_at DATETIME NULL,
  expires_at DATETIME NULL,
  renew_at DATETIME NULL,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY certificates_fingerprint (fingerprint),
  KEY certificates_account (account_id, expires_at),
  KEY certificates_renewal (status, renew_at),
  KEY certificates_expiry (status, expires_at),
  KEY certificates_issuer (issuer_code, created_at),
  CONSTRAINT certificates_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT certificates_issuer_fk FOREIGN KEY (issuer_code) REFERENCES issuers (code),
  CONSTRAINT certificates_key_is_encrypted CHECK (INSTR(key_envelope, 'PRIVATE KEY') = 0),
  CONSTRAINT certificates_chain_has_no_key CHECK (INSTR(chain_pem, 'PRIVATE KEY') = 0)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS certificate_domains (
  certificate_id BIGINT UNSIGNED NOT NULL,
  domain_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (certificate_id, domain_id),
  KEY certificate_domains_domain (domain_id),
  CONSTRAINT certificate_domains_certificate_fk FOREIGN KEY (certificate_id) REFERENCES certificates (id) ON DELETE CASCADE,
  CONSTRAINT certificate_domains_domain_fk FOREIGN KEY (domain_id) REFERENCES domains (id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  certificate_id BIGINT UNSIGNED NOT NULL,
  acme_url VARCHAR(512) NULL COMMENT 'personal',
  status ENUM('new', 'pending', 'ready', 'processing', 'valid', 'invalid') NOT NULL DEFAULT 'new',
  error TEXT NULL COMMENT 'personal',
  poll_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  KEY orders_certificate (certificate_id),
  KEY orders_poll (status, poll_at),
  CONSTRAINT orders_certificate_fk FOREIGN KEY (certificate_id) REFERENCES certificates (id) ON DELETE CASCADE
) ENGINE = InnoDB COMMENT = 'ACME orders, RFC 8555 section 7.1.3';

CREATE TABLE IF NOT EXISTS jobs (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind ENUM('issue', 'renew', 'deploy', 'notify') NOT NULL,
  certificate_id BIGINT UNSIGNED NULL,
  status ENUM('queued', 'running', 'done', 'failed') NOT NULL DEFAULT 'queued',
  run_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  lease_until DATETIME NULL,
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  payload JSON NULL COMMENT 'personal',
  error TEXT NULL COMMENT 'personal',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  KEY jobs_due (status, run_at),
  KEY jobs_lease (status, lease_until),
  KEY jobs_certificate (certificate_id),
  CONSTRAINT jobs_certificate_fk FOREIGN KEY (certificate_id) REFERENCES certificates (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- migrate:down transaction:false

DROP TABLE IF EXISTS jobs;
DROP TABLE IF EXISTS orders;
DROP TABLE IF EXISTS certificate_domains;
DROP TABLE IF EXISTS certificates;
DROP TABLE IF EXISTS domains;
