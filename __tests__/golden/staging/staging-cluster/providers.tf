provider "aws" {
  allowed_account_ids = ["111111111111"]
  region              = "ap-southeast-1"

  default_tags {
    tags = {
      Project     = "httpsok"
      Environment = "staging"
      Layer       = "cluster"
      Contact     = "operations@httpsok.example"
      ManagedBy   = "terraform"
    }
  }
}
