provider "aws" {
  region              = "ap-southeast-1"
  allowed_account_ids = ["111111111111"]
}

# The bucket and the key are protected from destruction, so nothing is created here: what the platform would decide is
# given, and plans say the rest.
override_resource {
  target          = aws_s3_bucket.state
  override_during = plan
  values = {
    id  = "httpsok-111111111111-terraform-state"
    arn = "arn:aws:s3:::httpsok-111111111111-terraform-state"
  }
}

override_resource {
  target          = aws_kms_key.state
  override_during = plan
  values = {
    key_id = "00000000-0000-0000-0000-000000000000"
    arn    = "arn:aws:kms:ap-southeast-1:111111111111:key/00000000-0000-0000-0000-000000000000"
  }
}

variables {
  organization = "httpsok"
  account_id   = "111111111111"
}

run "names_are_those_that_environments_expect" {
  command = plan

  assert {
    condition     = output.bucket == "httpsok-111111111111-terraform-state"
    error_message = "The bucket is not named as environments/ derives it."
  }

  assert {
    condition     = output.key_alias == "alias/httpsok-terraform-state"
    error_message = "The key's alias is not named as environments/ expects it."
  }
}

run "states_are_private_encrypted_and_kept" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.state.block_public_acls,
      aws_s3_bucket_public_access_block.state.block_public_policy,
      aws_s3_bucket_public_access_block.state.ignore_public_acls,
      aws_s3_bucket_public_access_block.state.restrict_public_buckets,
    ])
    error_message = "The bucket can be made public."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).kms_master_key_id == aws_kms_key.state.arn
    error_message = "The states are not encrypted with the module's key."
  }

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "Old states cannot be brought back."
  }

  assert {
    condition     = aws_kms_key.state.enable_key_rotation
    error_message = "The key is not rotated."
  }

  assert {
    condition     = length(aws_s3_bucket_logging.state) == 0
    error_message = "Access is logged although no bucket was given."
  }
}

run "nobody_gets_in_without_tls" {
  command = plan

  assert {
    condition     = { for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Sid => statement.Effect } == { DenyWithoutTls = "Deny", DenyOldTls = "Deny" }
    error_message = "The bucket's policy lets in who does not use TLS 1.2."
  }
}

run "who_plans_reads_the_given_states_and_changes_nothing" {
  command = plan

  variables {
    state_prefixes = ["httpsok/staging/"]
  }

  assert {
    condition = { for statement in jsondecode(output.reader_policy).Statement : one(statement.Action) => one(statement.Resource) } == {
      "s3:ListBucket" = aws_s3_bucket.state.arn
      "s3:GetObject"  = "${aws_s3_bucket.state.arn}/httpsok/staging/*"
      "kms:Decrypt"   = aws_kms_key.state.arn
    }
    error_message = "A reader can do something else than read the given states, or cannot read them."
  }
}

run "who_applies_writes_the_given_states_and_deletes_only_locks" {
  command = plan

  variables {
    state_prefixes = ["httpsok/staging/"]
  }

  assert {
    condition = { for statement in jsondecode(output.writer_policy).Statement : one(statement.Action) => one(statement.Resource) } == {
      "s3:ListBucket"       = aws_s3_bucket.state.arn
      "s3:GetObject"        = "${aws_s3_bucket.state.arn}/httpsok/staging/*"
      "s3:PutObject"        = "${aws_s3_bucket.state.arn}/httpsok/staging/*"
      "s3:DeleteObject"     = "${aws_s3_bucket.state.arn}/httpsok/staging/*.tflock"
      "kms:Decrypt"         = aws_kms_key.state.arn
      "kms:GenerateDataKey" = aws_kms_key.state.arn
    }
    error_message = "A writer can do something else than write the given states, or cannot write them."
  }
}

run "access_is_logged_when_a_bucket_is_given" {
  command = plan

  variables {
    access_log_bucket = "central-access-logs"
  }

  assert {
    condition     = aws_s3_bucket_logging.state[0].target_bucket == "central-access-logs"
    error_message = "Access is not logged to the given bucket."
  }
}
