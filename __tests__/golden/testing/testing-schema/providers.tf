provider "aws" {
  allowed_account_ids = ["111111111111"]
  region              = "ap-southeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "testing"
      Layer       = "schema"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}

provider "mysql" {
  endpoint = "${data.terraform_remote_state.database.outputs.writer_host}:${data.terraform_remote_state.database.outputs.port}"
  password = jsondecode(ephemeral.aws_secretsmanager_secret_version.master.secret_string).password
  username = jsondecode(ephemeral.aws_secretsmanager_secret_version.master.secret_string).username

  custom_tls {
    ca_cert = var.rds_ca_bundle
  }
}
