data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "httpsok-222222222222-terraform-state"
    key    = "httpsok/production/ap-southeast-1/network"
    region = "ap-southeast-1"
  }
}

# key / access
data "aws_iam_policy_document" "key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::222222222222:root"]
      type        = "AWS"
    }
  }
}

# key
resource "aws_kms_key" "key" {
  deletion_window_in_days = 30
  description             = "MySQL, its backups and its secrets"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_access.json

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "key_alias" {
  name          = "alias/httpsok-production-mysql"
  target_key_id = aws_kms_key.key.key_id
}

# mysql
resource "aws_db_subnet_group" "mysql_subnets" {
  name        = "httpsok-production-mysql"
  subnet_ids  = data.terraform_remote_state.network.outputs.data_subnet_ids
  description = "Data subnets, which have no way out"
}

# mysql / server
resource "aws_security_group" "mysql_server" {
  name        = "httpsok-production-mysql"
  description = "MySQL: in from its clients, out to nobody"
  vpc_id      = data.terraform_remote_state.network.outputs.vpc_id

  tags = {
    Name = "httpsok-production-mysql"
  }
}

resource "aws_vpc_security_group_ingress_rule" "mysql_server_from_clients_3306" {
  ip_protocol                  = "tcp"
  security_group_id            = aws_security_group.mysql_server.id
  description                  = "MySQL"
  from_port                    = 3306
  referenced_security_group_id = aws_security_group.mysql_clients.id
  to_port                      = 3306
}

# mysql / clients
resource "aws_security_group" "mysql_clients" {
  name        = "httpsok-production-mysql-clients"
  description = "May connect to MySQL"
  vpc_id      = data.terraform_remote_state.network.outputs.vpc_id

  tags = {
    Name = "httpsok-production-mysql-clients"
  }
}

resource "aws_vpc_security_group_egress_rule" "mysql_clients_to_server_3306" {
  ip_protocol                  = "tcp"
  security_group_id            = aws_security_group.mysql_clients.id
  description                  = "MySQL"
  from_port                    = 3306
  referenced_security_group_id = aws_security_group.mysql_server.id
  to_port                      = 3306
}

# mysql
resource "aws_db_option_group" "mysql_options" {
  name                     = "httpsok-production-mysql-8-4"
  engine_name              = "mysql"
  major_engine_version     = "8.4"
  option_group_description = "Who connected and who changed structure or rights"

  option {
    option_name = "MARIADB_AUDIT_PLUGIN"

    option_settings {
      name  = "SERVER_AUDIT_EVENTS"
      value = "CONNECT,QUERY_DDL,QUERY_DCL"
    }

    option_settings {
      name  = "SERVER_AUDIT_EXCL_USERS"
      value = "rdsadmin"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# mysql / monitoring / role / trust
data "aws_iam_policy_document" "mysql_monitoring_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    condition {
      test     = "StringEquals"
      values   = ["222222222222"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["monitoring.rds.amazonaws.com"]
      type        = "Service"
    }
  }
}

# mysql / monitoring / role / permissions
data "aws_iam_policy_document" "mysql_monitoring_role_permissions" {
  statement {
    actions   = ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]
    resources = ["arn:aws:logs:*:222222222222:log-group:RDS*"]
  }

  statement {
    actions = [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
    ]

    resources = ["arn:aws:logs:*:222222222222:log-group:RDS*:log-stream:*"]
  }
}

# mysql / monitoring / role
resource "aws_iam_role" "mysql_monitoring_role" {
  name               = "httpsok-production-database-monitoring"
  assume_role_policy = data.aws_iam_policy_document.mysql_monitoring_role_trust.json
  description        = "Writes the metrics of the databases' operating systems to CloudWatch"
}

resource "aws_iam_role_policy" "mysql_monitoring_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.mysql_monitoring_role_permissions.json
  role   = aws_iam_role.mysql_monitoring_role.name
}

