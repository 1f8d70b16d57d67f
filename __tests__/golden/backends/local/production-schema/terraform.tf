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

  backend "local" {
    path = "../../../terraform-state/production-schema.tfstate"
  }
}
