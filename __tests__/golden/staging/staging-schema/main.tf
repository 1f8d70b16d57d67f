data "terraform_remote_state" "database" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/database"
    region = "ap-southeast-1"
  }
}

# master
ephemeral "aws_secretsmanager_secret_version" "master" {
  secret_id = data.terraform_remote_state.database.outputs.master_secret_arn
}

# application
resource "mysql_database" "application" {
  name                  = "httpsok"
  default_character_set = "utf8mb4"
  default_collation     = "utf8mb4_0900_ai_ci"

  lifecycle {
    prevent_destroy = true
  }
}

# binlog
resource "mysql_rds_config" "binlog" {
  binlog_retention_hours = 24
}

# app
ephemeral "random_password" "app_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "app" {
  name                    = "httpsok/staging/mysql/app"
  description             = "The API: reads and writes rows"
  kms_key_id              = one(data.terraform_remote_state.database.outputs.key_arns)
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "app_value" {
  secret_id = aws_secretsmanager_secret.app.id

  secret_string_wo = jsonencode({
    username = "app"
    password = ephemeral.random_password.app_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "app_current" {
  secret_id  = aws_secretsmanager_secret_version.app_value.secret_id
  version_id = aws_secretsmanager_secret_version.app_value.version_id
}

resource "mysql_user" "app_user" {
  user                 = "app"
  auth_plugin          = "caching_sha2_password"
  host                 = "%"
  max_user_connections = 375
  password_wo          = jsondecode(ephemeral.aws_secretsmanager_secret_version.app_current.secret_string).password
  password_wo_version  = 1
  retain_old_password  = true
  tls_option           = "SSL"
}

resource "mysql_grant" "app_on_application" {
  database   = "httpsok"
  host       = mysql_user.app_user.host
  privileges = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"]
  user       = mysql_user.app_user.user
}

# migrate
ephemeral "random_password" "migrate_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "migrate" {
  name                    = "httpsok/staging/mysql/migrate"
  description             = "Migrations: change the structure before the application rolls"
  kms_key_id              = one(data.terraform_remote_state.database.outputs.key_arns)
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "migrate_value" {
  secret_id = aws_secretsmanager_secret.migrate.id

  secret_string_wo = jsonencode({
    username = "migrate"
    password = ephemeral.random_password.migrate_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "migrate_current" {
  secret_id  = aws_secretsmanager_secret_version.migrate_value.secret_id
  version_id = aws_secretsmanager_secret_version.migrate_value.version_id
}

resource "mysql_user" "migrate_user" {
  user                 = "migrate"
  auth_plugin          = "caching_sha2_password"
  host                 = "%"
  max_user_connections = 5
  password_wo          = jsondecode(ephemeral.aws_secretsmanager_secret_version.migrate_current.secret_string).password
  password_wo_version  = 1
  retain_old_password  = true
  tls_option           = "SSL"
}

resource "mysql_grant" "migrate_on_application" {
  database = "httpsok"
  host     = mysql_user.migrate_user.host

  privileges = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "ALTER",
    "DROP",
    "INDEX",
    "REFERENCES",
    "CREATE TEMPORARY TABLES",
  ]

  user = mysql_user.migrate_user.user
}

# readonly
ephemeral "random_password" "readonly_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "readonly" {
  name                    = "httpsok/staging/mysql/readonly"
  description             = "People and reports: read, best from a replica"
  kms_key_id              = one(data.terraform_remote_state.database.outputs.key_arns)
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "readonly_value" {
  secret_id = aws_secretsmanager_secret.readonly.id

  secret_string_wo = jsonencode({
    username = "readonly"
    password = ephemeral.random_password.readonly_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "readonly_current" {
  secret_id  = aws_secretsmanager_secret_version.readonly_value.secret_id
  version_id = aws_secretsmanager_secret_version.readonly_value.version_id
}

resource "mysql_user" "readonly_user" {
  user                 = "readonly"
  auth_plugin          = "caching_sha2_password"
  host                 = "%"
  max_user_connections = 20
  password_wo          = jsondecode(ephemeral.aws_secretsmanager_secret_version.readonly_current.secret_string).password
  password_wo_version  = 1
  retain_old_password  = true
  tls_option           = "SSL"
}

resource "mysql_grant" "readonly_on_application" {
  database   = "httpsok"
  host       = mysql_user.readonly_user.host
  privileges = ["SELECT", "SHOW VIEW"]
  user       = mysql_user.readonly_user.user
}

resource "mysql_grant" "readonly_on_performance_schema" {
  database   = "performance_schema"
  host       = mysql_user.readonly_user.host
  privileges = ["SELECT"]
  user       = mysql_user.readonly_user.user
}

# exporter
ephemeral "random_password" "exporter_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "exporter" {
  name                    = "httpsok/staging/mysql/exporter"
  description             = "mysqld_exporter: reads what the server counts, and no row of the application"
  kms_key_id              = one(data.terraform_remote_state.database.outputs.key_arns)
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "exporter_value" {
  secret_id = aws_secretsmanager_secret.exporter.id

  secret_string_wo = jsonencode({
    username = "exporter"
    password = ephemeral.random_password.exporter_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "exporter_current" {
  secret_id  = aws_secretsmanager_secret_version.exporter_value.secret_id
  version_id = aws_secretsmanager_secret_version.exporter_value.version_id
}

resource "mysql_user" "exporter_user" {
  user                 = "exporter"
  auth_plugin          = "caching_sha2_password"
  host                 = "%"
  max_user_connections = 3
  password_wo          = jsondecode(ephemeral.aws_secretsmanager_secret_version.exporter_current.secret_string).password
  password_wo_version  = 1
  retain_old_password  = true
  tls_option           = "SSL"
}

resource "mysql_grant" "exporter_on_everything" {
  database   = "*"
  host       = mysql_user.exporter_user.host
  privileges = ["PROCESS", "REPLICATION CLIENT"]
  user       = mysql_user.exporter_user.user
}

resource "mysql_grant" "exporter_on_performance_schema" {
  database   = "performance_schema"
  host       = mysql_user.exporter_user.host
  privileges = ["SELECT"]
  user       = mysql_user.exporter_user.user
}

# backup
ephemeral "random_password" "backup_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "backup" {
  name                    = "httpsok/staging/mysql/backup"
  description             = "Logical backups and the stream of the binary log: reads everything, changes nothing"
  kms_key_id              = one(data.terraform_remote_state.database.outputs.key_arns)
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "backup_value" {
  secret_id = aws_secretsmanager_secret.backup.id

  secret_string_wo = jsonencode({
    username = "backup"
    password = ephemeral.random_password.backup_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "backup_current" {
  secret_id  = aws_secretsmanager_secret_version.backup_value.secret_id
  version_id = aws_secretsmanager_secret_version.backup_value.version_id
}

resource "mysql_user" "backup_user" {
  user                 = "backup"
  auth_plugin          = "caching_sha2_password"
  host                 = "%"
  max_user_connections = 4
  password_wo          = jsondecode(ephemeral.aws_secretsmanager_secret_version.backup_current.secret_string).password
  password_wo_version  = 1
  retain_old_password  = true
  tls_option           = "SSL"
}

resource "mysql_grant" "backup_on_everything" {
  database   = "*"
  host       = mysql_user.backup_user.host
  privileges = ["PROCESS", "RELOAD", "REPLICATION CLIENT", "REPLICATION SLAVE"]
  user       = mysql_user.backup_user.user
}

resource "mysql_grant" "backup_on_application" {
  database   = "httpsok"
  host       = mysql_user.backup_user.host
  privileges = ["SELECT", "LOCK TABLES", "SHOW VIEW", "EVENT", "TRIGGER"]
  user       = mysql_user.backup_user.user
}
