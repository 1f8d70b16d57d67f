-- One line for each table, column, key and rule, in words that MySQL and MariaDB share. structure.txt is what it prints
-- after the last migration; verify.sh compares the two.

SELECT CONCAT('table ', table_name, ' ', engine)
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'schema_migrations'
UNION ALL
SELECT CONCAT(
  'column ', table_name, '.', column_name, ' ',
  CASE
    WHEN data_type = 'enum' THEN REPLACE(column_type, ' ', '')
    -- MariaDB keeps JSON as text.
    WHEN data_type IN ('json', 'longtext') THEN 'json'
    WHEN character_maximum_length IS NOT NULL AND data_type LIKE '%char' THEN CONCAT(data_type, '(', character_maximum_length, ')')
    WHEN character_maximum_length IS NOT NULL AND data_type LIKE '%binary' THEN CONCAT(data_type, '(', character_maximum_length, ')')
    WHEN column_type LIKE '%unsigned%' THEN CONCAT(data_type, ' unsigned')
    ELSE data_type
  END,
  IF(is_nullable = 'NO', ' not null', ''),
  IF(extra LIKE '%auto_increment%', ' auto_increment', '')
)
FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name <> 'schema_migrations'
UNION ALL
SELECT CONCAT(
  IF(MAX(non_unique) = 0, 'unique key ', 'key '), table_name, '.', index_name,
  ' (', GROUP_CONCAT(column_name ORDER BY seq_in_index), ')'
)
FROM information_schema.statistics
WHERE table_schema = DATABASE() AND table_name <> 'schema_migrations'
GROUP BY table_name, index_name
UNION ALL
SELECT CONCAT(
  'foreign key ', k.table_name, '.', k.constraint_name, ' (', k.column_name, ') to ',
  k.referenced_table_name, ' (', k.referenced_column_name, ') on delete ', LOWER(REPLACE(r.delete_rule, 'NO ACTION', 'RESTRICT'))
)
FROM information_schema.key_column_usage AS k
JOIN information_schema.referential_constraints AS r
  ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL
UNION ALL
-- MariaDB makes a check of its own for each column of JSON.
SELECT CONCAT('check ', t.table_name, '.', t.constraint_name)
FROM information_schema.table_constraints AS t
WHERE t.table_schema = DATABASE() AND t.constraint_type = 'CHECK' AND t.constraint_name LIKE CONCAT(t.table_name, '\_%');
