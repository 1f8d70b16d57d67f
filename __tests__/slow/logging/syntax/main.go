// Reads a configuration of Logstash or Alloy with a parser of its language and prints as JSON what tests look at.
//
//	syntax logstash <file>   {"input": [...], "filter": [...], "output": [...]}, of plugins and branches
//	syntax alloy <file>      {"components": [...], "references": [...], "formatted": "..."}
//	syntax redact <file>     lines, as a JSON array, after Alloy's stages that replace
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	readers := map[string]func(string, []byte) (any, error){"logstash": readLogstash, "alloy": readAlloy, "redact": redactAlloy}
	if len(os.Args) != 3 || readers[os.Args[1]] == nil {
		fail(fmt.Errorf("usage: syntax logstash|alloy|redact <file>"))
	}
	content, err := os.ReadFile(os.Args[2])
	if err != nil {
		fail(err)
	}
	read, err := readers[os.Args[1]](os.Args[2], content)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(read); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
