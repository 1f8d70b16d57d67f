import { UNKNOWN, type Values } from "../../provider/value";
import { blocks, isTrue, text, texts } from "../access";
import type { Platform, Refusal, Rule } from "../rule";

const API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg";
const USER = "aws_elasticache_user";
const GROUP = "aws_elasticache_user_group";
const rbac = { source: `${GUIDE}/Clusters.RBAC.html`, standing: "documented" } as const;
const onUser = { types: [USER], on: "values", source: `${API}/API_CreateUser.html`, standing: "documented" } as const;
const onGroup = {
  types: [GROUP],
  on: "world",
  source: `${API}/API_CreateUserGroup.html`,
  standing: "documented",
} as const;
const MOST_PASSWORDS = 2;

/** How a user proves who it is: the mode's type, or what the older arguments say. */
function loginOf(values: Values): string | undefined {
  const [mode] = blocks(values, "authentication_mode");
  if (mode) return text(mode, "type")?.toLowerCase();
  if (isTrue(values, "no_password_required")) return "no-password-required";
  return texts(values, "passwords").length > 0 ? "password" : undefined;
}

/** The users that a group names, AWS's own `default` left out; undefined while one of them is not known. */
function membersOf({ user_ids: ids }: Values, platform: Platform): Values[] | undefined {
  if (ids === UNKNOWN || !Array.isArray(ids ?? [])) return undefined;
  const names = texts({ ids: ids ?? null }, "ids").filter((id) => id !== "default");
  const found = names.flatMap((id) => {
    const user = platform.find([USER], id);
    return user ? [user.attributes] : [];
  });
  return found.length === names.length && !(Array.isArray(ids) && ids.includes(UNKNOWN)) ? found : undefined;
}

function hasDefault(group: Values, members: readonly Values[]): boolean {
  return texts(group, "user_ids").includes("default") || members.some((user) => text(user, "user_name") === "default");
}

