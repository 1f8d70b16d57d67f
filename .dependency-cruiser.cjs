/** Which way imports go: main -> stacks -> constructs -> packages. docs/architecture.md says why. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "/__tests__/" },
  to: { pathNot: allowed },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    only(
      "packages-know-nothing-of-the-rest",
      "^packages/",
      ["^packages/", "node_modules", "^node:", "^[a-z_/]+$"],
      "A package knows Terraform and nothing of httpsok; what it must know is passed in.",
    ),
    only(
      "environments-are-data",
      "^environments/",
      ["^environments/", "^packages/(aws-facts|mysql-plan|subnet-plan)/", "node_modules/zod/"],
      "An environment says what differs; it imports its schema library and published facts only.",
    ),
    only(
      "constructs-take-plain-props",
      "^constructs/",
      ["^constructs/", "^packages/", "node_modules", "^[a-z_/]+$"],
      "A construct never sees an environment or a stack.",
    ),
    only(
      "stacks-compose",
      "^stacks/",
      ["^stacks/", "^constructs/", "^environments/index.ts$", "^packages/", "node_modules", "^[a-z_/]+$"],
      "A stack composes constructs; of environments it takes the types.",
    ),
    {
      name: "environments-lend-stacks-their-types-only",
      comment: "A stack receives a loaded environment; it does not load one.",
      severity: "error",
      from: { path: "^stacks/" },
      to: { path: "^environments/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "tests-are-imported-by-tests-only",
      severity: "error",
      from: { pathNot: "__tests__/" },
      to: { path: "__tests__/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(cdktf\\.out|\\.simulator|packages/provider-mysql/lib)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { mainFields: ["main", "types"] },
  },
};
