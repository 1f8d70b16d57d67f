-- The permit of what must never run in production: sample/sample.sql and mask.sql. The caller sets @permit to the
-- environment that the database is for.
--
-- A row in the data cannot tell a copy of production from production, because it is copied too. So the server itself has
-- to say what it is, by a parameter, which stays behind when data moves: init_connect = "SET @environment = '...'". A
-- server that says nothing is refused like one that says production.
--
-- Every later statement joins the permit. Refused, it has no row, so that even a client that goes on after an error
-- changes nothing. It is a temporary table: it belongs to this session and leaves nothing behind.

CREATE TEMPORARY TABLE permit (
  environment VARCHAR(16) NULL,
  server TEXT NULL,
  minutes_quiet BIGINT NULL,
  CONSTRAINT `refused: @permit must be development, testing or staging` CHECK (
    environment IS NOT NULL AND environment IN ('development', 'testing', 'staging')
  ),
  CONSTRAINT `refused: init_connect of this server does not say @permit` CHECK (
    server IS NOT NULL AND server = CONCAT('SET @environment = ''', environment, '''')
  ),
  CONSTRAINT `refused: the service wrote in the last 10 minutes` CHECK (
    minutes_quiet IS NULL OR minutes_quiet >= 10
  )
) ENGINE = InnoDB;

INSERT INTO permit (environment, server, minutes_quiet)
SELECT
  @permit,
  @@GLOBAL.init_connect,
  TIMESTAMPDIFF(MINUTE, MAX(written.at), UTC_TIMESTAMP())
FROM (
  SELECT MAX(checked_at) AS at FROM checks
  UNION ALL
  SELECT MAX(created_at) FROM audit_events
) AS written;
