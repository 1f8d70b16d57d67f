import { file, thing, write } from "./helpers/write";

describe("a block", () => {
  it("aligns neighbouring arguments and sets values of several lines apart", () => {
    expect(
      thing({ name: "a", enabled: true, size: 3, tags: { Name: "x", "kubernetes.io/role": "1" }, zone: "b" }),
    ).toBe(
      `resource "test_thing" "it" {
  name    = "a"
  enabled = true
  size    = 3

  tags = {
    Name                 = "x"
    "kubernetes.io/role" = "1"
  }

  zone = "b"
}
`,
    );
  });

  it("begins with what multiplies it, ends with its lifecycle and dependencies", () => {
    expect(
      thing({
        depends_on: ["test_thing.other"],
        lifecycle: { prevent_destroy: true, ignore_changes: ["tags", "all"] },
        name: "a",
        timeouts: { create: "5m" },
        provider: "test.other",
        for_each: '${toset(["a"])}',
      }),
    ).toBe(
      `resource "test_thing" "it" {
  for_each = toset(["a"])
  provider = test.other

  name = "a"

  timeouts {
    create = "5m"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags, all]
  }

  depends_on = [test_thing.other]
}
`,
    );
  });

  it("keeps the order in which arguments were given, or puts first what a reader looks for", () => {
    const body = { zone: "b", tags: { a: "b" }, text: "t", name: "a" };
    const names = (text: string) => [...text.matchAll(/^ {2}(\w+) +=/gm)].map((match) => match[1]);
    expect(names(thing(body))).toEqual(["zone", "tags", "text", "name"]);
    expect(names(thing(body, { argumentOrder: "required-first" }))).toEqual(["name", "zone", "text", "tags"]);
  });

  it("without content stays on one line", () => {
    expect(thing({})).toBe('resource "test_thing" "it" {}\n');
  });
});

describe("nested", () => {
  it("blocks are blocks, given once or as a list", () => {
    const once = thing({ setting: { key: "a", inner: { on: true } } });
    expect(once).toBe(thing({ setting: [{ key: "a", inner: [{ on: true }] }] }));
    expect(once).toContain('  setting {\n    key = "a"\n\n    inner {\n      on = true\n    }\n  }\n');
  });

  it("blocks of a map carry its keys as labels", () => {
    expect(thing({ labelled: { first: { key: "a" } } })).toContain('  labelled "first" {\n    key = "a"\n  }\n');
  });

  it("attributes are arguments, however much they look like blocks", () => {
    expect(thing({ nested: [{ key: "a" }] })).toContain('  nested = [\n    {\n      key = "a"\n    },\n  ]\n');
  });

  it("lists of objects of the older kind are blocks, which need not name every field, or an empty list", () => {
    expect(thing({ rule: [{ port: 1 }] })).toContain("  rule {\n    port = 1\n  }\n");
    expect(thing({ rule: [] })).toContain("  rule = []\n");
  });
});

