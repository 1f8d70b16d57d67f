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
    ["text behind a lone carriage return, where terraform evaluates nothing", "${a}\r${b}$${c}", '"${a}\\r$${b}$${c}"'],
    ["trimming where there is nothing to trim", "${~ a ~}", "a"],
  ])("%s", (_what, given, written) => {
    expect(expression(given)).toBe(written);
  });

  it("of several lines that end one are heredocs, where nothing follows", () => {
    expect(expression("#!/bin/sh\n\n${a} \\\n  b\n")).toBe("<<-EOT\n    #!/bin/sh\n\n    ${a} \\\n      b\n  EOT");
    expect(thing({ list: ["a\nb\n"] })).toContain("  list = [\n    <<-EOT\n      a\n      b\n    EOT\n  ]\n");
    expect(thing({ list: ["a\nb\n", "c"] })).toContain('  list = ["a\\nb\\n", "c"]\n');
    expect(thing({ tags: { a: "a\nb\n", long: "c" } })).toContain(
      '    a    = <<-EOT\n      a\n      b\n    EOT\n    long = "c"\n',
    );
  });

  it.each([
    ["that is indented as a whole", "  a\n  b\n"],
    ["whose line starts with an accent that would merge with a space", "a\n\u0301b\n"],
    ["that trims, which counts lines", "a\n%{ if b ~}\n  c\n%{ endif ~}\n"],
  ])("a heredoc %s is not indented further", (_what, text) => {
    expect(expression(text)).toBe(`<<EOT\n${text.replace(/%\{ (.*) ~\}/g, "%{$1~}")}EOT`);
  });

  it("that trim, and cannot be a heredoc, trim no further between quotes than line by line", () => {
    expect(expression("a$ \n${~ b }")).toBe('"a$ ${""}\\n${~b}"');
    expect(expression("%{ if a ~}\n  b\n  ${~ c }")).toBe('"%{if a~}\\n${""}  b\\n${""}  ${~c}"');
  });

  it("that hold the heredoc's end are quoted", () => {
    expect(expression("a\nEOT\n")).toBe('"a\\nEOT\\n"');
  });

  it("as keys are quoted unless they are plain names", () => {
    expect(thing({ tags: { plain: "1", "a b": "2", "${c}": "3", for: "4", "5": "5" } })).toContain(
      '  tags = {\n    "5"    = "5"\n    plain  = "1"\n    "a b"  = "2"\n    "${c}" = "3"\n    "for"  = "4"\n  }\n',
    );
  });
});
