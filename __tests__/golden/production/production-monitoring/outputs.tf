output "namespace" {
  value       = kubernetes_namespace_v1.monitoring.metadata[0].name
  description = "Namespace of the monitoring, where Grafana looks for data sources"
}

output "prometheus_url" {
  value       = "http://kube-prometheus-stack-prometheus.${kubernetes_namespace_v1.monitoring.metadata[0].name}:9090"
  description = "Address of Prometheus inside the cluster"
}

output "alertmanager_url" {
  value       = "http://kube-prometheus-stack-alertmanager.${kubernetes_namespace_v1.monitoring.metadata[0].name}:9093"
  description = "Address of Alertmanager inside the cluster"
}
