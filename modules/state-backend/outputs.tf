output "bucket" {
  description = "Name of the bucket; what environments/ expects by default."
  value       = aws_s3_bucket.state.bucket
}

output "key_arn" {
  description = "ARN of the key that encrypts the states."
  value       = aws_kms_key.state.arn
}

output "key_alias" {
  description = "Alias of the key, for kmsKeyAlias in environments/organization.ts."
  value       = aws_kms_alias.state.name
}

output "reader_policy" {
  description = "IAM policy, as JSON, for roles that plan."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.reader_statements })
}

output "writer_policy" {
  description = "IAM policy, as JSON, for roles that apply."
  value       = jsonencode({ Version = "2012-10-17", Statement = concat(local.reader_statements, local.writer_statements) })
}
