terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }

    mysql = {
      source  = "petoju/mysql"
      version = "3.0.94"
    }
  }

  cloud {
    organization = "httpsok"
    hostname     = "app.terraform.io"

    workspaces {
      name    = "httpsok-staging-schema"
      project = "platform"
    }
  }
}
