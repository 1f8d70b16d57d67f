provider "aws" {
  allowed_account_ids = ["222222222222"]
  region              = "ap-northeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "production"
      Layer       = "recovery-database"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}
