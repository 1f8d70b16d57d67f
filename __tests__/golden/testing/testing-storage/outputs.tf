output "backups_bucket" {
  value       = aws_s3_bucket.backups.bucket
  description = "Name of the bucket for backups"
}

output "backups_bucket_arn" {
  value       = aws_s3_bucket.backups.arn
  description = "ARN of the bucket for backups"
}

output "logs_bucket" {
  value       = aws_s3_bucket.logs.bucket
  description = "Name of the bucket for logs"
}

output "logs_bucket_arn" {
  value       = aws_s3_bucket.logs.arn
  description = "ARN of the bucket for logs"
}

output "site_bucket" {
  value       = aws_s3_bucket.site.bucket
  description = "Name of the bucket with the static site"
}

output "site_bucket_arn" {
  value       = aws_s3_bucket.site.arn
  description = "ARN of the bucket with the static site"
}

output "site_bucket_domain" {
  value       = aws_s3_bucket.site.bucket_regional_domain_name
  description = "Host from which a CDN fetches the static site"
}

output "downloads_bucket" {
  value       = aws_s3_bucket.downloads.bucket
  description = "Name of the bucket with client downloads"
}

output "downloads_bucket_arn" {
  value       = aws_s3_bucket.downloads.arn
  description = "ARN of the bucket with client downloads"
}

output "downloads_bucket_domain" {
  value       = aws_s3_bucket.downloads.bucket_regional_domain_name
  description = "Host from which a CDN fetches client downloads"
}

output "key_arns" {
  value       = []
  description = "Keys that encrypt the buckets; empty where S3 manages the keys"
}
