output "identifier" {
  value       = aws_db_instance.mysql_writer.identifier
  description = "Identifier of the writer"
}

output "arn" {
  value       = aws_db_instance.mysql_writer.arn
  description = "ARN of the writer"
}

output "resource_id" {
  value       = aws_db_instance.mysql_writer.resource_id
  description = "Id of the writer in IAM policies and metrics; it survives a rename"
}

output "writer_host" {
  value       = aws_db_instance.mysql_writer.address
  description = "Host that takes writes"
}

output "reader_hosts" {
  value       = [aws_db_instance.mysql_reader_b.address]
  description = "Hosts of the replicas, one per zone"
}

output "port" {
  value       = "3306"
  description = "Port of all of them"
}

output "instance_identifiers" {
  value = [
    aws_db_instance.mysql_writer.identifier,
    aws_db_instance.mysql_reader_b.identifier,
  ]

  description = "Identifiers of the writer and its replicas, for alarms"
}

output "client_security_group_id" {
  value       = aws_security_group.mysql_clients.id
  description = "Group that a workload attaches to reach the database"
}

output "master_secret_arn" {
  value       = aws_secretsmanager_secret.mysql_writer_master.arn
  description = "Secret with the name and password of the master"
}

output "key_arns" {
  value       = [aws_kms_key.key.arn]
  description = "Key of the database and its secrets; empty where AWS keeps it"
}

output "cache_hosts" {
  value       = []
  description = "Host of the cache"
}

output "cache_client_security_group_ids" {
  value       = []
  description = "Group that a workload attaches to reach the cache"
}

output "cache_users" {
  value       = []
  description = "User as whom the application enters the cache, by IAM"
}

output "cache_connect_arns" {
  value       = []
  description = "What a role needs elasticache:Connect on"
}
