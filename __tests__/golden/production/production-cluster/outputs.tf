output "name" {
  value       = aws_eks_cluster.cluster.name
  description = "Name of the cluster"
}

output "arn" {
  value       = aws_eks_cluster.cluster.arn
  description = "ARN of the cluster"
}

output "endpoint" {
  value       = aws_eks_cluster.cluster.endpoint
  description = "Address of the API of Kubernetes"
}

output "certificate_authority" {
  value       = aws_eks_cluster.cluster.certificate_authority[0].data
  description = "Certificate authority of the API, in Base64"
}

output "security_group_id" {
  value       = aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id
  description = "Group of control plane and nodes"
}

output "node_role_arn" {
  value       = aws_iam_role.nodes.arn
  description = "Role of the nodes"
}
