import fs from "node:fs";
import path from "node:path";
import packageJson from "../package.json";

const ROOT = path.join(__dirname, "..");

/** Every page that a reader may open, by its path. */
const pages = ["README.md", "assets", "docs", "environments", "modules", "packages"]
  .flatMap((place) =>
    place.endsWith(".md")
      ? [place]
      : fs
          .readdirSync(path.join(ROOT, place), { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
          .map((name) => path.join(place, name)),
  )
  .map((page) => ({ page, text: fs.readFileSync(path.join(ROOT, page), "utf8") }));

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe("the documents", () => {
  it("exist for the program, its guides, decisions, environments, modules and packages", () => {
    expect(pages.length).toBeGreaterThan(15);
  });

  it("link to files that exist", () => {
    const broken = pages.flatMap(({ page, text }) =>
      matches(text, /\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)
        .filter((link) => !fs.existsSync(path.join(ROOT, path.dirname(page), link)))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("name npm scripts that exist", () => {
    const unknown = pages.flatMap(({ page, text }) =>
      matches(text, /npm run (?:-s )?([a-z:-]+)/g)
        .filter((script) => !(script in packageJson.scripts))
        .map((script) => `${page}: npm run ${script}`),
    );
    expect(unknown).toEqual([]);
  });

  it("name commands that npm ci installs", () => {
    const unknown = pages.flatMap(({ page, text }) =>
      matches(text, /npx (?:-y )?([a-z][a-z-]*)/g)
        .filter((bin) => !fs.existsSync(path.join(ROOT, "node_modules", ".bin", bin)))
        .map((bin) => `${page}: npx ${bin}`),
    );
    expect(unknown).toEqual([]);
  });
});
