data "terraform_remote_state" "database" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/database"
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
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# key
resource "aws_kms_key" "key" {
  deletion_window_in_days = 30
  description             = "Copies of MySQL and of its backups"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_access.json

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "key_alias" {
  name          = "alias/httpsok-staging-mysql"
  target_key_id = aws_kms_key.key.key_id
}

data "terraform_remote_state" "recovery_network" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-northeast-1/recovery-network"
    region = "ap-southeast-1"
  }
}

# mysql
resource "aws_db_subnet_group" "mysql_subnets" {
  name        = "httpsok-staging-mysql"
  subnet_ids  = data.terraform_remote_state.recovery_network.outputs.data_subnet_ids
  description = "Data subnets, which have no way out"
}

# mysql / server
resource "aws_security_group" "mysql_server" {
  name        = "httpsok-staging-mysql"
  description = "MySQL: in from its clients, out to nobody"
  vpc_id      = data.terraform_remote_state.recovery_network.outputs.vpc_id

  tags = {
    Name = "httpsok-staging-mysql"
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
  name        = "httpsok-staging-mysql-clients"
  description = "May connect to MySQL"
  vpc_id      = data.terraform_remote_state.recovery_network.outputs.vpc_id

  tags = {
    Name = "httpsok-staging-mysql-clients"
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
  name                     = "httpsok-staging-mysql-8-4"
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
      values   = ["111111111111"]
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
    resources = ["arn:aws:logs:*:111111111111:log-group:RDS*"]
  }

  statement {
    actions = [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
    ]

    resources = ["arn:aws:logs:*:111111111111:log-group:RDS*:log-stream:*"]
  }
}

# mysql / monitoring / role
resource "aws_iam_role" "mysql_monitoring_role" {
  name               = "httpsok-staging-recovery-database-monitoring"
  assume_role_policy = data.aws_iam_policy_document.mysql_monitoring_role_trust.json
  description        = "Writes the metrics of the databases' operating systems to CloudWatch"
}

resource "aws_iam_role_policy" "mysql_monitoring_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.mysql_monitoring_role_permissions.json
  role   = aws_iam_role.mysql_monitoring_role.name
}

# mysql / reader
resource "aws_db_parameter_group" "mysql_reader_parameters" {
  name        = "httpsok-staging-mysql-recovery-8-4"
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
    value        = "SET @environment = 'staging'"
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

resource "aws_cloudwatch_log_group" "mysql_reader_audit_log" {
  name              = "/aws/rds/instance/httpsok-staging-mysql-recovery/audit"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "mysql_reader_error_log" {
  name              = "/aws/rds/instance/httpsok-staging-mysql-recovery/error"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "mysql_reader_slowquery_log" {
  name              = "/aws/rds/instance/httpsok-staging-mysql-recovery/slowquery"
  retention_in_days = 90
}

resource "aws_db_instance" "mysql_reader" {
  instance_class                        = "db.m7g.4xlarge"
  apply_immediately                     = false
  auto_minor_version_upgrade            = true
  backup_retention_period               = 14
  ca_cert_identifier                    = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot                 = true
  database_insights_mode                = "standard"
  db_subnet_group_name                  = aws_db_subnet_group.mysql_subnets.name
  delete_automated_backups              = false
  deletion_protection                   = true
  enabled_cloudwatch_logs_exports       = ["audit", "error", "slowquery"]
  engine_version                        = "8.4"
  iam_database_authentication_enabled   = true
  identifier                            = "httpsok-staging-mysql-recovery"
  kms_key_id                            = aws_kms_key.key.arn
  maintenance_window                    = "sun:18:30-sun:19:30"
  max_allocated_storage                 = 2000
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.mysql_monitoring_role.arn
  multi_az                              = false
  option_group_name                     = aws_db_option_group.mysql_options.name
  parameter_group_name                  = aws_db_parameter_group.mysql_reader_parameters.name
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.key.arn
  performance_insights_retention_period = 7
  publicly_accessible                   = false
  replicate_source_db                   = data.terraform_remote_state.database.outputs.arn
  skip_final_snapshot                   = true
  storage_encrypted                     = true
  storage_type                          = "gp3"
  vpc_security_group_ids                = [aws_security_group.mysql_server.id]

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [
    aws_cloudwatch_log_group.mysql_reader_audit_log,
    aws_cloudwatch_log_group.mysql_reader_error_log,
    aws_cloudwatch_log_group.mysql_reader_slowquery_log,
  ]
}

# backups
resource "aws_db_instance_automated_backups_replication" "backups" {
  source_db_instance_arn = data.terraform_remote_state.database.outputs.arn
  kms_key_id             = aws_kms_key.key.arn
  retention_period       = 14
}
