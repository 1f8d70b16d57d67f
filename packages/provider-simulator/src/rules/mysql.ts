import { text, texts } from "./access";
import type { Refusal, Rule } from "./rule";

const MANUAL = "https://dev.mysql.com/doc/refman/8.4/en";

/** Names that MySQL 8.4 gives its users' privileges. Source: the manual's page "Privileges Provided by MySQL". */
const PRIVILEGES = new Set(
  [
    "ALL, ALL PRIVILEGES, ALTER, ALTER ROUTINE, CREATE, CREATE ROLE, CREATE ROUTINE, CREATE TABLESPACE, CREATE TEMPORARY TABLES, CREATE USER, CREATE VIEW",
    "DELETE, DROP, DROP ROLE, EVENT, EXECUTE, FILE, GRANT OPTION, INDEX, INSERT, LOCK TABLES, PROCESS, PROXY, REFERENCES, RELOAD, REPLICATION CLIENT",
    "REPLICATION SLAVE, SELECT, SHOW DATABASES, SHOW VIEW, SHUTDOWN, SUPER, TRIGGER, UPDATE, USAGE",
    "ALLOW_NONEXISTENT_DEFINER, APPLICATION_PASSWORD_ADMIN, AUDIT_ABORT_EXEMPT, AUDIT_ADMIN, AUTHENTICATION_POLICY_ADMIN, BACKUP_ADMIN, BINLOG_ADMIN",
    "BINLOG_ENCRYPTION_ADMIN, CLONE_ADMIN, CONNECTION_ADMIN, ENCRYPTION_KEY_ADMIN, FIREWALL_ADMIN, FIREWALL_EXEMPT, FIREWALL_USER, FLUSH_OPTIMIZER_COSTS",
    "FLUSH_PRIVILEGES, FLUSH_STATUS, FLUSH_TABLES, FLUSH_USER_RESOURCES, GROUP_REPLICATION_ADMIN, GROUP_REPLICATION_STREAM, INNODB_REDO_LOG_ARCHIVE",
    "INNODB_REDO_LOG_ENABLE, MASKING_DICTIONARIES_ADMIN, NDB_STORED_USER, OPTIMIZE_LOCAL_TABLE, PASSWORDLESS_USER_ADMIN, PERSIST_RO_VARIABLES_ADMIN",
    "REPLICATION_APPLIER, REPLICATION_SLAVE_ADMIN, RESOURCE_GROUP_ADMIN, RESOURCE_GROUP_USER, ROLE_ADMIN, SENSITIVE_VARIABLES_OBSERVER, SERVICE_CONNECTION_ADMIN",
    "SESSION_VARIABLES_ADMIN, SET_ANY_DEFINER, SHOW_ROUTINE, SKIP_QUERY_REWRITE, SYSTEM_USER, SYSTEM_VARIABLES_ADMIN, TABLE_ENCRYPTION_ADMIN",
    "TELEMETRY_LOG_ADMIN, TP_CONNECTION_ADMIN, TRANSACTION_GTID_TAG, VERSION_TOKEN_ADMIN, XA_RECOVER_ADMIN",
  ].flatMap((line) => line.split(", ")),
);

/** Privileges of the whole server, which are granted on *.* alone. */
const OF_THE_SERVER = [
  "CREATE USER",
  "FILE",
  "PROCESS",
  "RELOAD",
  "REPLICATION CLIENT",
  "REPLICATION SLAVE",
  "SHOW DATABASES",
  "SHUTDOWN",
];

const PLUGINS = [
  "AWSAuthenticationPlugin",
  "aad_auth",
  "auth_socket",
  "authentication_ldap_sasl",
  "authentication_ldap_simple",
  "caching_sha2_password",
  "sha256_password",
];

/** A grant's account: the provider takes localhost where no host is given. */
const hostOf = (host: string | undefined) => host ?? "localhost";

