package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"
)

type alloyFile struct {
	Components []string `json:"components"`
	References []string `json:"references"`
	Formatted  string   `json:"formatted"`
}

func readAlloy(name string, content []byte) (any, error) {
	file, err := parser.ParseFile(name, content)
	if err != nil {
		return nil, err
	}
	read := alloyFile{Components: []string{}, References: []string{}}
	for _, statement := range file.Body {
		if block, ok := statement.(*ast.BlockStmt); ok && block.Label != "" {
			read.Components = append(read.Components, strings.Join(append(block.Name, block.Label), "."))
		}
	}
	ast.Walk(&references{&read.References}, file)
	if _, err := replacements(file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var formatted bytes.Buffer
	if err := printer.Fprint(&formatted, file); err != nil {
		return nil, err
	}
	read.Formatted = formatted.String() + "\n"
	return read, nil
}

// redactAlloy does to lines (a JSON array at standard input) what the file's stages `replace` do to a whole line.
func redactAlloy(name string, content []byte) (any, error) {
	file, err := parser.ParseFile(name, content)
	if err != nil {
		return nil, err
	}
	all, err := replacements(file)
	if err != nil {
		return nil, err
	}
	var lines []string
	if err := json.NewDecoder(os.Stdin).Decode(&lines); err != nil {
		return nil, err
	}
	for i := range lines {
		for _, one := range all {
			if one.source == "" {
				lines[i] = one.apply(lines[i])
			}
		}
	}
	return lines, nil
}

type replacement struct {
	pattern      *regexp.Regexp
	source, with string
}

// apply puts `with` in the place of each group, and leaves what is matched around it.
func (r replacement) apply(line string) string {
	var done strings.Builder
	last := 0
	for _, match := range r.pattern.FindAllStringSubmatchIndex(line, -1) {
		for group := 2; group+1 < len(match); group += 2 {
			if match[group] >= last {
				done.WriteString(line[last:match[group]] + r.with)
				last = match[group+1]
			}
		}
	}
	return done.String() + line[last:]
}

// replacements of all stages `replace`; every pattern of the file must compile.
func replacements(file *ast.File) ([]replacement, error) {
	var found []replacement
	var visit func(ast.Body) error
	visit = func(body ast.Body) error {
		for _, statement := range body {
			block, ok := statement.(*ast.BlockStmt)
			if !ok {
				continue
			}
			texts := map[string]string{}
			for _, inner := range block.Body {
				attribute, ok := inner.(*ast.AttributeStmt)
				if !ok {
					continue
				}
				if literal, ok := attribute.Value.(*ast.LiteralExpr); ok {
					if text, err := strconv.Unquote(literal.Value); err == nil {
						texts[attribute.Name.Name] = text
					}
				}
			}
			for _, name := range []string{"expression", "regex"} {
				pattern, err := regexp.Compile(texts[name])
				if err != nil {
					return err
				}
				if name == "expression" && strings.Join(block.Name, ".") == "stage.replace" {
					found = append(found, replacement{pattern, texts["source"], texts["replace"]})
				}
			}
			if err := visit(block.Body); err != nil {
				return err
			}
		}
		return nil
	}
	return found, visit(file.Body)
}

// references collects what is named by a chain such as loki.write.loki.receiver.
type references struct{ found *[]string }

func (r *references) Visit(node ast.Node) ast.Visitor {
	access, ok := node.(*ast.AccessExpr)
	if !ok {
		return r
	}
	var parts []string
	for expression := ast.Expr(access); ; {
		switch at := expression.(type) {
		case *ast.AccessExpr:
			parts = append([]string{at.Name.Name}, parts...)
			expression = at.Value
			continue
		case *ast.IdentifierExpr:
			*r.found = append(*r.found, strings.Join(append([]string{at.Ident.Name}, parts...), "."))
		}
		return nil
	}
}
