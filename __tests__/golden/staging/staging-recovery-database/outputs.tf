output "reader_hosts" {
  value       = [aws_db_instance.mysql_reader.address]
  description = "Host of the replica in the recovery region"
}

output "reader_identifiers" {
  value       = [aws_db_instance.mysql_reader.identifier]
  description = "Identifier of that replica, to promote it by"
}

output "client_security_group_ids" {
  value       = [aws_security_group.mysql_clients.id]
  description = "Group that a workload attaches there to reach it"
}

output "key_arn" {
  value       = aws_kms_key.key.arn
  description = "Key of what is kept in the recovery region"
}