export const cacheUserRules: readonly Rule[] = [
  {
    ...onUser,
    name: "cache-user-by-iam",
    attributes: ["user_name", "authentication_mode.passwords", "passwords"],
    says: "A user that enters by IAM has one id and name, and no password.",
    source: `${GUIDE}/auth-iam.html`,
    check: ({ values }) => {
      if (loginOf(values) !== "iam") return undefined;
      const [id, name] = [text(values, "user_id"), text(values, "user_name")];
      const passwords = [...texts(values, "passwords"), ...texts(values, "authentication_mode.passwords")];
      const code = "InvalidParameterCombination";
      return [
        ...(id !== undefined && name !== undefined && id !== name
          ? [
              {
                attribute: "user_name",
                code,
                message: `User name must be the same as the user id with IAM: "${name}" and "${id}" differ.`,
              },
            ]
          : []),
        ...(passwords.length > 0
          ? [
              {
                attribute: "authentication_mode",
                code,
                message: "A user that enters by IAM has no passwords. Leave them out.",
              },
            ]
          : []),
      ];
    },
  },
  {
    ...onUser,
    name: "cache-user-passwords",
    attributes: ["authentication_mode.type", "authentication_mode.passwords", "passwords", "no_password_required"],
    says: `A user has up to ${MOST_PASSWORDS} passwords of 16 to 128 characters, at least one if it enters by password, and none if it needs none.`,
    source: `${GUIDE}/Clusters.RBAC.html`,
    check: ({ values }) => {
      const [mode] = blocks(values, "authentication_mode");
      const passwords = [...texts(values, "passwords"), ...texts(values, "authentication_mode.passwords")];
      const login = loginOf(values);
      const refuse = (attribute: string, message: string): Refusal => ({
        attribute,
        code: "InvalidParameterValue",
        message,
      });
      return [
        ...(passwords.length > MOST_PASSWORDS
          ? [refuse("passwords", `${passwords.length} passwords are given; ${MOST_PASSWORDS} are allowed.`)]
          : []),
        ...(passwords.some(({ length }) => length < 16 || length > 128)
          ? [refuse("passwords", "A password must have 16 to 128 characters.")]
          : []),
        ...(login === "password" && mode && (mode.passwords ?? null) === null
          ? [refuse("authentication_mode", "authentication_mode is password, and needs passwords.")]
          : []),
        ...(login === "no-password-required" && passwords.length > 0
          ? [refuse("authentication_mode", "The user needs no password, and one is given. Leave one of them out.")]
          : []),
      ];
    },
  },
  {
    ...onUser,
    ...rbac,
    name: "cache-user-access",
    attributes: ["access_string"],
    says: "Its access string holds no password, and does not reset.",
    check: ({ values }) => {
      const word = text(values, "access_string")
        ?.split(/\s+/)
        .find((it) => /^([><#]|reset$)/.test(it));
      if (word === undefined) return undefined;
      // A password is not shown.
      const shown = word === "reset" ? "reset" : `${word.charAt(0)}...`;
      return {
        attribute: "access_string",
        code: "InvalidParameterValue",
        message: `${shown} is not allowed in the access string. Give passwords by authentication_mode.`,
      };
    },
  },
  {
    ...onGroup,
    name: "cache-group-has-default",
    attributes: ["user_ids"],
    says: "A group for Redis OSS has a user named default; one for Valkey needs none.",
    check: ({ values, action }, platform) => {
      const members = membersOf(values, platform);
      if (action !== "create" || text(values, "engine")?.toLowerCase() !== "redis" || !members) return undefined;
      if (hasDefault(values, members)) return undefined;
      return {
        attribute: "user_ids",
        code: "DefaultUserRequired",
        message:
          "You must add a user named default to a user group of Redis OSS: the one with the id default, or your own.",
      };
    },
  },
  {
    ...onGroup,
    name: "cache-group-names-once",
    attributes: ["user_ids"],
    says: "Its users have different names.",
    check: ({ values }, platform) => {
      const names = (membersOf(values, platform) ?? []).flatMap((user) => text(user, "user_name") ?? []);
      const twice = names.find((name, index) => names.indexOf(name) < index);
      if (twice === undefined) return undefined;
      return {
        attribute: "user_ids",
        code: "DuplicateUserName",
        message: `Two users of the group are named ${twice}.`,
      };
    },
  },
  {
    ...onGroup,
    ...rbac,
    name: "cache-group-of-valkey-proves",
    attributes: ["user_ids"],
    says: "The users of a group for Valkey enter by password or IAM.",
    check: ({ values }, platform) => {
      if (text(values, "engine")?.toLowerCase() !== "valkey") return undefined;
      const open = membersOf(values, platform)?.find((user) => loginOf(user) === "no-password-required");
      if (!open) return undefined;
      return {
        attribute: "user_ids",
        code: "InvalidParameterCombination",
        message: `${text(open, "user_id")} needs no password, and a user group of engine valkey takes users with a password or IAM only.`,
      };
    },
  },
  {
    name: "cache-default-user-stays",
    types: [USER],
    says: "The user named default of a group is not deleted.",
    source: `${API}/API_DeleteUser.html`,
    standing: "documented",
    on: "delete",
    check: ({ values }, platform) => {
      const id = text(values, "user_id");
      const [group] = id === undefined ? [] : platform.where(GROUP, "user_ids", id);
      if (text(values, "user_name") !== "default" || !group) return undefined;
      return {
        code: "DefaultUserAssociatedToUserGroup",
        message: `${id} is the default user of the group ${text(group.attributes, "user_group_id")}. Put another into the group, apply, and delete then.`,
      };
    },
  },
  {
    types: ["aws_elasticache_replication_group"],
    name: "cache-users-of-engine",
    attributes: ["user_group_ids"],
    says: "User groups need Redis OSS 6.0 or Valkey, and those of Valkey are for Valkey alone.",
    ...rbac,
    on: "world",
    check: ({ values }, platform) => {
      const [groups, version] = [texts(values, "user_group_ids"), text(values, "engine_version")];
      if (text(values, "engine") !== "redis" || groups.length === 0) return undefined;
      if (version !== undefined && Number(version.split(".")[0]) < 6)
        return refuseGroups(`User groups need Redis OSS 6.0 or later; engine_version is ${version}.`);
      const foreign = groups.find((id) => {
        const group = platform.find(["aws_elasticache_user_group"], id);
        return group && text(group.attributes, "engine")?.toLowerCase() === "valkey";
      });
      if (foreign === undefined) return undefined;
      return refuseGroups(`The user group ${foreign} is of engine valkey, and the replication group of redis.`);
    },
  },
];

function refuseGroups(message: string): Refusal {
  return { attribute: "user_group_ids", code: "InvalidParameterCombination", message };
}
