import { SCHEMAS } from "./helpers/schemas";
import { file } from "./helpers/write";

describe("terraform's own blocks", () => {
  it("terraform, with providers as maps and a backend with a label", () => {
    const text = file("terraform.tf", {
      terraform: {
        required_version: ">= 1.11.0",
        required_providers: { test: { source: "example/test", version: "1.0.0" } },
        backend: { s3: { bucket: "b", use_lockfile: true } },
      },
    });
    expect(text).toBe(`terraform {
  required_version = ">= 1.11.0"

  required_providers {
    test = {
      source  = "example/test"
      version = "1.0.0"
    }
  }

  backend "s3" {
    bucket       = "b"
    use_lockfile = true
  }
}
`);
  });

  it("cloud, with its workspace and project", () => {
    const cloud = { organization: "o", workspaces: { name: "w", project: "p" } };
    expect(file("terraform.tf", { terraform: { cloud } })).toContain(
      '  cloud {\n    organization = "o"\n\n    workspaces {\n      name    = "w"\n      project = "p"\n    }\n  }\n',
    );
  });

  it("backends whose settings have blocks of their own", () => {
    const backend = (name: string, settings: unknown) =>
      file("terraform.tf", { terraform: { backend: { [name]: settings } } });
    expect(backend("remote", { organization: "o", workspaces: { name: "w" } })).toContain(
      '    organization = "o"\n\n    workspaces {\n      name = "w"\n    }\n',
    );
    expect(backend("kubernetes", { exec: [{ command: "aws" }] })).toContain("    exec {\n");
    expect(backend("s3", { assume_role: { role_arn: "r" } })).toContain("    assume_role = {\n");
  });

  it("what a module needs of its caller, as references", () => {
    const test = { configuration_aliases: ["test.a", "test.b"], version: "1.0.0", source: "example/test" };
    expect(file("terraform.tf", { terraform: { required_providers: { test } } })).toContain(`    test = {
      source                = "example/test"
      version               = "1.0.0"
      configuration_aliases = [test.a, test.b]
    }
`);
  });

  it("names that Terraform takes before the provider, unless they are escaped", () => {
    const schemas = structuredClone(SCHEMAS);
    Object.assign(
      schemas.provider_schemas["registry.terraform.io/example/test"]?.resource_schemas?.test_thing?.block ?? {},
      {
        attributes: { count: { type: "string" }, provider: { type: "string" } },
      },
    );
    const it = { provider: "test.other", count: 2, _: { count: "${a}", provider: "x" } };
    expect(file("main.tf", { resource: { test_thing: { it } } }, { schemas })).toBe(`resource "test_thing" "it" {
  count    = 2
  provider = test.other

  _ {
    count    = a
    provider = "x"
  }
}
`);
  });

  it("dynamic blocks given as lists, one for each", () => {
    const dynamic = [
      {
        setting: [
          { for_each: "${a}", content: {} },
          { for_each: "${b}", content: [{}] },
        ],
      },
    ];
    const text = file("main.tf", { resource: { test_thing: { it: { dynamic } } } });
    expect(text.match(/ {2}dynamic "setting" \{\n {4}for_each = \w\n\n {4}content \{\}\n {2}\}\n/g)).toHaveLength(2);
  });

  it("provider configurations, with aliases", () => {
    const text = file("providers.tf", { provider: { test: [{ region: "a" }, { alias: "b", region: "b" }] } });
    expect(text).toBe('provider "test" {\n  region = "a"\n}\n\nprovider "test" {\n  alias  = "b"\n  region = "b"\n}\n');
  });

  it("variables: types are expressions, defaults are literals", () => {
    const variable = {
      type: "list(object({ name = string }))",
      default: [{ name: "${not an expression}" }],
      description: "costs $${5}",
      validation: [{ condition: "${length(var.v) > 0}", error_message: "Give one." }],
    };
    expect(file("variables.tf", { variable: { v: variable } })).toBe(`variable "v" {
  type = list(object({ name = string }))

  default = [
    {
      name = "$\${not an expression}"
    },
  ]

  description = "costs $$\${5}"

  validation {
    condition     = length(var.v) > 0
    error_message = "Give one."
  }
}
`);
  });

  it("outputs with preconditions, and locals that are false, zero or empty", () => {
    const output = { value: "123", sensitive: true, precondition: { condition: "${true}", error_message: "no" } };
    expect(file("outputs.tf", { output: { o: output } })).toContain(
      '  value     = "123"\n  sensitive = true\n\n  precondition {\n    condition     = true\n    error_message = "no"\n  }\n',
    );
    expect(file("locals.tf", { locals: { no: false, none: 0, empty: "", nothing: null } })).toBe(
      'locals {\n  no      = false\n  none    = 0\n  empty   = ""\n  nothing = null\n}\n',
    );
  });

  it("moved, import, removed and check come after resources", () => {
    const text = file("main.tf", {
      moved: [{ from: "test_thing.a", to: "test_thing.b" }],
      import: [{ to: "test_thing.b", id: "x" }],
      removed: [{ from: "test_thing.c", lifecycle: { destroy: false } }],
      check: {
        alive: {
          data: { test_thing: { probe: { name: "p" } } },
          assert: { condition: '${data.test_thing.probe.name == "p"}', error_message: "gone" },
        },
      },
      resource: { test_thing: { b: { name: "b" } } },
    });
    expect(text).toBe(`resource "test_thing" "b" {
  name = "b"
}

moved {
  from = test_thing.a
  to   = test_thing.b
}

import {
  to = test_thing.b
  id = "x"
}

removed {
  from = test_thing.c

  lifecycle {
    destroy = false
  }
}

check "alive" {
  data "test_thing" "probe" {
    name = "p"
  }

  assert {
    condition     = data.test_thing.probe.name == "p"
    error_message = "gone"
  }
}
`);
  });

  it("modules, with their providers as references", () => {
    const module = { source: "./m", providers: { test: "test.other" }, input: "${test_thing.a.id}" };
    expect(file("main.tf", { module: { m: module } })).toBe(`module "m" {
  source = "./m"

  providers = {
    test = test.other
  }

  input = test_thing.a.id
}
`);
  });

  it("conditions, connections and provisioners of a resource", () => {
    const it = {
      name: "a",
      connection: { type: "ssh" },
      provisioner: [{ "local-exec": { command: "true", when: "destroy" } }],
      lifecycle: {
        precondition: [{ condition: "${var.ok}", error_message: "no" }],
        replace_triggered_by: ["test_thing.b"],
      },
    };
    const text = file("main.tf", { resource: { test_thing: { it } } });
    expect(text).toContain('  connection {\n    type = "ssh"\n  }\n');
    expect(text).toContain('  provisioner "local-exec" {\n    command = "true"\n    when    = destroy\n  }\n');
    expect(text).toContain('    precondition {\n      condition     = var.ok\n      error_message = "no"\n    }\n');
    expect(text).toContain("replace_triggered_by = [test_thing.b]");
  });

  it("dynamic blocks, whose content has the grammar of the block", () => {
    const dynamic = {
      setting: { for_each: "${var.all}", iterator: "one", content: { key: "${one.key}", inner: { on: true } } },
    };
    expect(file("main.tf", { resource: { test_thing: { it: { dynamic } } } })).toContain(`  dynamic "setting" {
    for_each = var.all
    iterator = one

    content {
      key = one.key

      inner {
        on = true
      }
    }
  }
`);
  });

  it("the built-in provider needs no schema", () => {
    const json = {
      data: { terraform_remote_state: { s: { backend: "s3", config: { bucket: "b" } } } },
      resource: { terraform_data: { d: { input: { a: 1 } } } },
    };
    expect(file("main.tf", json)).toContain('  config = {\n    bucket = "b"\n  }\n');
  });
});
