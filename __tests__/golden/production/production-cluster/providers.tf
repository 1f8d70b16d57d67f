provider "aws" {
  allowed_account_ids = ["222222222222"]
  region              = "ap-southeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "production"
      Layer       = "cluster"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}