export const mysqlRules: readonly Rule[] = [
  {
    name: "mysql-user-once",
    types: ["mysql_user"],
    attributes: ["user"],
    says: "A server has one account of a user and host.",
    source: `${MANUAL}/create-user.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const [user, host] = [text(values, "user"), hostOf(text(values, "host"))];
      const others = user === undefined ? [] : platform.where("mysql_user", "user", user);
      if (!others.some((it) => it.key !== key && hostOf(text(it.attributes, "host")) === host)) return undefined;
      return {
        attribute: "user",
        code: "Error 1396 (HY000)",
        message: `Operation CREATE USER failed for '${user}'@'${host}': it exists already.`,
      };
    },
  },
  {
    name: "mysql-user-form",
    types: ["mysql_user"],
    attributes: ["user", "host"],
    says: "A user's name has up to 32 characters, a host's up to 255.",
    source: `${MANUAL}/user-names.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) =>
      (
        [
          ["user", 32],
          ["host", 255],
        ] as const
      ).flatMap(([attribute, most]) =>
        texts(values, attribute).flatMap((name) =>
          name.length <= most
            ? []
            : [
                {
                  attribute,
                  code: "Error 1470 (HY000)",
                  message: `String '${name}' is too long for ${attribute} name (should be no longer than ${most}).`,
                },
              ],
        ),
      ),
  },
  {
    name: "mysql-plugin",
    types: ["mysql_user"],
    attributes: ["auth_plugin"],
    says: "Its plugin is one that MySQL 8.4 loads; mysql_native_password is not.",
    source: `${MANUAL}/native-pluggable-authentication.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const plugin = text(values, "auth_plugin");
      if (plugin === undefined || PLUGINS.includes(plugin)) return undefined;
      return {
        attribute: "auth_plugin",
        code: "Error 1524 (HY000)",
        message: `Plugin '${plugin}' is not loaded. MySQL 8.4 has ${PLUGINS.join(", ")}.`,
      };
    },
  },
  {
    name: "mysql-database-once",
    types: ["mysql_database"],
    attributes: ["name"],
    says: "A server has one database of a name, of up to 64 characters.",
    source: `${MANUAL}/identifier-length.html`,
    standing: "documented",
    on: "world",
    check: ({ values, key }, platform) => {
      const name = text(values, "name");
      if (name === undefined) return undefined;
      if (name.length > 64)
        return {
          attribute: "name",
          code: "Error 1059 (42000)",
          message: `Identifier name '${name}' is too long: ${name.length} of 64 characters.`,
        };
      if (!platform.where("mysql_database", "name", name).some((it) => it.key !== key)) return undefined;
      return {
        attribute: "name",
        code: "Error 1007 (HY000)",
        message: `Can't create database '${name}'; database exists.`,
      };
    },
  },
  {
    name: "mysql-charset-fits",
    types: ["mysql_database"],
    attributes: ["default_collation"],
    says: "Its collation is one of its character set.",
    source: `${MANUAL}/charset-database.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const [charset, collation] = [text(values, "default_character_set"), text(values, "default_collation")];
      if (
        charset === undefined ||
        collation === undefined ||
        collation.startsWith(`${charset}_`) ||
        (charset === "binary" && collation === "binary")
      )
        return undefined;
      return {
        attribute: "default_collation",
        code: "Error 1253 (42000)",
        message: `COLLATION '${collation}' is not valid for CHARACTER SET '${charset}'.`,
      };
    },
  },
  {
    name: "mysql-privileges",
    types: ["mysql_grant"],
    attributes: ["privileges"],
    says: "Its privileges are MySQL's, and those of the server are granted on all databases.",
    source: `${MANUAL}/privileges-provided.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const database = text(values, "database");
      return texts(values, "privileges").flatMap((given): Refusal[] => {
        // Some are for columns only: SELECT (name, mail).
        const privilege = given.replace(/\s*\(.*\)$/, "").toUpperCase();
        if (!PRIVILEGES.has(privilege))
          return [
            {
              attribute: "privileges",
              code: "Error 1064 (42000)",
              message: `"${given}" is no privilege of MySQL 8.4.`,
            },
          ];
        if (!OF_THE_SERVER.includes(privilege) || database === undefined || database === "*") return [];
        return [
          {
            attribute: "privileges",
            code: "Error 1221 (HY000)",
            message: `Incorrect usage of DB GRANT and GLOBAL PRIVILEGES: ${privilege} is granted on "*", not on ${database}.`,
          },
        ];
      });
    },
  },
  {
    name: "mysql-grant-to-account",
    types: ["mysql_grant"],
    attributes: ["user", "role"],
    says: "It is for a user or a role, one of both, that exists.",
    source: `${MANUAL}/grant.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const [user, role] = [text(values, "user"), text(values, "role")];
      const code = "Error 1410 (42000)";
      if ((user === undefined) === (role === undefined))
        return { attribute: "user", code, message: "Give a user or a role, one of both." };
      if (role !== undefined) {
        return platform.where("mysql_role", "name", role).length > 0
          ? undefined
          : { attribute: "role", code, message: `There is no role '${role}'.` };
      }
      const host = hostOf(text(values, "host"));
      const found = platform
        .where("mysql_user", "user", user ?? "")
        .some((it) => hostOf(text(it.attributes, "host")) === host);
      return found
        ? undefined
        : {
            attribute: "user",
            code,
            message: `You are not allowed to create a user with GRANT: there is no '${user}'@'${host}'. Create the mysql_user first.`,
          };
    },
  },
];
