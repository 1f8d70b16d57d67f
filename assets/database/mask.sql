-- Takes everything personal and secret out of a copy of production, before anybody else may see it. Run by mask.sh after
-- guard.sql, whose permit it needs.
--
-- Ids, foreign keys, times, states and sizes stay. A name becomes a pseudonym that depends on it and on @mask_key alone:
-- what was equal stays equal, in every table and in every run with that key, and without the key nothing can be guessed.
-- Free text is dropped, because nobody knows what is in it. Each column is commented "personal" or "secret" in the
-- migrations; a test fails when one of them still holds an original value.

-- A key that can be guessed would give the names away, and names that are masked twice are no longer those of other
-- copies. Joined like the permit.
CREATE TEMPORARY TABLE mask_key (
  word VARCHAR(255) NULL,
  masked BOOLEAN NOT NULL,
  CONSTRAINT `refused: @mask_key must have 32 characters or more` CHECK (word IS NOT NULL AND CHAR_LENGTH(word) >= 32),
  CONSTRAINT `refused: the data belongs to this environment already` CHECK (masked = FALSE)
) ENGINE = InnoDB;
INSERT INTO mask_key (word, masked)
SELECT @mask_key, COALESCE((SELECT MAX(environment) FROM database_identity), '') = environment FROM permit;

START TRANSACTION;

UPDATE accounts JOIN permit JOIN mask_key SET
  email = CONCAT(LEFT(SHA2(CONCAT(word, LOWER(email)), 256), 16), '@masked.invalid'),
  name = CONCAT('Account ', accounts.id),
  phone = IF(phone IS NULL, NULL, CONCAT('+0', LPAD(accounts.id, 12, '0'))),
  -- No password has this hash: nobody logs in until a test sets one.
  password_hash = '!';

UPDATE api_tokens JOIN permit JOIN mask_key SET
  label = CONCAT('token ', api_tokens.id),
  token_hash = UNHEX(SHA2(CONCAT(word, HEX(token_hash)), 256)),
  -- 2001:db8::/32 is for documentation, RFC 3849.
  last_used_ip = INET6_NTOA(UNHEX(CONCAT('20010DB8', LEFT(SHA2(CONCAT(word, last_used_ip), 256), 24))));

-- The actor is an account's address, or that of an operator.
UPDATE audit_events JOIN permit JOIN mask_key SET
  actor = CONCAT(LEFT(SHA2(CONCAT(word, LOWER(actor)), 256), 16), '@masked.invalid'),
  ip = INET6_NTOA(UNHEX(CONCAT('20010DB8', LEFT(SHA2(CONCAT(word, ip), 256), 24)))),
  detail = NULL;

-- A name that is both a domain and a monitored host stays one name.
UPDATE domains JOIN permit JOIN mask_key SET
  name = CONCAT(IF(name LIKE '*.%', '*.', ''), LEFT(SHA2(CONCAT(word, LOWER(TRIM(LEADING '*.' FROM name))), 256), 16), '.invalid');

UPDATE monitors JOIN permit JOIN mask_key SET
  host = CONCAT(LEFT(SHA2(CONCAT(word, LOWER(host)), 256), 16), '.invalid'),
  -- A copy must not probe customers' servers.
  enabled = FALSE;

UPDATE checks JOIN permit JOIN mask_key SET
  peer_ip = INET6_NTOA(UNHEX(CONCAT('20010DB8', LEFT(SHA2(CONCAT(word, peer_ip), 256), 24)))),
  error = NULL;

-- Serial and fingerprint lead to the domain through certificate transparency logs.
UPDATE certificates JOIN permit JOIN mask_key SET
  serial = IF(serial IS NULL, NULL, LEFT(SHA2(CONCAT(word, serial), 256), 32)),
  fingerprint = UNHEX(SHA2(CONCAT(word, HEX(fingerprint)), 256)),
  chain_pem = NULL,
  key_envelope = NULL,
  key_encryption_key = NULL;

UPDATE orders JOIN permit JOIN mask_key SET
  acme_url = IF(acme_url IS NULL, NULL, CONCAT('https://acme.invalid/order/', orders.id)),
  error = NULL;

-- Work that was waiting in production must not be done again from a copy.
UPDATE jobs JOIN permit JOIN mask_key SET
  payload = NULL,
  error = NULL,
  status = IF(status IN ('queued', 'running'), 'failed', status);

UPDATE targets JOIN permit JOIN mask_key SET
  name = CONCAT('target ', targets.id),
  address = CONCAT(LEFT(SHA2(CONCAT(word, LOWER(address)), 256), 16), '.invalid'),
  credential_reference = NULL,
  settings = NULL;

UPDATE deployments JOIN permit JOIN mask_key SET
  error = NULL,
  status = IF(status IN ('waiting', 'running'), 'failed', status);

-- Last, and with the rest or not at all: from here on the data passes verify.sh in this environment.
REPLACE INTO database_identity (id, environment, masked_at)
SELECT 1, environment, UTC_TIMESTAMP() FROM permit JOIN mask_key;

COMMIT;
