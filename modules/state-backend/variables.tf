variable "organization" {
  description = "Name of the organization, as in environments/organization.ts; first part of the bucket's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.organization))
    error_message = "The organization's name has 1 to 31 lower-case letters, digits and dashes, and starts with a letter."
  }
}

variable "account_id" {
  description = "The account whose states the bucket keeps; the provider must be allowed this one."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account id has 12 digits."
  }
}

variable "partition" {
  description = "Partition of the account, part of every ARN."
  type        = string
  default     = "aws"

  validation {
    condition     = contains(["aws", "aws-cn", "aws-us-gov"], var.partition)
    error_message = "The partition is aws, aws-cn or aws-us-gov."
  }
}

variable "noncurrent_version_days" {
  description = "Days for which an overwritten or deleted state can be brought back."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_version_days >= 30
    error_message = "Keep old states for 30 days or more: a mistake in a state is often noticed late."
  }
}

variable "access_log_bucket" {
  description = "Name of an existing bucket that receives access logs, or null to log nothing."
  type        = string
  default     = null
}

variable "state_prefixes" {
  description = "Keys that the policies of this module open, such as \"httpsok/staging/\"; all states by default."
  type        = list(string)
  default     = [""]

  validation {
    condition     = alltrue([for prefix in var.state_prefixes : can(regex("^([A-Za-z0-9_-]+/)*$", prefix))])
    error_message = "A prefix is empty or ends with a slash, such as \"httpsok/staging/\": without it, \"httpsok/staging-2/\" is opened as well."
  }
}

variable "tags" {
  description = "Tags of everything the module creates."
  type        = map(string)
  default     = {}
}
