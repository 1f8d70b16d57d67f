-- Synthetic data for development and tests: 200 customers with 1,000 domains, 3,000 certificates and the work around
-- them. Every name is reserved for examples (RFC 2606, RFC 5737). Times are relative to now, so that something is always
-- due. Run by load-sample.sh after guard.sql, whose permit it needs; it replaces what it wrote before.

-- A copy of production that is not masked yet is not ours to overwrite. Joined like the permit.
CREATE TEMPORARY TABLE own_data (
  ours BOOLEAN NOT NULL,
  CONSTRAINT `refused: the data belongs to another environment` CHECK (ours = TRUE)
) ENGINE = InnoDB;
INSERT INTO own_data
SELECT COALESCE((SELECT MAX(environment) FROM database_identity), '') = environment FROM permit;

DELETE jobs FROM jobs JOIN own_data;
DELETE orders FROM orders JOIN own_data;
DELETE deployments FROM deployments JOIN own_data;
DELETE targets FROM targets JOIN own_data;
DELETE checks FROM checks JOIN own_data;
DELETE monitors FROM monitors JOIN own_data;
DELETE certificate_domains FROM certificate_domains JOIN own_data;
DELETE certificates FROM certificates JOIN own_data;
DELETE domains FROM domains JOIN own_data;
DELETE audit_events FROM audit_events JOIN own_data;
DELETE api_tokens FROM api_tokens JOIN own_data;
DELETE accounts FROM accounts JOIN own_data;

-- 0 to 9,999, or nothing when refused. An hour ago, because an account of now would look like the service at work.
CREATE TEMPORARY TABLE numbers (n INT UNSIGNED NOT NULL PRIMARY KEY, past DATETIME NOT NULL) ENGINE = InnoDB;
INSERT INTO numbers (n, past)
WITH RECURSIVE hundred (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM hundred WHERE n < 99)
SELECT tens.n * 100 + ones.n, UTC_TIMESTAMP() - INTERVAL 1 HOUR
FROM hundred AS tens JOIN hundred AS ones JOIN own_data;

INSERT INTO accounts (id, email, name, phone, password_hash, plan_code, created_at)
SELECT
  n + 1, CONCAT('customer', n, '@example.com'), CONCAT('Customer Number ', n), CONCAT('+1555', LPAD(n, 7, '0')),
  CONCAT('$argon2id$v=19$sample', n), ELT(n % 3 + 1, 'free', 'team', 'business'), past - INTERVAL n DAY
FROM numbers WHERE n < 200;

INSERT INTO api_tokens (account_id, label, token_hash, last_used_at, last_used_ip)
SELECT n + 1, CONCAT('laptop of customer ', n), UNHEX(SHA2(CONCAT('sample token ', n), 256)), past, CONCAT('198.51.100.', n)
FROM numbers WHERE n < 200;

INSERT INTO domains (id, account_id, name, verified_at)
SELECT n + 1, n % 200 + 1, CONCAT(IF(n % 10 = 0, '*.', ''), 'shop', n, '.example.org'), past
FROM numbers WHERE n < 1000;

-- Three generations, 60 days apart: the first two are superseded, one in twenty of the last waits. One in sixty-one is due
-- for renewal, one in a hundred expires soon.
INSERT INTO certificates (
  id, account_id, issuer_code, status, serial, fingerprint, chain_pem, key_envelope, key_encryption_key,
  issued_at, expires_at, renew_at, created_at
)
SELECT
  n + 1, n % 200 + 1, ELT(n % 3 + 1, 'letsencrypt', 'google', 'zerossl'),
  CASE WHEN n < 2000 THEN 'superseded' WHEN n % 20 = 0 THEN 'pending' ELSE 'issued' END,
  LPAD(HEX(n + 987654321), 32, '0'), UNHEX(SHA2(CONCAT('sample certificate ', n), 256)),
  CONCAT('-----BEGIN CERTIFICATE-----\nshop', n % 1000, '.example.org\n-----END CERTIFICATE-----\n'),
  UNHEX(SHA2(CONCAT('sample key ', n), 512)), CONCAT('arn:aws:kms:eu-west-1:111111111111:key/sample-', n % 200),
  issued, issued + INTERVAL 90 DAY, issued + INTERVAL 60 DAY, issued
