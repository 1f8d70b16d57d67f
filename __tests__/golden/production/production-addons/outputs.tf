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
