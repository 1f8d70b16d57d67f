# logs
resource "aws_s3_bucket" "logs" {
  bucket        = "httpsok-staging-111111111111-logs"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
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
      days = 90
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

# backups key / access
data "aws_iam_policy_document" "backups_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# backups key
resource "aws_kms_key" "backups_key" {
  deletion_window_in_days = 30
  description             = "Backups of databases and configuration"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.backups_key_access.json

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "backups_key_alias" {
  name          = "alias/httpsok-staging-backups"
  target_key_id = aws_kms_key.backups_key.key_id
}

# backups
resource "aws_s3_bucket" "backups" {
  bucket        = "httpsok-staging-111111111111-backups"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
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
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.backups_key.arn
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
      days = 35
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

# backups / replica / key / access
data "aws_iam_policy_document" "backups_replica_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# backups / replica / key
resource "aws_kms_key" "backups_replica_key" {
  deletion_window_in_days = 30
  description             = "Objects in backups-replica, in ap-northeast-1"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.backups_replica_key_access.json
  region                  = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "backups_replica_key_alias" {
  name          = "alias/httpsok-staging-backups-replica"
  target_key_id = aws_kms_key.backups_replica_key.key_id
  region        = "ap-northeast-1"
}

# backups / replica
resource "aws_s3_bucket" "backups_replica" {
  bucket        = "httpsok-staging-111111111111-backups-replica"
  force_destroy = false
  region        = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "backups_replica_public_access" {
  bucket                  = aws_s3_bucket.backups_replica.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  region                  = "ap-northeast-1"
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "backups_replica_ownership" {
  bucket = aws_s3_bucket.backups_replica.id
  region = "ap-northeast-1"

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "backups_replica_encryption" {
  bucket = aws_s3_bucket.backups_replica.id
  region = "ap-northeast-1"

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.backups_replica_key.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "backups_replica_versioning" {
  bucket = aws_s3_bucket.backups_replica.id
  region = "ap-northeast-1"

  versioning_configuration {
    status = "Enabled"
  }
}

# backups / replica / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "backups_replica_lifecycle" {
  bucket = aws_s3_bucket.backups_replica.id
  region = "ap-northeast-1"

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
      days = 35
    }

    filter {}
  }

  depends_on = [aws_s3_bucket_versioning.backups_replica_versioning]
}

# backups / replica / policy / document
data "aws_iam_policy_document" "backups_replica_policy_document" {
  statement {
    sid     = "DenyWithoutTls"
    actions = ["s3:*"]
    effect  = "Deny"

    resources = [
      aws_s3_bucket.backups_replica.arn,
      "${aws_s3_bucket.backups_replica.arn}/*",
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
      aws_s3_bucket.backups_replica.arn,
      "${aws_s3_bucket.backups_replica.arn}/*",
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
}

# backups / replica / policy
resource "aws_s3_bucket_policy" "backups_replica_policy" {
  bucket = aws_s3_bucket.backups_replica.id
  policy = data.aws_iam_policy_document.backups_replica_policy_document.json
  region = "ap-northeast-1"
}

# backups / replica / role / trust
data "aws_iam_policy_document" "backups_replica_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["s3.amazonaws.com"]
      type        = "Service"
    }
  }
}

# backups / replica / role / permissions
data "aws_iam_policy_document" "backups_replica_role_permissions" {
  statement {
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.backups.arn]
  }

  statement {
    actions = [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
    ]

    resources = ["${aws_s3_bucket.backups.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.backups_key.arn]
  }

  statement {
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["${aws_s3_bucket.backups_replica.arn}/*"]
  }

  statement {
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.backups_replica_key.arn]
  }
}

# backups / replica / role
resource "aws_iam_role" "backups_replica_role" {
  name               = "httpsok-staging-storage-backups-replication"
  assume_role_policy = data.aws_iam_policy_document.backups_replica_role_trust.json
  description        = "Copies backups to ap-northeast-1"
}

resource "aws_iam_role_policy" "backups_replica_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.backups_replica_role_permissions.json
  role   = aws_iam_role.backups_replica_role.name
}

# backups / replica
resource "aws_s3_bucket_replication_configuration" "backups_replica_rule" {
  bucket = aws_s3_bucket.backups.bucket
  role   = aws_iam_role.backups_replica_role.arn

  rule {
    id       = "everything"
    status   = "Enabled"
    priority = 1

    delete_marker_replication {
      status = "Enabled"
    }

    destination {
      bucket = aws_s3_bucket.backups_replica.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.backups_replica_key.arn
      }
    }

    filter {}

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.backups_versioning,
    aws_s3_bucket_versioning.backups_replica_versioning,
  ]
}

# content key / access
data "aws_iam_policy_document" "content_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# content key
resource "aws_kms_key" "content_key" {
  deletion_window_in_days = 30
  description             = "The static site and client downloads"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.content_key_access.json

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "content_key_alias" {
  name          = "alias/httpsok-staging-content"
  target_key_id = aws_kms_key.content_key.key_id
}

# site
resource "aws_s3_bucket" "site" {
  bucket        = "httpsok-staging-111111111111-site"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
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
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.content_key.arn
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
      noncurrent_days = 30
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

# site / replica / key / access
data "aws_iam_policy_document" "site_replica_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# site / replica / key
resource "aws_kms_key" "site_replica_key" {
  deletion_window_in_days = 30
  description             = "Objects in site-replica, in ap-northeast-1"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.site_replica_key_access.json
  region                  = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "site_replica_key_alias" {
  name          = "alias/httpsok-staging-site-replica"
  target_key_id = aws_kms_key.site_replica_key.key_id
  region        = "ap-northeast-1"
}

# site / replica
resource "aws_s3_bucket" "site_replica" {
  bucket        = "httpsok-staging-111111111111-site-replica"
  force_destroy = false
  region        = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "site_replica_public_access" {
  bucket                  = aws_s3_bucket.site_replica.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  region                  = "ap-northeast-1"
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "site_replica_ownership" {
  bucket = aws_s3_bucket.site_replica.id
  region = "ap-northeast-1"

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site_replica_encryption" {
  bucket = aws_s3_bucket.site_replica.id
  region = "ap-northeast-1"

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.site_replica_key.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "site_replica_versioning" {
  bucket = aws_s3_bucket.site_replica.id
  region = "ap-northeast-1"

  versioning_configuration {
    status = "Enabled"
  }
}

# site / replica / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "site_replica_lifecycle" {
  bucket = aws_s3_bucket.site_replica.id
  region = "ap-northeast-1"

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
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.site_replica_versioning]
}

# site / replica / policy / document
data "aws_iam_policy_document" "site_replica_policy_document" {
  statement {
    sid       = "DenyWithoutTls"
    actions   = ["s3:*"]
    effect    = "Deny"
    resources = [aws_s3_bucket.site_replica.arn, "${aws_s3_bucket.site_replica.arn}/*"]

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
    resources = [aws_s3_bucket.site_replica.arn, "${aws_s3_bucket.site_replica.arn}/*"]

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

# site / replica / policy
resource "aws_s3_bucket_policy" "site_replica_policy" {
  bucket = aws_s3_bucket.site_replica.id
  policy = data.aws_iam_policy_document.site_replica_policy_document.json
  region = "ap-northeast-1"
}

# site / replica / role / trust
data "aws_iam_policy_document" "site_replica_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["s3.amazonaws.com"]
      type        = "Service"
    }
  }
}

# site / replica / role / permissions
data "aws_iam_policy_document" "site_replica_role_permissions" {
  statement {
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.site.arn]
  }

  statement {
    actions = [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
    ]

    resources = ["${aws_s3_bucket.site.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.content_key.arn]
  }

  statement {
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["${aws_s3_bucket.site_replica.arn}/*"]
  }

  statement {
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.site_replica_key.arn]
  }
}

# site / replica / role
resource "aws_iam_role" "site_replica_role" {
  name               = "httpsok-staging-storage-site-replication"
  assume_role_policy = data.aws_iam_policy_document.site_replica_role_trust.json
  description        = "Copies site to ap-northeast-1"
}

resource "aws_iam_role_policy" "site_replica_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.site_replica_role_permissions.json
  role   = aws_iam_role.site_replica_role.name
}

# site / replica
resource "aws_s3_bucket_replication_configuration" "site_replica_rule" {
  bucket = aws_s3_bucket.site.bucket
  role   = aws_iam_role.site_replica_role.arn

  rule {
    id       = "everything"
    status   = "Enabled"
    priority = 1

    delete_marker_replication {
      status = "Enabled"
    }

    destination {
      bucket = aws_s3_bucket.site_replica.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.site_replica_key.arn
      }
    }

    filter {}

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.site_versioning,
    aws_s3_bucket_versioning.site_replica_versioning,
  ]
}

# downloads
resource "aws_s3_bucket" "downloads" {
  bucket        = "httpsok-staging-111111111111-downloads"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
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
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.content_key.arn
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
      noncurrent_days = 30
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

# downloads / replica / key / access
data "aws_iam_policy_document" "downloads_replica_key_access" {
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      identifiers = ["arn:aws:iam::111111111111:root"]
      type        = "AWS"
    }
  }
}

