import { expression, thing } from "./helpers/write";

describe("strings", () => {
  it.each([
    ["quotes", 'say "hi"', '"say \\"hi\\""'],
    ["backslashes, which JSON templates take literally", "C:\\dir\\n", '"C:\\\\dir\\\\n"'],
    ["text that looks like another type", "123", '"123"'],
    ["text that looks like a list", '["a"]', '"[\\"a\\"]"'],
    ["an escaped interpolation", "$${a} and %%{b}", '"$${a} and %%{b}"'],
    ["a dollar that escapes nothing", "$5 $$", '"$5 $$"'],
    ["a line break in the middle", "a\nb", '"a\\nb"'],
    ["one line that ends", "a\n", '"a\\n"'],
    ["tabs, returns and other control characters", "a\tb\rc\u0001", '"a\\tb\\rc\\u0001"'],
    ["unicode, as it is", "证书 ✓", '"证书 ✓"'],
    ["quotes beside an interpolation", '"${a.b}"', '"\\"${a.b}\\""'],
    ["a string inside an interpolation, untouched", '${join("\\"", x)}-', '"${join("\\"", x)}-"'],
    ["a brace inside a string inside an interpolation", '${f("}")}', 'f("}")'],
    ["directives, without the blanks that terraform fmt takes out", "%{ if a }b%{~ endif ~}", '"%{if a}b%{~endif~}"'],
    ["interpolations, laid out as terraform fmt does", "x-${ a+1 }", '"x-${a + 1}"'],
    ["two interpolations, which are no expression", "${a}${b}", '"${a}${b}"'],
    ["trimming, which needs its template", "${~ a ~}", '"${~a~}"'],
  ])("%s", (_what, given, written) => {
    expect(expression(given)).toBe(written);
  });

  it("of several lines that end one are heredocs, where nothing follows", () => {
    expect(expression('#!/bin/sh\necho "${a}" \\\n  b\n')).toBe('<<EOT\n#!/bin/sh\necho "${a}" \\\n  b\nEOT');
    expect(thing({ list: ["a\nb\n"] })).toContain('  list = ["a\\nb\\n"]\n');
    expect(thing({ tags: { a: "a\nb\n" } })).toContain('    a = "a\\nb\\n"\n');
  });

  it("that hold the heredoc's end are quoted", () => {
    expect(expression("a\nEOT\n")).toBe('"a\\nEOT\\n"');
  });

  it("as keys are quoted unless they are plain names", () => {
    expect(thing({ tags: { plain: "1", "a b": "2", "${c}": "3", for: "4", "5": "5" } })).toContain(
      '  tags = {\n    "5"   = "5"\n    plain = "1"\n    "a b" = "2"\n    (c)   = "3"\n    "for" = "4"\n  }\n',
    );
  });
});
