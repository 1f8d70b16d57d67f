provider "aws" {
  region              = "ap-southeast-1"
  allowed_account_ids = ["111111111111"]
}

variables {
  organization = "httpsok"
  account_id   = "111111111111"
}

run "an_account_id_has_12_digits" {
  command = plan

  variables {
    account_id = "1111"
  }

  expect_failures = [var.account_id]
}

run "a_bucket_name_has_no_capitals" {
  command = plan

  variables {
    organization = "Httpsok"
  }

  expect_failures = [var.organization]
}

run "old_states_are_kept_for_a_month_at_least" {
  command = plan

  variables {
    noncurrent_version_days = 7
  }

  expect_failures = [var.noncurrent_version_days]
}

run "a_partition_is_one_of_three" {
  command = plan

  variables {
    partition = "aws-mars"
  }

  expect_failures = [var.partition]
}

run "a_prefix_ends_where_a_folder_ends" {
  command = plan

  variables {
    state_prefixes = ["httpsok/staging"]
  }

  expect_failures = [var.state_prefixes]
}
