-- Which kinds of statements cost most, since the counters were last reset. Run by slow-queries.sh. The
-- same statement with other values counts as one kind; the server keeps no value, only the pattern.

SELECT 'performance_schema is off on this server, so nothing is counted.'
FROM DUAL
WHERE @@GLOBAL.performance_schema = 0;

SELECT ' share   seconds     calls    avg ms    max ms  rows read  rows sent  no index  statement';

SELECT CONCAT(
  LPAD(ROUND(100 * digest.sum_timer_wait / NULLIF(total.timer_wait, 0)), 5, ' '), '%',
  LPAD(FORMAT(digest.sum_timer_wait / 1e12, 2), 10, ' '),
  LPAD(digest.count_star, 10, ' '),
  LPAD(FORMAT(digest.avg_timer_wait / 1e9, 1), 10, ' '),
  LPAD(FORMAT(digest.max_timer_wait / 1e9, 1), 10, ' '),
  LPAD(digest.sum_rows_examined, 11, ' '),
  LPAD(digest.sum_rows_sent, 11, ' '),
  LPAD(digest.sum_no_index_used + digest.sum_no_good_index_used, 10, ' '),
  '  ', LEFT(REPLACE(digest.digest_text, '`', ''), 140)
)
FROM performance_schema.events_statements_summary_by_digest AS digest
JOIN (
  SELECT SUM(sum_timer_wait) AS timer_wait
  FROM performance_schema.events_statements_summary_by_digest
  WHERE schema_name = DATABASE()
) AS total
WHERE digest.schema_name = DATABASE()
ORDER BY digest.sum_timer_wait DESC
LIMIT 15;

SELECT 'Read without an index, those that read most first:';

SELECT CONCAT(
  LPAD(digest.sum_rows_examined, 11, ' '), ' rows in ', digest.count_star, ' calls: ',
  LEFT(REPLACE(digest.digest_text, '`', ''), 140)
)
FROM performance_schema.events_statements_summary_by_digest AS digest
WHERE digest.schema_name = DATABASE() AND digest.sum_no_index_used > 0
ORDER BY digest.sum_rows_examined DESC
LIMIT 10;

SELECT 'Indexes that nothing has used since the server started:';

SELECT CONCAT(object_name, '.', index_name)
FROM performance_schema.table_io_waits_summary_by_index_usage
WHERE object_schema = DATABASE() AND index_name IS NOT NULL AND index_name <> 'PRIMARY' AND count_star = 0
ORDER BY object_name, index_name;