FROM (
  SELECT n, past - INTERVAL IF(n % 100 = 3, 85, n % 61) + (2 - n DIV 1000) * 60 DAY AS issued FROM numbers WHERE n < 3000
) AS generations;

INSERT INTO certificate_domains (certificate_id, domain_id)
SELECT n + 1, n % 1000 + 1 FROM numbers WHERE n < 3000;

INSERT INTO orders (certificate_id, acme_url, status, error, poll_at, created_at)
SELECT
  n + 1, CONCAT('https://acme.example.net/order/customer', n % 200, '/', n), IF(n >= 2000 AND n % 20 = 0, 'pending', 'valid'),
  IF(n % 50 = 0, CONCAT('CAA record of shop', n % 1000, '.example.org forbids issuance'), NULL), past, past
FROM numbers WHERE n < 3000;

INSERT INTO jobs (kind, certificate_id, status, run_at, lease_until, payload, created_at)
SELECT
  ELT(n % 4 + 1, 'issue', 'renew', 'deploy', 'notify'), n % 3000 + 1,
  CASE WHEN n % 100 = 0 THEN 'queued' WHEN n % 100 = 1 THEN 'running' ELSE 'done' END,
  past - INTERVAL n MINUTE, IF(n % 100 = 1, past, NULL),
  CONCAT('{"email":"customer', n % 200, '@example.com"}'), past - INTERVAL n MINUTE
FROM numbers WHERE n < 6000;

INSERT INTO targets (id, account_id, name, kind, address, credential_reference, settings)
SELECT
  n + 1, n % 200 + 1, CONCAT('front of shop', n), ELT(n % 3 + 1, 'nginx', 'apache', 'cdn'), CONCAT('web', n, '.example.org'),
  CONCAT('arn:aws:secretsmanager:eu-west-1:111111111111:secret:customer', n % 200), CONCAT('{"path":"/etc/nginx/shop', n, '"}')
FROM numbers WHERE n < 400;

INSERT INTO deployments (certificate_id, target_id, status, error, created_at)
SELECT
  n + 1, n % 400 + 1, IF(n % 40 = 0, 'failed', 'done'),
  IF(n % 40 = 0, CONCAT('web', n % 400, '.example.org refused the connection'), NULL), past - INTERVAL n MINUTE
FROM numbers WHERE n < 3000;

-- Most have the name of a domain, which masking must keep equal. One in twenty-four is due.
INSERT INTO monitors (id, account_id, host, enabled, next_check_at)
SELECT n + 1, n % 200 + 1, CONCAT('shop', n, '.example.org'), n % 10 <> 9, past + INTERVAL 55 + n % 120 MINUTE
FROM numbers WHERE n < 1000;

INSERT INTO checks (monitor_id, checked_at, ok, latency_ms, expires_at, peer_ip, error)
SELECT
  n % 1000 + 1, past - INTERVAL (n DIV 1000) HOUR, n % 97 <> 0, 20 + n % 200, past + INTERVAL 30 DAY, CONCAT('203.0.113.', n % 250),
  IF(n % 97 = 0, CONCAT('shop', n % 1000, '.example.org: connection timed out'), NULL)
FROM numbers;

INSERT INTO audit_events (account_id, actor, action, ip, detail, created_at)
SELECT
  n % 200 + 1, CONCAT('customer', n % 200, '@example.com'), ELT(n % 3 + 1, 'login', 'certificate.create', 'monitor.create'),
  CONCAT('198.51.100.', n % 200), CONCAT('{"agent":"browser of customer ', n % 200, '"}'), past - INTERVAL n MINUTE
FROM numbers WHERE n < 5000;
