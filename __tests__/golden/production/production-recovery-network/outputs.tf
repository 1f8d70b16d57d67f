output "vpc_id" {
  value       = aws_vpc.vpc.id
  description = "Id of the VPC in the recovery region"
}

output "private_subnet_ids" {
  value       = [aws_subnet.private_a.id, aws_subnet.private_c.id]
  description = "Subnets for workloads during recovery, one per zone"
}

output "data_subnet_ids" {
  value       = [aws_subnet.data_a.id, aws_subnet.data_c.id]
  description = "Subnets of database replicas, one per zone"
}
