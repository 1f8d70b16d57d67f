import { dnsSuffix, partition } from "./identity";
import type { Values } from "./value";

/** What AWS data sources say that ask for no object: who and where the caller is. */
export function cloudFacts(type: string, region: string, account: string): Values {
  const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
  switch (type) {
    case "aws_caller_identity": {
      const arn = `arn:${partition(region)}:sts::${account}:assumed-role/simulator/terraform`;
      return { id: account, account_id: account, arn, user_id: "AROASIMULATEDROLE00001:terraform" };
    }
    case "aws_region":
      return { id: region, name: region, region, endpoint: `ec2.${region}.${dnsSuffix(region)}`, description: region };
    case "aws_partition": {
      const suffix = dnsSuffix(region);
      const reverse = suffix.split(".").reverse().join(".");
      return { id: partition(region), partition: partition(region), dns_suffix: suffix, reverse_dns_prefix: reverse };
    }
    case "aws_availability_zones":
      return {
        id: region,
        names: zones,
        zone_ids: [1, 2, 3].map((number) => `${zoneIdPrefix(region)}-az${number}`),
        group_names: [region],
      };
    default:
      return {};
  }
}

/** `eu-central-1` is `euc1`. Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html */
function zoneIdPrefix(region: string): string {
  const [area = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "";
  const direction = rest
    .join("-")
    .replace(/(north|south)(east|west)/, (_all, a: string, b: string) => `${a[0]}${b[0]}`);
  return `${area}${direction.length > 2 ? direction[0] : direction}${number}`;
}
