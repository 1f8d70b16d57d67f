# logs
resource "aws_s3_bucket" "logs" {
  bucket        = "httpsok-testing-111111111111-logs"
  force_destroy = false
}

resource "aws_s3_bucket_public_access_block" "logs_public_access" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "logs_ownership" {
  bucket = aws_s3_bucket.logs.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs_encryption" {
  bucket = aws_s3_bucket.logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "logs_versioning" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Enabled"
  }
}

# logs / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "logs_lifecycle" {
  bucket = aws_s3_bucket.logs.id

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
      days = 14
    }

    filter {}
  }

  depends_on = [aws_s3_bucket_versioning.logs_versioning]
}

# logs / policy / document
data "aws_iam_policy_document" "logs_policy_document" {
  statement {
    sid       = "DenyWithoutTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"]

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
    sid       = "DenyOldTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"]

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
    resources = ["${aws_s3_bucket.logs.arn}/*"]

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
    resources = [aws_s3_bucket.logs.arn]

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
    sid       = "AccessLogsOfBackups"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.logs.arn}/*"]

    condition {
      test     = "ArnLike"
      values   = [aws_s3_bucket.backups.arn]
      variable = "aws:SourceArn"
    }

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["logging.s3.amazonaws.com"]
      type        = "Service"
    }
  }

  statement {
    sid       = "AccessLogsOfSite"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.logs.arn}/*"]

    condition {
      test     = "ArnLike"
      values   = [aws_s3_bucket.site.arn]
      variable = "aws:SourceArn"
    }

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["logging.s3.amazonaws.com"]
      type        = "Service"
    }
  }

  statement {
    sid       = "AccessLogsOfDownloads"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.logs.arn}/*"]

    condition {
      test     = "ArnLike"
      values   = [aws_s3_bucket.downloads.arn]
      variable = "aws:SourceArn"
    }

    condition {
      test     = "StringEquals"
      values   = ["111111111111"]
      variable = "aws:SourceAccount"
    }

    principals {
      identifiers = ["logging.s3.amazonaws.com"]
      type        = "Service"
    }
  }
}

# logs / policy
resource "aws_s3_bucket_policy" "logs_policy" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.logs_policy_document.json
}

# backups
resource "aws_s3_bucket" "backups" {
  bucket        = "httpsok-testing-111111111111-backups"
  force_destroy = false
}

resource "aws_s3_bucket_public_access_block" "backups_public_access" {
  bucket                  = aws_s3_bucket.backups.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "backups_ownership" {
  bucket = aws_s3_bucket.backups.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "backups_encryption" {
  bucket = aws_s3_bucket.backups.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "backups_versioning" {
  bucket = aws_s3_bucket.backups.id

  versioning_configuration {
    status = "Enabled"
  }
}

# backups / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "backups_lifecycle" {
  bucket = aws_s3_bucket.backups.id

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
      days = 14
    }

    filter {}
  }

  depends_on = [aws_s3_bucket_versioning.backups_versioning]
}

# backups / policy / document
data "aws_iam_policy_document" "backups_policy_document" {
  statement {
    sid       = "DenyWithoutTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.backups.arn, "${aws_s3_bucket.backups.arn}/*"]

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
    sid       = "DenyOldTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.backups.arn, "${aws_s3_bucket.backups.arn}/*"]

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
}

# backups / policy
resource "aws_s3_bucket_policy" "backups_policy" {
  bucket = aws_s3_bucket.backups.id
  policy = data.aws_iam_policy_document.backups_policy_document.json
}

# backups
resource "aws_s3_bucket_logging" "backups_access_logs" {
  bucket        = aws_s3_bucket.backups.id
  target_bucket = aws_s3_bucket.logs.bucket
  target_prefix = "s3/backups/"
  depends_on    = [aws_s3_bucket_policy.logs_policy]
}

# site
resource "aws_s3_bucket" "site" {
  bucket        = "httpsok-testing-111111111111-site"
  force_destroy = false
}

resource "aws_s3_bucket_public_access_block" "site_public_access" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "site_ownership" {
  bucket = aws_s3_bucket.site.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site_encryption" {
  bucket = aws_s3_bucket.site.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "site_versioning" {
  bucket = aws_s3_bucket.site.id

  versioning_configuration {
    status = "Enabled"
  }
}

# site / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "site_lifecycle" {
  bucket = aws_s3_bucket.site.id

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

    expiration {
      expired_object_delete_marker = true
    }

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.site_versioning]
}

# site / policy / document
data "aws_iam_policy_document" "site_policy_document" {
  statement {
    sid       = "DenyWithoutTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.site.arn, "${aws_s3_bucket.site.arn}/*"]

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
    sid       = "DenyOldTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.site.arn, "${aws_s3_bucket.site.arn}/*"]

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
}

# site / policy
resource "aws_s3_bucket_policy" "site_policy" {
  bucket = aws_s3_bucket.site.id
  policy = data.aws_iam_policy_document.site_policy_document.json
}

# site
resource "aws_s3_bucket_logging" "site_access_logs" {
  bucket        = aws_s3_bucket.site.id
  target_bucket = aws_s3_bucket.logs.bucket
  target_prefix = "s3/site/"
  depends_on    = [aws_s3_bucket_policy.logs_policy]
}

# downloads
resource "aws_s3_bucket" "downloads" {
  bucket        = "httpsok-testing-111111111111-downloads"
  force_destroy = false
}

resource "aws_s3_bucket_public_access_block" "downloads_public_access" {
  bucket                  = aws_s3_bucket.downloads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "downloads_ownership" {
  bucket = aws_s3_bucket.downloads.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "downloads_encryption" {
  bucket = aws_s3_bucket.downloads.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "downloads_versioning" {
  bucket = aws_s3_bucket.downloads.id

  versioning_configuration {
    status = "Enabled"
  }
}

# downloads / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "downloads_lifecycle" {
  bucket = aws_s3_bucket.downloads.id

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

    expiration {
      expired_object_delete_marker = true
    }

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.downloads_versioning]
}

# downloads / policy / document
data "aws_iam_policy_document" "downloads_policy_document" {
  statement {
    sid       = "DenyWithoutTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.downloads.arn, "${aws_s3_bucket.downloads.arn}/*"]

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
    sid       = "DenyOldTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.downloads.arn, "${aws_s3_bucket.downloads.arn}/*"]

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
}

# downloads / policy
resource "aws_s3_bucket_policy" "downloads_policy" {
  bucket = aws_s3_bucket.downloads.id
  policy = data.aws_iam_policy_document.downloads_policy_document.json
}

# downloads
resource "aws_s3_bucket_logging" "downloads_access_logs" {
  bucket        = aws_s3_bucket.downloads.id
  target_bucket = aws_s3_bucket.logs.bucket
  target_prefix = "s3/downloads/"
  depends_on    = [aws_s3_bucket_policy.logs_policy]
}
