import { defineOrganization } from "./schema";

/** The one file to edit first: who you are, where you are, and where Terraform keeps its state. */
export const organization = defineOrganization({
  name: "httpsok",
  domain: "httpsok.example",
  contacts: { operations: "operations@httpsok.example", security: "security@httpsok.example" },
  accounts: {
    development: "111111111111",
    testing: "111111111111",
    staging: "111111111111",
    production: "222222222222",
  },
  administrators: ["operations"],
  region: "ap-southeast-1",
  state: { kind: "s3" },
});
