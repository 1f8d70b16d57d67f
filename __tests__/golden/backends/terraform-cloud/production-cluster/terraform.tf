terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
  }

  cloud {
    organization = "httpsok"
    hostname     = "app.terraform.io"

    workspaces {
      name    = "httpsok-production-cluster"
      project = "platform"
    }
  }
}
