-- What every environment has from the start. Run at each deploy: it writes what differs and nothing else.

-- Whose data this is, said once, before there is any. A copy keeps the word of its origin until mask.sql has been over
-- it, and data of unknown origin is not adopted.
INSERT INTO database_identity (id, environment)
SELECT 1, @environment FROM DUAL
WHERE NOT EXISTS (SELECT 1 FROM database_identity) AND NOT EXISTS (SELECT 1 FROM accounts);

INSERT INTO plans (code, name, max_certificates, max_monitors) VALUES
  ('free', 'Free', 5, 5),
  ('team', 'Team', 100, 100),
  ('business', 'Business', 2000, 2000)
ON DUPLICATE KEY UPDATE
  name = VALUES(name), max_certificates = VALUES(max_certificates), max_monitors = VALUES(max_monitors);

INSERT INTO issuers (code, name, directory_url, trusted) VALUES
  ('letsencrypt', 'Let''s Encrypt', 'https://acme-v02.api.letsencrypt.org/directory', TRUE),
  ('letsencrypt-staging', 'Let''s Encrypt (staging)', 'https://acme-staging-v02.api.letsencrypt.org/directory', FALSE),
  ('google', 'Google Trust Services', 'https://dv.acme-v02.api.pki.goog/directory', TRUE),
  ('zerossl', 'ZeroSSL', 'https://acme.zerossl.com/v2/DV90', TRUE)
ON DUPLICATE KEY UPDATE
  name = VALUES(name), directory_url = VALUES(directory_url), trusted = VALUES(trusted);
