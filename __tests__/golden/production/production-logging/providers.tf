provider "aws" {
  allowed_account_ids = ["222222222222"]
  region              = "ap-southeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "production"
      Layer       = "logging"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}

provider "kubernetes" {
  cluster_ca_certificate = base64decode(data.terraform_remote_state.cluster.outputs.certificate_authority)
  host                   = data.terraform_remote_state.cluster.outputs.endpoint

  exec {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = "aws"

    args = [
      "eks",
      "get-token",
      "--cluster-name",
      data.terraform_remote_state.cluster.outputs.name,
      "--region",
      "ap-southeast-1",
    ]
  }
}

provider "helm" {
  kubernetes = {
    cluster_ca_certificate = base64decode(data.terraform_remote_state.cluster.outputs.certificate_authority)
    exec = {
      api_version = "client.authentication.k8s.io/v1beta1"
      args = [
        "eks",
        "get-token",
        "--cluster-name",
        data.terraform_remote_state.cluster.outputs.name,
        "--region",
        "ap-southeast-1",
      ]
      command = "aws"
    }
    host = data.terraform_remote_state.cluster.outputs.endpoint
  }
}
