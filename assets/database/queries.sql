-- The queries that the service makes often, or over many rows. Each index of the schema is here because of one of them.
--
-- A test runs EXPLAIN of each with the values, on a server with the sample data, and expects the index that is named and
-- no read of a whole table. "now" stands for the present time.

-- name: login
-- uses: accounts.accounts_email
-- values: ["customer7@example.com"]
SELECT id, password_hash, status FROM accounts WHERE email = ?;

-- name: authenticate-token
-- uses: api_tokens.api_tokens_hash, accounts.PRIMARY
-- values: ["sha256 of sample token 7"]
SELECT accounts.id, accounts.status
FROM api_tokens JOIN accounts ON accounts.id = api_tokens.account_id
WHERE api_tokens.token_hash = ?;

-- name: tokens-of-account
-- uses: api_tokens.api_tokens_account
-- values: [7]
SELECT id, label, last_used_at FROM api_tokens WHERE account_id = ?;

-- name: domains-of-account
-- uses: domains.domains_name
-- values: [7]
SELECT id, name, verified_at FROM domains WHERE account_id = ? ORDER BY name LIMIT 50;

-- name: certificates-of-account
-- uses: certificates.certificates_account
-- values: [7]
SELECT id, status, expires_at FROM certificates WHERE account_id = ? ORDER BY expires_at LIMIT 50;

-- name: certificates-of-domain
-- uses: certificate_domains.certificate_domains_domain, certificates.PRIMARY
-- values: [7]
SELECT certificates.id, certificates.status, certificates.expires_at
FROM certificate_domains JOIN certificates ON certificates.id = certificate_domains.certificate_id
WHERE certificate_domains.domain_id = ?;

-- name: due-renewals
-- uses: certificates.certificates_renewal
-- values: ["now"]
SELECT id, account_id, issuer_code FROM certificates
WHERE status = 'issued' AND renew_at <= ? ORDER BY renew_at LIMIT 100;

-- Warns customers, and feeds the metric of certificates that expire soon.
-- name: expiring-soon
-- uses: certificates.certificates_expiry
-- values: ["now", "now"]
SELECT id, account_id, expires_at FROM certificates
WHERE status = 'issued' AND expires_at BETWEEN ? AND ? + INTERVAL 7 DAY ORDER BY expires_at LIMIT 100;

-- An authority limits how many certificates it issues in a time.
-- name: issued-lately-by-issuer
-- uses: certificates.certificates_issuer
-- values: ["letsencrypt", "now"]
SELECT COUNT(*) FROM certificates WHERE issuer_code = ? AND created_at > ? - INTERVAL 3 HOUR;

-- name: orders-to-poll
-- uses: orders.orders_poll
-- values: ["now"]
SELECT id, acme_url FROM orders WHERE status = 'pending' AND poll_at <= ? ORDER BY poll_at LIMIT 50;

-- name: orders-of-certificate
-- uses: orders.orders_certificate
-- values: [2001]
SELECT id, status, error FROM orders WHERE certificate_id = ?;

-- Many workers take jobs at once: each skips what another has locked.
-- name: take-jobs
-- uses: jobs.jobs_due
-- values: ["now"]
SELECT id, kind, payload FROM jobs
WHERE status = 'queued' AND run_at <= ? ORDER BY run_at LIMIT 20 FOR UPDATE SKIP LOCKED;

-- A worker that died leaves its lease.
-- name: abandoned-jobs
-- uses: jobs.jobs_lease
-- values: ["now"]
SELECT id FROM jobs WHERE status = 'running' AND lease_until < ? ORDER BY lease_until LIMIT 20;

-- name: jobs-of-certificate
-- uses: jobs.jobs_certificate
-- values: [8]
SELECT id, kind, status, error FROM jobs WHERE certificate_id = ?;

-- name: targets-of-account
-- uses: targets.targets_name
-- values: [7]
SELECT id, name, kind FROM targets WHERE account_id = ? ORDER BY name LIMIT 50;

-- name: deployments-of-certificate
-- uses: deployments.deployments_certificate
-- values: [7]
SELECT id, target_id, status FROM deployments WHERE certificate_id = ? ORDER BY created_at DESC LIMIT 20;

-- name: deployments-to-target
-- uses: deployments.deployments_target
-- values: [7]
SELECT id, certificate_id, status FROM deployments WHERE target_id = ? ORDER BY created_at DESC LIMIT 20;

-- name: monitors-of-account
-- uses: monitors.monitors_endpoint
-- values: [7]
SELECT id, host, port, enabled FROM monitors WHERE account_id = ? ORDER BY host LIMIT 50;

-- name: monitors-due
-- uses: monitors.monitors_due
-- values: ["now"]
SELECT id, host, port FROM monitors
WHERE enabled = TRUE AND next_check_at <= ? ORDER BY next_check_at LIMIT 200;

-- name: last-checks-of-monitor
-- uses: checks.checks_monitor
-- values: [7]
SELECT checked_at, ok, latency_ms FROM checks WHERE monitor_id = ? ORDER BY checked_at DESC LIMIT 100;

-- name: checks-to-forget
-- uses: checks.checks_age
-- values: ["now"]
SELECT id FROM checks WHERE checked_at < ? - INTERVAL 90 DAY ORDER BY checked_at LIMIT 1000;

-- name: audit-of-account
-- uses: audit_events.audit_events_account
-- values: [7]
SELECT actor, action, created_at FROM audit_events WHERE account_id = ? ORDER BY created_at DESC LIMIT 50;

-- name: audit-to-archive
-- uses: audit_events.audit_events_age
-- values: ["now"]
SELECT id, account_id, actor, action FROM audit_events
WHERE created_at < ? - INTERVAL 400 DAY ORDER BY created_at LIMIT 1000;

-- name: accounts-with-plan
-- uses: accounts.accounts_plan
-- values: ["business"]
SELECT COUNT(*) FROM accounts WHERE plan_code = ?;