# downloads / replica / key
resource "aws_kms_key" "downloads_replica_key" {
  deletion_window_in_days = 30
  description             = "Objects in downloads-replica, in ap-northeast-1"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.downloads_replica_key_access.json
  region                  = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "downloads_replica_key_alias" {
  name          = "alias/httpsok-staging-downloads-replica"
  target_key_id = aws_kms_key.downloads_replica_key.key_id
  region        = "ap-northeast-1"
}

# downloads / replica
resource "aws_s3_bucket" "downloads_replica" {
  bucket        = "httpsok-staging-111111111111-downloads-replica"
  force_destroy = false
  region        = "ap-northeast-1"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "downloads_replica_public_access" {
  bucket                  = aws_s3_bucket.downloads_replica.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  region                  = "ap-northeast-1"
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "downloads_replica_ownership" {
  bucket = aws_s3_bucket.downloads_replica.id
  region = "ap-northeast-1"

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "downloads_replica_encryption" {
  bucket = aws_s3_bucket.downloads_replica.id
  region = "ap-northeast-1"

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.downloads_replica_key.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "downloads_replica_versioning" {
  bucket = aws_s3_bucket.downloads_replica.id
  region = "ap-northeast-1"

  versioning_configuration {
    status = "Enabled"
  }
}

# downloads / replica / lifecycle
resource "aws_s3_bucket_lifecycle_configuration" "downloads_replica_lifecycle" {
  bucket = aws_s3_bucket.downloads_replica.id
  region = "ap-northeast-1"

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
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.downloads_replica_versioning]
}

# downloads / replica / policy / document
data "aws_iam_policy_document" "downloads_replica_policy_document" {
  statement {
    sid     = "DenyWithoutTls"
    actions = ["s3:*"]
    effect  = "Deny"

    resources = [
      aws_s3_bucket.downloads_replica.arn,
      "${aws_s3_bucket.downloads_replica.arn}/*",
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
      aws_s3_bucket.downloads_replica.arn,
      "${aws_s3_bucket.downloads_replica.arn}/*",
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
}

# downloads / replica / policy
resource "aws_s3_bucket_policy" "downloads_replica_policy" {
  bucket = aws_s3_bucket.downloads_replica.id
  policy = data.aws_iam_policy_document.downloads_replica_policy_document.json
  region = "ap-northeast-1"
}

# downloads / replica / role / trust
data "aws_iam_policy_document" "downloads_replica_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["s3.amazonaws.com"]
      type        = "Service"
    }
  }
}

# downloads / replica / role / permissions
data "aws_iam_policy_document" "downloads_replica_role_permissions" {
  statement {
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.downloads.arn]
  }

  statement {
    actions = [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
    ]

    resources = ["${aws_s3_bucket.downloads.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.content_key.arn]
  }

  statement {
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["${aws_s3_bucket.downloads_replica.arn}/*"]
  }

  statement {
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.downloads_replica_key.arn]
  }
}

# downloads / replica / role
resource "aws_iam_role" "downloads_replica_role" {
  name               = "httpsok-staging-storage-downloads-replication"
  assume_role_policy = data.aws_iam_policy_document.downloads_replica_role_trust.json
  description        = "Copies downloads to ap-northeast-1"
}

resource "aws_iam_role_policy" "downloads_replica_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.downloads_replica_role_permissions.json
  role   = aws_iam_role.downloads_replica_role.name
}

# downloads / replica
resource "aws_s3_bucket_replication_configuration" "downloads_replica_rule" {
  bucket = aws_s3_bucket.downloads.bucket
  role   = aws_iam_role.downloads_replica_role.arn

  rule {
    id       = "everything"
    status   = "Enabled"
    priority = 1

    delete_marker_replication {
      status = "Enabled"
    }

    destination {
      bucket = aws_s3_bucket.downloads_replica.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.downloads_replica_key.arn
      }
    }

    filter {}

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.downloads_versioning,
    aws_s3_bucket_versioning.downloads_replica_versioning,
  ]
}
