output "database_name" {
  value       = "httpsok"
  description = "Database of the application"
}

output "proxy_hosts" {
  value       = []
  description = "Host of the proxy before the writer"
}

output "app_secret_arn" {
  value       = aws_secretsmanager_secret.app.arn
  description = "Secret with the name and password of the application's user"
}

output "migrate_secret_arn" {
  value       = aws_secretsmanager_secret.migrate.arn
  description = "Secret of the user that changes the structure"
}

output "readonly_secret_arn" {
  value       = aws_secretsmanager_secret.readonly.arn
  description = "Secret of the user that only reads, best from a replica"
}

output "exporter_secret_arn" {
  value       = aws_secretsmanager_secret.exporter.arn
  description = "Secret of the metrics exporter"
}

output "backup_secret_arn" {
  value       = aws_secretsmanager_secret.backup.arn
  description = "Secret of the user that makes logical backups"
}
