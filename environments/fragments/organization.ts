import type { z } from "zod";
import { group, list, text } from "../validation/values";
import { stateInput } from "./state";

const account = text("12 digits", /^\d{12}$/);
const email = text("an e-mail address", /^[^\s@]+@[^\s@]+\.[^\s@]+$/);

/** A host name of at least two labels: https://datatracker.ietf.org/doc/html/rfc1123#section-2.1 */
export const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const organizationSchema = group({
  /** Starts the name of everything. */
  name: text("2 to 20 lower-case letters, digits and dashes, a letter first", /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/),
  /** Under which every environment answers. */
  domain: text("a domain such as example.com", DOMAIN),
  /** E-mail addresses: who runs the platform, and who is told of security findings. */
  contacts: group({ operations: email, security: email }),
  /** Account of each class of environment; classes may share one. */
  accounts: group({ development: account, testing: account, staging: account, production: account }),
  /** IAM roles, by their names in each account, that administer its clusters unless an environment names others. */
  administrators: list(text("the name of an IAM role", /^[\w+=,.@-]{1,64}$/), "a list of names of IAM roles"),
  /** Of environments that name none, and of the state. */
  region: text("a region such as ap-southeast-1"),
  /** Where Terraform keeps its state, unless an environment says otherwise. */
  state: stateInput,
});

/** What all environments share: `environments/organization.ts`. */
export type OrganizationInput = z.input<typeof organizationSchema>;
export type Organization = z.output<typeof organizationSchema>;
