locals {
  objects = [for prefix in var.state_prefixes : "${aws_s3_bucket.state.arn}/${prefix}*"]

  # The key hands the decision to IAM, as AWS does by default.
  key_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "IamDecides"
        Effect    = "Allow"
        Action    = "kms:*"
        Resource  = "*"
        Principal = { AWS = "arn:${var.partition}:iam::${var.account_id}:root" }
      },
    ]
  }

  bucket_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]
        Principal = "*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyOldTls"
        Effect    = "Deny"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]
        Principal = "*"
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
    ]
  }

  # Who plans reads states, and takes no lock: whoever can release locks can release somebody else's.
  reader_statements = [
    {
      # Of the whole bucket: without it S3 answers 403 instead of 404 for a state that does not exist yet.
      Sid      = "FindStates"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = [aws_s3_bucket.state.arn]
    },
    {
      Sid      = "ReadStates"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = local.objects
    },
    {
      Sid      = "Decrypt"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = [aws_kms_key.state.arn]
    },
  ]

  # Who applies writes states and locks as well. Nobody deletes a state: an empty one is a small file.
  writer_statements = [
    {
      Sid      = "WriteStatesAndLocks"
      Effect   = "Allow"
      Action   = ["s3:PutObject"]
      Resource = local.objects
    },
    {
      Sid      = "ReleaseLocks"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject"]
      Resource = [for object in local.objects : "${object}.tflock"]
    },
    {
      Sid      = "Encrypt"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey"]
      Resource = [aws_kms_key.state.arn]
    },
  ]
}
