# vpc
resource "aws_vpc" "vpc" {
  cidr_block           = "10.30.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = {
    Name = "httpsok-staging-vpc"
  }
}

resource "aws_default_security_group" "vpc_default" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-default-unused"
  }
}

resource "aws_internet_gateway" "vpc_internet" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-vpc"
  }
}

# public / a
resource "aws_subnet" "public_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.30.0.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name                     = "httpsok-staging-public-a"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_route_table" "public_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-public-a"
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

# public / b
resource "aws_subnet" "public_b" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1b"
  cidr_block              = "10.30.4.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name                     = "httpsok-staging-public-b"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_route_table" "public_b_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-public-b"
  }
}

resource "aws_route_table_association" "public_b_association" {
  route_table_id = aws_route_table.public_b_routes.id
  subnet_id      = aws_subnet.public_b.id
}

resource "aws_route" "public_b_internet" {
  route_table_id         = aws_route_table.public_b_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.vpc_internet.id
}

# public / c
resource "aws_subnet" "public_c" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1c"
  cidr_block              = "10.30.8.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name                     = "httpsok-staging-public-c"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_route_table" "public_c_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-public-c"
  }
}

resource "aws_route_table_association" "public_c_association" {
  route_table_id = aws_route_table.public_c_routes.id
  subnet_id      = aws_subnet.public_c.id
}

resource "aws_route" "public_c_internet" {
  route_table_id         = aws_route_table.public_c_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.vpc_internet.id
}

# private / a
resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.30.128.0/20"
  map_public_ip_on_launch = false

  tags = {
    Name                              = "httpsok-staging-private-a"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_route_table" "private_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-private-a"
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

# private / b
resource "aws_subnet" "private_b" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1b"
  cidr_block              = "10.30.144.0/20"
  map_public_ip_on_launch = false

  tags = {
    Name                              = "httpsok-staging-private-b"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_route_table" "private_b_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-private-b"
  }
}

resource "aws_route_table_association" "private_b_association" {
  route_table_id = aws_route_table.private_b_routes.id
  subnet_id      = aws_subnet.private_b.id
}

resource "aws_route" "private_b_nat" {
  route_table_id         = aws_route_table.private_b_routes.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_b.id
}

# private / c
resource "aws_subnet" "private_c" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1c"
  cidr_block              = "10.30.160.0/20"
  map_public_ip_on_launch = false

  tags = {
    Name                              = "httpsok-staging-private-c"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_route_table" "private_c_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-private-c"
  }
}

resource "aws_route_table_association" "private_c_association" {
  route_table_id = aws_route_table.private_c_routes.id
  subnet_id      = aws_subnet.private_c.id
}

resource "aws_route" "private_c_nat" {
  route_table_id         = aws_route_table.private_c_routes.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_c.id
}

# data / a
resource "aws_subnet" "data_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1a"
  cidr_block              = "10.30.32.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-staging-data-a"
  }
}

resource "aws_route_table" "data_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-data-a"
  }
}

resource "aws_route_table_association" "data_a_association" {
  route_table_id = aws_route_table.data_a_routes.id
  subnet_id      = aws_subnet.data_a.id
}

# data / b
resource "aws_subnet" "data_b" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1b"
  cidr_block              = "10.30.36.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-staging-data-b"
  }
}

resource "aws_route_table" "data_b_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-data-b"
  }
}

resource "aws_route_table_association" "data_b_association" {
  route_table_id = aws_route_table.data_b_routes.id
  subnet_id      = aws_subnet.data_b.id
}

# data / c
resource "aws_subnet" "data_c" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-southeast-1c"
  cidr_block              = "10.30.40.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-staging-data-c"
  }
}

resource "aws_route_table" "data_c_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-data-c"
  }
}

resource "aws_route_table_association" "data_c_association" {
  route_table_id = aws_route_table.data_c_routes.id
  subnet_id      = aws_subnet.data_c.id
}

# nat / a
resource "aws_eip" "nat_a_address" {
  domain = "vpc"

  tags = {
    Name = "httpsok-staging-nat-a"
  }
}

resource "aws_nat_gateway" "nat_a" {
  allocation_id = aws_eip.nat_a_address.id
  subnet_id     = aws_subnet.public_a.id

  tags = {
    Name = "httpsok-staging-nat-a"
  }

  depends_on = [aws_internet_gateway.vpc_internet]
}

# nat / b
resource "aws_eip" "nat_b_address" {
  domain = "vpc"

  tags = {
    Name = "httpsok-staging-nat-b"
  }
}

resource "aws_nat_gateway" "nat_b" {
  allocation_id = aws_eip.nat_b_address.id
  subnet_id     = aws_subnet.public_b.id

  tags = {
    Name = "httpsok-staging-nat-b"
  }

  depends_on = [aws_internet_gateway.vpc_internet]
}

# nat / c
resource "aws_eip" "nat_c_address" {
  domain = "vpc"

  tags = {
    Name = "httpsok-staging-nat-c"
  }
}

resource "aws_nat_gateway" "nat_c" {
  allocation_id = aws_eip.nat_c_address.id
  subnet_id     = aws_subnet.public_c.id

  tags = {
    Name = "httpsok-staging-nat-c"
  }

  depends_on = [aws_internet_gateway.vpc_internet]
}

