terraform {
  required_version = ">= 1.11.0"

  cloud {
    hostname     = "app.terraform.io"
    organization = "httpsok"

    workspaces {
      name    = "httpsok-testing-storage"
      project = "platform"
    }
  }

  required_providers {
    aws = {
      version = "6.25.0"
      source  = "hashicorp/aws"
    }
  }
}
