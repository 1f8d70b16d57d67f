package main

import (
	"fmt"

	config "github.com/breml/logstash-config"
	"github.com/breml/logstash-config/ast"
)

// A statement is a plugin with its settings, or branches of which the first whose condition holds is taken.
type statement struct {
	Plugin   string         `json:"plugin,omitempty"`
	Settings map[string]any `json:"settings,omitempty"`
	Branches []branch       `json:"branches,omitempty"`
}

type branch struct {
	// Nothing for `else`.
	Condition []test      `json:"condition"`
	Block     []statement `json:"block"`
}

// A test is joined to those before it; it is a group, or compares.
type test struct {
	Join     string `json:"join"`
	Not      bool   `json:"not,omitempty"`
	Group    []test `json:"group,omitempty"`
	Field    string `json:"field,omitempty"`
	Operator string `json:"operator,omitempty"`
	Value    any    `json:"value,omitempty"`
}

func readLogstash(name string, content []byte) (any, error) {
	parsed, err := config.Parse(name, content)
	if err != nil {
		if failure, ok := config.GetFarthestFailure(); ok {
			err = fmt.Errorf("%w\n%s", err, failure)
		}
		return nil, err
	}
	file, ok := parsed.(ast.Config)
	if !ok {
		return nil, fmt.Errorf("%s: not a configuration", name)
	}
	read := map[string][]statement{}
	for section, parts := range map[string][]ast.PluginSection{"input": file.Input, "filter": file.Filter, "output": file.Output} {
		for _, part := range parts {
			read[section] = append(read[section], block(part.BranchOrPlugins)...)
		}
	}
	return read, nil
}

func block(parts []ast.BranchOrPlugin) []statement {
	statements := []statement{}
	for _, part := range parts {
		switch at := part.(type) {
		case ast.Plugin:
			settings := map[string]any{}
			for _, attribute := range at.Attributes {
				settings[attribute.Name()] = value(attribute)
			}
			statements = append(statements, statement{Plugin: at.Name(), Settings: settings})
		case ast.Branch:
			branches := []branch{{tests(at.IfBlock.Condition), block(at.IfBlock.Block)}}
			for _, other := range at.ElseIfBlock {
				branches = append(branches, branch{tests(other.Condition), block(other.Block)})
			}
			branches = append(branches, branch{nil, block(at.ElseBlock.Block)})
			statements = append(statements, statement{Branches: branches})
		}
	}
	return statements
}

func tests(condition ast.Condition) []test {
	found := []test{}
	for _, expression := range condition.Expression {
		next := test{Join: map[int]string{ast.And: "and", ast.Or: "or"}[expression.BoolOperator().Op]}
		switch at := expression.(type) {
		case ast.ConditionExpression:
			next.Group = tests(at.Condition)
		case ast.NegativeConditionExpression:
			next.Not, next.Group = true, tests(at.Condition)
		case ast.NegativeSelectorExpression:
			next.Not, next.Operator, next.Field = true, "exists", at.Selector.String()
		case ast.RvalueExpression:
			next.Operator, next.Field = "exists", at.RValue.String()
		case ast.InExpression:
			next.Operator, next.Field, next.Value = "in", at.LValue.String(), value(at.RValue)
		case ast.CompareExpression:
			next.Operator, next.Field, next.Value = at.CompareOperator.String(), at.LValue.String(), value(at.RValue)
		case ast.RegexpExpression:
			next.Operator, next.Field = at.RegexpOperator.String(), at.LValue.String()
			if pattern, ok := at.RValue.(ast.Regexp); ok {
				next.Value = pattern.Regexp
			}
		default:
			next.Operator = fmt.Sprintf("%T", at)
		}
		found = append(found, next)
	}
	return found
}

func value(node any) any {
	switch at := node.(type) {
	case ast.StringAttribute:
		return at.Value()
	case ast.NumberAttribute:
		return at.Value()
	case ast.ArrayAttribute:
		list := []any{}
		for _, attribute := range at.Attributes {
			list = append(list, value(attribute))
		}
		return list
	case ast.HashAttribute:
		entries := map[string]any{}
		for _, entry := range at.Entries {
			entries[fmt.Sprint(value(entry.Key))] = value(entry.Value)
		}
		return entries
	}
	return fmt.Sprintf("%v", node)
}
