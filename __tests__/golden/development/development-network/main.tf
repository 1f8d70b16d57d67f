# vpc
resource "aws_vpc" "vpc" {
  cidr_block           = "10.10.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = {
    Name = "httpsok-development-vpc"
  }
}

resource "aws_default_security_group" "vpc_default" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-default-unused"
  }
}

resource "aws_internet_gateway" "vpc_internet" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-vpc"
  }
}

# public / a
resource "aws_subnet" "public_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.10.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name                     = "httpsok-development-public-a"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_route_table" "public_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-public-a"
  }
}

resource "aws_route_table_association" "public_a_association" {
  route_table_id = aws_route_table.public_a_routes.id
  subnet_id      = aws_subnet.public_a.id
}

resource "aws_route" "public_a_internet" {
  route_table_id         = aws_route_table.public_a_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.vpc_internet.id
}

# private / a
resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.10.128.0/20"
  map_public_ip_on_launch = false

  tags = {
    Name                              = "httpsok-development-private-a"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_route_table" "private_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-private-a"
  }
}

resource "aws_route_table_association" "private_a_association" {
  route_table_id = aws_route_table.private_a_routes.id
  subnet_id      = aws_subnet.private_a.id
}

resource "aws_route" "private_a_nat" {
  route_table_id         = aws_route_table.private_a_routes.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_a.id
}

# data / a
resource "aws_subnet" "data_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.10.32.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-development-data-a"
  }
}

resource "aws_route_table" "data_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-data-a"
  }
}

resource "aws_route_table_association" "data_a_association" {
  route_table_id = aws_route_table.data_a_routes.id
  subnet_id      = aws_subnet.data_a.id
}

# nat / a
resource "aws_eip" "nat_a_address" {
  domain = "vpc"

  tags = {
    Name = "httpsok-development-nat-a"
  }
}

resource "aws_nat_gateway" "nat_a" {
  allocation_id = aws_eip.nat_a_address.id
  subnet_id     = aws_subnet.public_a.id

  tags = {
    Name = "httpsok-development-nat-a"
  }

  depends_on = [aws_internet_gateway.vpc_internet]
}

# endpoints
resource "aws_vpc_endpoint" "endpoints_s3" {
  vpc_id            = aws_vpc.vpc.id
  route_table_ids   = [aws_route_table.private_a_routes.id, aws_route_table.data_a_routes.id]
  service_name      = "com.amazonaws.ap-southeast-1.s3"
  vpc_endpoint_type = "Gateway"

  tags = {
    Name = "httpsok-development-s3"
  }
}

# flow logs
resource "aws_cloudwatch_log_group" "flow_logs_records" {
  name              = "httpsok-development-network-flow-logs"
  retention_in_days = 7
}

# flow logs / delivery / trust
data "aws_iam_policy_document" "flow_logs_delivery_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["vpc-flow-logs.amazonaws.com"]
      type        = "Service"
    }
  }
}

# flow logs / delivery / permissions
data "aws_iam_policy_document" "flow_logs_delivery_permissions" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.flow_logs_records.arn}:*"]
  }
}

# flow logs / delivery
resource "aws_iam_role" "flow_logs_delivery" {
  name               = "httpsok-development-network-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.flow_logs_delivery_trust.json
  description        = "Writes VPC flow logs to CloudWatch"
}

resource "aws_iam_role_policy" "flow_logs_delivery_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.flow_logs_delivery_permissions.json
  role   = aws_iam_role.flow_logs_delivery.name
}

# flow logs
resource "aws_flow_log" "flow_logs" {
  iam_role_arn         = aws_iam_role.flow_logs_delivery.arn
  log_destination      = aws_cloudwatch_log_group.flow_logs_records.arn
  log_destination_type = "cloud-watch-logs"
  traffic_type         = "ALL"
  vpc_id               = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-development-vpc"
  }
}

# private zone
resource "aws_route53_zone" "private_zone" {
  name          = "development.httpsok.internal"
  comment       = "Names inside the VPC"
  force_destroy = false

  vpc {
    vpc_id = aws_vpc.vpc.id
  }
}
