terraform {
  required_version = ">= 1.11.0"

  backend "local" {
    path = "../../../../../work/main/terraform-state/development-network.tfstate"
  }

  required_providers {
    aws = {
      version = "6.25.0"
      source  = "hashicorp/aws"
    }
  }
}
