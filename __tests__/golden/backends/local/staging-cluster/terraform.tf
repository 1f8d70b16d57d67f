terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
  }

  backend "local" {
    path = "../../../terraform-state/staging-cluster.tfstate"
  }
}
