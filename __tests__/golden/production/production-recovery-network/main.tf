# vpc
resource "aws_vpc" "vpc" {
  cidr_block           = "10.140.0.0/18"
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = {
    Name = "httpsok-production-vpc"
  }
}

resource "aws_default_security_group" "vpc_default" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-production-default-unused"
  }
}

# private / a
resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.140.32.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-production-private-a"
  }
}

resource "aws_route_table" "private_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-production-private-a"
  }
}

resource "aws_route_table_association" "private_a_association" {
  route_table_id = aws_route_table.private_a_routes.id
  subnet_id      = aws_subnet.private_a.id
}

# private / c
resource "aws_subnet" "private_c" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.140.40.0/22"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-production-private-c"
  }
}

resource "aws_route_table" "private_c_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-production-private-c"
  }
}

resource "aws_route_table_association" "private_c_association" {
  route_table_id = aws_route_table.private_c_routes.id
  subnet_id      = aws_subnet.private_c.id
}

# data / a
resource "aws_subnet" "data_a" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.140.8.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-production-data-a"
  }
}

resource "aws_route_table" "data_a_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-production-data-a"
  }
}

resource "aws_route_table_association" "data_a_association" {
  route_table_id = aws_route_table.data_a_routes.id
  subnet_id      = aws_subnet.data_a.id
}

# data / c
resource "aws_subnet" "data_c" {
  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.140.10.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "httpsok-production-data-c"
  }
}

resource "aws_route_table" "data_c_routes" {
  vpc_id = aws_vpc.vpc.id

  tags = {
    Name = "httpsok-production-data-c"
  }
}

resource "aws_route_table_association" "data_c_association" {
  route_table_id = aws_route_table.data_c_routes.id
  subnet_id      = aws_subnet.data_c.id
}

# endpoints
resource "aws_vpc_endpoint" "endpoints_s3" {
  vpc_id = aws_vpc.vpc.id

  route_table_ids = [
    aws_route_table.private_a_routes.id,
    aws_route_table.private_c_routes.id,
    aws_route_table.data_a_routes.id,
    aws_route_table.data_c_routes.id,
  ]

  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"

  tags = {
    Name = "httpsok-production-s3"
  }
}

# flow logs / records
resource "aws_s3_bucket" "flow_logs_records" {
  bucket        = "httpsok-production-222222222222-recovery-network-flow-logs"
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
      days = 365
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
      values   = ["222222222222"]
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
      values   = ["222222222222"]
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
    Name = "httpsok-production-vpc"
  }

  depends_on = [aws_s3_bucket_policy.flow_logs_records_policy]
}