describe("files", () => {
  it("follow HashiCorp's layout, and only those with content exist", () => {
    const { files } = write({
      terraform: { required_version: ">= 1.11" },
      provider: { test: [{ region: "a" }] },
      variable: { v: { type: "string" } },
      locals: { l: 1 },
      output: { o: { value: "x" } },
      data: { test_thing: { d: { name: "n" } } },
    });
    expect(Object.keys(files)).toEqual([
      "terraform.tf",
      "providers.tf",
      "variables.tf",
      "locals.tf",
      "main.tf",
      "outputs.tf",
    ]);
    expect(Object.keys(write({ output: { o: { value: 1 } } }).files)).toEqual(["outputs.tf"]);
  });

  it("hold the blocks of main.tf in the order that is asked for", () => {
    const json = {
      data: { test_thing: { d: { name: "n" } } },
      resource: { test_thing: { a: { name: "a" }, b: { name: "b" } } },
      ephemeral: { test_secret: { e: { length: 8 } } },
    };
    const order = ["test_thing.b", "data.test_thing.d", "ephemeral.test_secret.e", "test_thing.a"];
    expect([...file("main.tf", json, { order }).matchAll(/^(\w+) "\w+" "(\w)"/gm)].map((match) => match[2])).toEqual([
      "b",
      "d",
      "e",
      "a",
    ]);
  });

  it("head the blocks of each construct with its path in words", () => {
    const at = (path: string) => ({ name: "n", "//": { metadata: { path } } });
    const text = file("main.tf", {
      resource: {
        test_thing: {
          vpc: at("stack/vpc/Resource"),
          gateway: at("stack/vpc/gateway"),
          subnet: at("stack/public/a/Resource"),
          lone: at("stack/lone"),
        },
      },
    });
    expect([...text.matchAll(/^# (.*)\nresource "\w+" "(\w+)"/gm)].map((match) => match.slice(1))).toEqual([
      ["vpc", "vpc"],
      ["public / a", "subnet"],
      ["lone", "lone"],
    ]);
  });
});

describe("expressions", () => {
  const value = (text: string) => thing({ text });

  it("stand bare when a string is nothing else", () => {
    expect(value("${test_thing.a.id}")).toContain("  text = test_thing.a.id\n");
    expect(value("x-${test_thing.a.id}")).toContain('  text = "x-${test_thing.a.id}"\n');
  });

  it("that hold nested objects are laid out over lines, with plain keys", () => {
    const policy =
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Action" = ["a", "b"], "Effect" = "Allow"}]})}';
    expect(value(policy)).toContain(`  text = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action = ["a", "b"]
        Effect = "Allow"
      },
    ]
  })
`);
  });

  it.each([
    ["a?b:c", "a ? b : c"],
    ["-a+b*-1", "-a + b * -1"],
    ["!a&&b", "!a && b"],
    ['[for x in var.list:x.id if x!="a"]', '[for x in var.list : x.id if x != "a"]'],
    ["{for k,v in var.map:k=>v...}", "{ for k, v in var.map : k => v... }"],
    ["aws_x.y[*].id", "aws_x.y[*].id"],
    ['join("${a}",[b])', 'join("${a}", [b])'],
    ['element(split(",",x),0)', 'element(split(",", x), 0)'],
  ])("%s is written as %s", (given, laidOut) => {
    expect(value(`\${${given}}`)).toContain(`  text = ${laidOut}\n`);
  });

  it("with comments or heredocs are left as they are, between quotes where they take several lines", () => {
    expect(value("${a /* why */ + b}")).toContain("  text = a /* why */ + b\n");
    expect(value("${a # why }\n + b}")).toContain('  text = "${a # why }\n + b}"\n');
    expect(value("${upper(<<X\n}\nX\n)}")).toContain('  text = "${upper(<<X\n}\nX\n)}"\n');
  });

  it("of several lines are one line, except that the items of an object stay apart", () => {
    expect(value("${1\n+\n2}")).toContain("  text = 1 + 2\n");
    expect(value('${f({\n"a" : 1\n"b" = [\n2,\n],\n})}')).toContain("  text = f({\n    a = 1\n    b = [2]\n  })\n");
  });

  it("that are too long break at their outermost brackets; a last object stays with its call", () => {
    const long = (letter: string) => `aws_subnet.${letter.repeat(24)}.id`;
    expect(value(`\${concat([${long("a")}, ${long("b")}, ${long("c")}], d)}`)).toContain(`  text = concat(
    [
      ${long("a")},
      ${long("b")},
      ${long("c")},
    ],
    d,
  )
`);
    expect(value(`\${merge(local.tags, {"A" = ${long("a")}, "Bcd" = ${long("b")}, "C" = f()...})}`)).toContain(
      `  text = merge(local.tags, {
    A   = ${long("a")}
    Bcd = ${long("b")}
    C   = f()...
  })
`,
    );
  });

  it("that open an object on both sides of a colon are indented as terraform fmt does it", () => {
    expect(value('${var.x ? {"a" = {"b" = 1}} : {"c" = [1]}}')).toContain(`  text = var.x ? {
    a = { b = 1 }
    } : {
    c = [1]
  }
`);
  });
});
