import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DATASETS, describeWith, LOGGING, SECRET, SECRETS, sampleEvents } from "./tools";

const FILES = ["config.alloy", "cloudwatch.alloy"];

interface Read {
  readonly components: readonly string[];
  readonly references: readonly string[];
  readonly formatted: string;
}

describeWith(["logging-syntax"], "Alloy's configuration", () => {
  const folder = path.join(LOGGING, "alloy");
  const text = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  const read = (name: string): Read =>
    JSON.parse(execFileSync("logging-syntax", ["alloy", path.join(folder, name)], { encoding: "utf8" }));

  const redact = (name: string, lines: readonly string[]): string[] =>
    JSON.parse(
      execFileSync("logging-syntax", ["redact", path.join(folder, name)], {
        input: JSON.stringify(lines),
        encoding: "utf8",
      }),
    );

  it.each(FILES)("is written as its formatter writes it: %s", (name) => {
    expect(text(name)).toBe(read(name).formatted);
  });

  it.each(FILES)("refers to components that it has, and has none without a use: %s", (name) => {
    const { components, references } = read(name);
    const wanted = references
      .filter((reference) => reference !== "sys.env")
      .map((reference) => reference.replace(/\.\w+$/, ""));

    expect(components).toEqual(expect.arrayContaining(wanted));
    const sources = components.filter((component) => /^(loki\.source|otelcol\.receiver)/.test(component));
    expect(components.filter((component) => !wanted.includes(component))).toEqual(sources);
  });

  it("sorts lines into the data sets that Elasticsearch has too, by both files together", () => {
    const named = FILES.flatMap((name) =>
      [...text(name).matchAll(/\b(?:dataset\s*=|replacement\s*=)\s*"([a-z]+\.[a-z]+)"/g)].map(([, dataset]) => dataset),
    );

    expect([...new Set(named)].sort()).toEqual([...DATASETS].sort());
  });

  it("sends everything through the component that takes secrets out", () => {
    const blocks = text("config.alloy").split(/^}\n/m);
    const targets = blocks
      .filter((block) => /^(loki\.source\.\w+|loki\.process "pods")/m.test(block))
      .map((block) => /forward_to\s*= \[(.*)\]/.exec(block)?.[1]);

    expect(targets.sort()).toEqual(["loki.process.pods.receiver", ...Array(3).fill("loki.process.redact.receiver")]);
  });

  it.each(SECRETS)("takes the secret out of %s", (_, line) => {
    const [redacted] = redact("config.alloy", [line]);

    expect(redacted).not.toContain(SECRET);
    expect(redacted).toMatch(/\[redacted\]|\*{5}/);
    if (line.startsWith("{")) expect(() => JSON.parse(redacted ?? "")).not.toThrow();
  });

  it("takes passwords out of statements of the database", () => {
    const slow = `CREATE USER 'a'@'%' IDENTIFIED BY '${SECRET}'`;
    const audit = `QUERY,db,'ALTER USER \\'a\\'@\\'%\\' IDENTIFIED BY \\'${SECRET}\\'',0`;

    for (const line of redact("cloudwatch.alloy", [slow, audit])) {
      expect(line).not.toContain(SECRET);
      expect(line).toMatch(/IDENTIFIED BY \*{5}/);
    }
  });

  it.each(DATASETS)("changes nothing in the sample of %s but tokens of queries", (dataset) => {
    const lines = sampleEvents(dataset).map((line) => line.replace(/\?token=abc/g, ""));

    expect(redact("config.alloy", lines)).toEqual(lines);
  });

  it("does not take a file with a mistake for a configuration", () => {
    const wrong = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "alloy-")), "wrong.alloy");
    fs.writeFileSync(wrong, text("config.alloy").replace("{", ""));

    expect(() => execFileSync("logging-syntax", ["alloy", wrong], { stdio: "pipe" })).toThrow(/wrong.alloy:\d+/);
    fs.rmSync(path.dirname(wrong), { recursive: true });
  });
});
