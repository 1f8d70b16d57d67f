output "vpc_id" {
  value       = aws_vpc.vpc.id
  description = "Id of the VPC"
}

output "vpc_cidr" {
  value       = "10.10.0.0/16"
  description = "Address range of the VPC"
}

output "zones" {
  value       = ["ap-southeast-1a"]
  description = "Availability zones in use"
}

output "public_subnet_ids" {
  value       = [aws_subnet.public_a.id]
  description = "Subnets with a route to the internet, one per zone"
}

output "private_subnet_ids" {
  value       = [aws_subnet.private_a.id]
  description = "Subnets of workloads, one per zone"
}

output "data_subnet_ids" {
  value       = [aws_subnet.data_a.id]
  description = "Subnets of databases, without a way out, one per zone"
}

output "private_zone_id" {
  value       = aws_route53_zone.private_zone.zone_id
  description = "Id of the hosted zone that only the VPC resolves"
}

output "private_zone_name" {
  value       = "development.httpsok.internal"
  description = "Name of that zone"
}
