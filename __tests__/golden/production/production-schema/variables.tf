variable "rds_ca_bundle" {
  type        = string
  description = "File on the runner with the certificates of RDS, from https://truststore.pki.rds.amazonaws.com"
  default     = "/etc/ssl/certs/rds-global-bundle.pem"
}
