-- One line for each thing that is wrong; none when all is well. verify.sh sets @expected_environment and
-- @expected_collation.

-- A copy of production that nobody masked says "production" here, and so does not pass anywhere else.
SELECT CONCAT('the data belongs to ', COALESCE(MAX(environment), 'no environment'), ', not to ', @expected_environment)
FROM database_identity
HAVING COALESCE(MAX(environment), '') <> @expected_environment;

SELECT CONCAT('the server says ', @@GLOBAL.init_connect, ', not ', @expected_environment)
FROM DUAL
WHERE @@GLOBAL.init_connect LIKE '%@environment%'
  AND @@GLOBAL.init_connect <> CONCAT('SET @environment = ''', @expected_environment, '''');

SELECT CONCAT('the database has collation ', default_collation_name, ', not ', @expected_collation)
FROM information_schema.schemata
WHERE schema_name = DATABASE() AND default_collation_name <> @expected_collation;

SELECT CONCAT('column ', table_name, '.', column_name, ' has collation ', collation_name)
FROM information_schema.columns
WHERE table_schema = DATABASE() AND collation_name <> @expected_collation
  -- How MariaDB keeps JSON.
  AND NOT (data_type = 'longtext' AND collation_name = 'utf8mb4_bin');

SELECT CONCAT('column ', table_name, '.', column_name, ' does not say whether it is plain, personal or secret')
FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name <> 'schema_migrations'
  AND (data_type LIKE '%char' OR data_type LIKE '%text' OR data_type LIKE '%binary' OR data_type LIKE '%blob' OR data_type = 'json')
  AND column_comment NOT IN ('plain', 'personal', 'secret');

SELECT CONCAT('plan ', needed.code, ' is missing')
FROM (SELECT 'free' AS code UNION ALL SELECT 'team' UNION ALL SELECT 'business') AS needed
LEFT JOIN plans ON plans.code = needed.code
WHERE plans.code IS NULL;

SELECT CONCAT('issuer ', needed.code, ' is missing')
FROM (
  SELECT 'letsencrypt' AS code UNION ALL SELECT 'letsencrypt-staging' UNION ALL SELECT 'google' UNION ALL SELECT 'zerossl'
) AS needed
LEFT JOIN issuers ON issuers.code = needed.code
WHERE issuers.code IS NULL;
