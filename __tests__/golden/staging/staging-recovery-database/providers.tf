provider "aws" {
  allowed_account_ids = ["111111111111"]
  region              = "ap-northeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "staging"
      Layer       = "recovery-database"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}
