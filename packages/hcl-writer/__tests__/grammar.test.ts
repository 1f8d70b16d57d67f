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