# mysql / writer
resource "aws_db_parameter_group" "mysql_writer_parameters" {
  name        = "httpsok-production-mysql-8-4"
  family      = "mysql8.4"
  description = "MySQL 8.4, a writer"

  parameter {
    name         = "character_set_server"
    value        = "utf8mb4"
    apply_method = "immediate"
  }

  parameter {
    name         = "collation_server"
    value        = "utf8mb4_0900_ai_ci"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_buffer_pool_size"
    value        = "{DBInstanceClassMemory*7/10}"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "max_connections"
    value        = "1595"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_redo_log_capacity"
    value        = "4294967296"
    apply_method = "immediate"
  }

  parameter {
    name         = "binlog_format"
    value        = "ROW"
    apply_method = "immediate"
  }

  parameter {
    name         = "gtid-mode"
    value        = "ON"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "enforce_gtid_consistency"
    value        = "ON"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "innodb_flush_log_at_trx_commit"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "sync_binlog"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "require_secure_transport"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "skip_name_resolve"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "init_connect"
    value        = "SET @environment = 'production'"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "slow_query_log"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "long_query_time"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_output"
    value        = "FILE"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_print_all_deadlocks"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "performance_schema"
    value        = "1"
    apply_method = "pending-reboot"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "mysql_writer_audit_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql/audit"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "mysql_writer_error_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql/error"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "mysql_writer_slowquery_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql/slowquery"
  retention_in_days = 365
}

resource "aws_db_instance" "mysql_writer" {
  instance_class                        = "db.m7g.4xlarge"
  allocated_storage                     = 500
  allow_major_version_upgrade           = false
  apply_immediately                     = false
  auto_minor_version_upgrade            = true
  backup_retention_period               = 35
  backup_window                         = "17:00-18:00"
  ca_cert_identifier                    = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot                 = true
  database_insights_mode                = "standard"
  db_subnet_group_name                  = aws_db_subnet_group.mysql_subnets.name
  delete_automated_backups              = false
  deletion_protection                   = true
  enabled_cloudwatch_logs_exports       = ["audit", "error", "slowquery"]
  engine                                = "mysql"
  engine_lifecycle_support              = "open-source-rds-extended-support-disabled"
  engine_version                        = "8.4"
  final_snapshot_identifier             = "httpsok-production-mysql-final"
  iam_database_authentication_enabled   = true
  identifier                            = "httpsok-production-mysql"
  kms_key_id                            = aws_kms_key.key.arn
  maintenance_window                    = "sun:18:30-sun:19:30"
  max_allocated_storage                 = 2000
  monitoring_interval                   = 15
  monitoring_role_arn                   = aws_iam_role.mysql_monitoring_role.arn
  multi_az                              = true
  option_group_name                     = aws_db_option_group.mysql_options.name
  parameter_group_name                  = aws_db_parameter_group.mysql_writer_parameters.name
  password_wo                           = jsondecode(ephemeral.aws_secretsmanager_secret_version.mysql_writer_master_current.secret_string).password
  password_wo_version                   = 1
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.key.arn
  performance_insights_retention_period = 7
  port                                  = 3306
  publicly_accessible                   = false
  skip_final_snapshot                   = false
  storage_encrypted                     = true
  storage_type                          = "gp3"
  username                              = "administrator"
  vpc_security_group_ids                = [aws_security_group.mysql_server.id]

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [
    aws_cloudwatch_log_group.mysql_writer_audit_log,
    aws_cloudwatch_log_group.mysql_writer_error_log,
    aws_cloudwatch_log_group.mysql_writer_slowquery_log,
  ]
}

# mysql / writer / master
ephemeral "random_password" "mysql_writer_master_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "mysql_writer_master" {
  name                    = "httpsok/production/mysql/administrator"
  description             = "Master of the MySQL database, for Terraform and repairs"
  kms_key_id              = aws_kms_key.key.arn
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "mysql_writer_master_value" {
  secret_id = aws_secretsmanager_secret.mysql_writer_master.id

  secret_string_wo = jsonencode({
    username = "administrator"
    password = ephemeral.random_password.mysql_writer_master_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "mysql_writer_master_current" {
  secret_id  = aws_secretsmanager_secret_version.mysql_writer_master_value.secret_id
  version_id = aws_secretsmanager_secret_version.mysql_writer_master_value.version_id
}

# mysql / reader b
resource "aws_db_parameter_group" "mysql_reader_b_parameters" {
  name        = "httpsok-production-mysql-b-8-4"
  family      = "mysql8.4"
  description = "MySQL 8.4, a reader"

  parameter {
    name         = "character_set_server"
    value        = "utf8mb4"
    apply_method = "immediate"
  }

  parameter {
    name         = "collation_server"
    value        = "utf8mb4_0900_ai_ci"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_buffer_pool_size"
    value        = "{DBInstanceClassMemory*7/10}"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "max_connections"
    value        = "1595"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_redo_log_capacity"
    value        = "4294967296"
    apply_method = "immediate"
  }

  parameter {
    name         = "binlog_format"
    value        = "ROW"
    apply_method = "immediate"
  }

  parameter {
    name         = "gtid-mode"
    value        = "ON"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "enforce_gtid_consistency"
    value        = "ON"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "innodb_flush_log_at_trx_commit"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "sync_binlog"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "require_secure_transport"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "skip_name_resolve"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "init_connect"
    value        = "SET @environment = 'production'"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "slow_query_log"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "long_query_time"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_output"
    value        = "FILE"
    apply_method = "immediate"
  }

  parameter {
    name         = "innodb_print_all_deadlocks"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "performance_schema"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "replica_parallel_workers"
    value        = "8"
    apply_method = "immediate"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "mysql_reader_b_audit_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql-b/audit"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "mysql_reader_b_error_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql-b/error"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "mysql_reader_b_slowquery_log" {
  name              = "/aws/rds/instance/httpsok-production-mysql-b/slowquery"
  retention_in_days = 365
}

resource "aws_db_instance" "mysql_reader_b" {
  instance_class                        = "db.m7g.4xlarge"
  apply_immediately                     = false
  auto_minor_version_upgrade            = true
  availability_zone                     = "ap-southeast-1b"
  backup_retention_period               = 0
  ca_cert_identifier                    = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot                 = true
  database_insights_mode                = "standard"
  delete_automated_backups              = false
  deletion_protection                   = true
  enabled_cloudwatch_logs_exports       = ["audit", "error", "slowquery"]
  engine_version                        = "8.4"
  iam_database_authentication_enabled   = true
  identifier                            = "httpsok-production-mysql-b"
  maintenance_window                    = "sun:18:30-sun:19:30"
  max_allocated_storage                 = 2000
  monitoring_interval                   = 15
  monitoring_role_arn                   = aws_iam_role.mysql_monitoring_role.arn
  multi_az                              = false
  option_group_name                     = aws_db_option_group.mysql_options.name
  parameter_group_name                  = aws_db_parameter_group.mysql_reader_b_parameters.name
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.key.arn
  performance_insights_retention_period = 7
  publicly_accessible                   = false
  replicate_source_db                   = aws_db_instance.mysql_writer.identifier
  skip_final_snapshot                   = true
  storage_encrypted                     = true
  storage_type                          = "gp3"
  vpc_security_group_ids                = [aws_security_group.mysql_server.id]

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [
    aws_cloudwatch_log_group.mysql_reader_b_audit_log,
    aws_cloudwatch_log_group.mysql_reader_b_error_log,
    aws_cloudwatch_log_group.mysql_reader_b_slowquery_log,
  ]
}
