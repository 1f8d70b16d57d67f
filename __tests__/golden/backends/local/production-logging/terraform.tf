terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }

    kubernetes = {
      source  = "kubernetes"
      version = "2.38.0"
    }

    helm = {
      source  = "helm"
      version = "3.1.1"
    }
  }

  backend "local" {
    path = "../../../terraform-state/production-logging.tfstate"
  }
}