# endpoints
resource "aws_vpc_endpoint" "endpoints_s3" {
  vpc_id = aws_vpc.vpc.id

  route_table_ids = [
    aws_route_table.private_a_routes.id,
    aws_route_table.private_b_routes.id,
    aws_route_table.private_c_routes.id,
    aws_route_table.data_a_routes.id,
    aws_route_table.data_b_routes.id,
    aws_route_table.data_c_routes.id,
  ]

  service_name      = "com.amazonaws.ap-southeast-1.s3"
  vpc_endpoint_type = "Gateway"

  tags = {
    Name = "httpsok-staging-s3"
  }
}

# endpoints / access
resource "aws_security_group" "endpoints_access" {
  name        = "httpsok-staging-endpoints"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-endpoints"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_access_from_vpc_443" {
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.endpoints_access.id
  cidr_ipv4         = "10.30.0.0/16"
  description       = "AWS service calls from inside the VPC"
  from_port         = 443
  to_port           = 443
}

# endpoints
resource "aws_vpc_endpoint" "endpoints_ecr_api" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.ecr.api"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-ecr.api"
  }
}

resource "aws_vpc_endpoint" "endpoints_ecr_dkr" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.ecr.dkr"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-ecr.dkr"
  }
}

resource "aws_vpc_endpoint" "endpoints_kms" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.kms"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-kms"
  }
}

resource "aws_vpc_endpoint" "endpoints_logs" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.logs"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-logs"
  }
}

resource "aws_vpc_endpoint" "endpoints_secretsmanager" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.secretsmanager"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-secretsmanager"
  }
}

resource "aws_vpc_endpoint" "endpoints_ssm" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.ssm"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-ssm"
  }
}

resource "aws_vpc_endpoint" "endpoints_ssmmessages" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.ssmmessages"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-ssmmessages"
  }
}

resource "aws_vpc_endpoint" "endpoints_sts" {
  vpc_id              = aws_vpc.vpc.id
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints_access.id]
  service_name        = "com.amazonaws.ap-southeast-1.sts"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
  vpc_endpoint_type   = "Interface"

  tags = {
    Name = "httpsok-staging-sts"
  }
}

# flow logs / records
resource "aws_s3_bucket" "flow_logs_records" {
  bucket        = "httpsok-staging-111111111111-network-flow-logs"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "flow_logs_records_public_access" {
  bucket                  = aws_s3_bucket.flow_logs_records.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "flow_logs_records_ownership" {
  bucket = aws_s3_bucket.flow_logs_records.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "flow_logs_records_encryption" {
  bucket = aws_s3_bucket.flow_logs_records.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "flow_logs_records_versioning" {
  bucket = aws_s3_bucket.flow_logs_records.id

  versioning_configuration {
    status = "Enabled"
  }
}

# flow logs / records / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "flow_logs_records_lifecycle" {
  bucket = aws_s3_bucket.flow_logs_records.id

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    filter {}
  }

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "expiration"
    status = "Enabled"

    expiration {
      days = 90
    }

    filter {}
  }

  depends_on = [aws_s3_bucket_versioning.flow_logs_records_versioning]
}

# flow logs / records / policy / document
data "aws_iam_policy_document" "flow_logs_records_policy_document" {
  statement {
    sid     = "DenyWithoutTls"
    actions = ["s3:*"]
    effect  = "Deny"

    resources = [
      aws_s3_bucket.flow_logs_records.arn,
      "${aws_s3_bucket.flow_logs_records.arn}/*",
    ]

    condition {
      test     = "Bool"
      values   = ["false"]
      variable = "aws:SecureTransport"
    }

    principals {
      identifiers = ["*"]
      type        = "*"
    }
  }

  statement {
    sid     = "DenyOldTls"
    actions = ["s3:*"]
    effect  = "Deny"

    resources = [
      aws_s3_bucket.flow_logs_records.arn,
      "${aws_s3_bucket.flow_logs_records.arn}/*",
    ]

    condition {
      test     = "NumericLessThan"
      values   = ["1.2"]
      variable = "s3:TlsVersion"
    }

    principals {
      identifiers = ["*"]
      type        = "*"
    }
  }

  statement {
    sid       = "LogDeliveryWrites"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.flow_logs_records.arn}/*"]

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["delivery.logs.amazonaws.com"]
      type        = "Service"
    }
  }

  statement {
    sid       = "LogDeliveryChecks"
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.flow_logs_records.arn]

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["delivery.logs.amazonaws.com"]
      type        = "Service"
    }
  }
}

# flow logs / records / policy
resource "aws_s3_bucket_policy" "flow_logs_records_policy" {
  bucket = aws_s3_bucket.flow_logs_records.id
  policy = data.aws_iam_policy_document.flow_logs_records_policy_document.json
}

# flow logs
resource "aws_flow_log" "flow_logs" {
  log_destination      = aws_s3_bucket.flow_logs_records.arn
  log_destination_type = "s3"
  traffic_type         = "ALL"
  vpc_id               = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-staging-vpc"
  }

  depends_on = [aws_s3_bucket_policy.flow_logs_records_policy]
}

# private zone
resource "aws_route53_zone" "private_zone" {
  name          = "staging.httpsok.internal"
  comment       = "Names inside the VPC"
  force_destroy = false

  vpc {
    vpc_id = aws_vpc.vpc.id
  }

  lifecycle {
    prevent_destroy = true
  }
}
