output "application_namespace" {
  value       = kubernetes_namespace_v1.application.metadata[0].name
  description = "Namespace of the application"
}

output "storage_class" {
  value       = "gp3"
  description = "Class of volumes that go with their claims"
}

output "retaining_storage_class" {
  value       = "gp3-retain"
  description = "Class of volumes that outlive their claims"
}

output "external_secrets_role_arn" {
  value       = aws_iam_role.external_secrets_role.arn
  description = "Role that assumes those of namespaces to read secrets"
}

output "ingress_class" {
  value       = "alb"
  description = "Class of Ingress objects that name none"
}

output "internal_issuer" {
  value       = "internal"
  description = "Issuer of certificates for what talks inside the cluster"
}
