import type { Platform } from "../rules/rule";
import type { Scope, World, WorldObject } from "./world";

/** What comes into being with another object, by type: that object's type, and where it has the id. */
const COMES_WITH: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  aws_security_group: [
    ["aws_vpc", "default_security_group_id"],
    ["aws_eks_cluster", "vpc_config.cluster_security_group_id"],
  ],
  aws_route_table: [["aws_vpc", "default_route_table_id"]],
  aws_network_acl: [["aws_vpc", "default_network_acl_id"]],
  aws_secretsmanager_secret: [["aws_db_instance", "master_user_secret.secret_arn"]],
};

/** The world as a request about an object in this scope sees it. */
export function platformOf(world: World, scope: Scope): Platform {
  const { account, region } = scope;
  const here = (object: WorldObject) =>
    object.account === account && (object.region === region || object.region === "" || region === "");
  return {
    account,
    region,
    find: (types, identifier) => {
      if (identifier.startsWith("arn:")) {
        const object = world.findArn(identifier);
        if (object && types.includes(object.type)) return object;
      }
      for (const type of types) {
        const object =
          world.find(type, scope, identifier) ??
          world.find(type, { account, region: "" }, identifier) ??
          (COMES_WITH[type] ?? []).flatMap(([owner, path]) => world.where(owner, path, identifier)).find(here);
        if (object) return object;
      }
      return undefined;
    },
    where: (type, path, value) => world.where(type, path, value).filter(here),
    everywhere: (type, path, value) => world.where(type, path, value),
  };
}
