package prompt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// The limits of a set of prompts.
const (
	maxSetBytes = 1 << 20
	maxPrompts  = 2000
	maxUnknown  = 100 // unknown keys after which a file is given up
)

// setForm is a file of prompts. The built-in files and the user's own
// have the same form.
type setForm struct {
	Name   string       `toml:"name"`
	Prompt []promptForm `toml:"prompt"`
}

type promptForm struct {
	ID          string   `toml:"id"`
	Version     *int     `toml:"version"` // 1 where it is left out
	Goal        string   `toml:"goal"`
	Also        []string `toml:"also"`
	Depth       string   `toml:"depth"`
	Valence     string   `toml:"valence"`
	Framework   string   `toml:"framework"`
	Stage       string   `toml:"stage"`
	OKWhenHeavy bool     `toml:"ok_when_heavy"`
	Retired     bool     `toml:"retired"`
	Text        string   `toml:"text"`
}

// wanted says what each key of a set holds, for a value of another kind.
func wanted(key string) string {
	switch key {
	case "version":
		return "a whole number"
	case "ok_when_heavy", "retired":
		return "true or false"
	case "also":
		return `a list of goals such as ["ethics"]`
	case "prompt":
		return "one or more tables, each under its own [[prompt]]"
	case "name", "id", "goal", "depth", "valence", "framework", "stage", "text":
		return "text in quotation marks"
	}
	return ""
}

// readLimited reads a set, refusing what is larger than any set may be. A
// byte order mark, which some editors put first, is left out.
func readLimited(r io.Reader) ([]byte, *Problem) {
	raw, err := io.ReadAll(io.LimitReader(r, maxSetBytes+1))
	if err != nil {
		return nil, &Problem{Line: 1, Message: "the file could not be read: " + err.Error()}
	}
	if len(raw) > maxSetBytes {
		return nil, &Problem{Line: 1, Message: "the file is larger than 1 MiB: split it into several sets"}
	}
	return bytes.TrimPrefix(raw, []byte("\ufeff")), nil
}

// parseSet reads the form of a set and its outline. Where the TOML itself
// is broken, or is no set at all to judge by its keys, ok is false.
func parseSet(raw []byte) (form setForm, o outline, problems []Problem, ok bool) {
	o = outlineOf(raw)
	// The reader compares each key with all before it: a file of nothing
	// but strange keys would take it half a minute.
	if len(o.unknown) == maxUnknown {
		return form, o, o.unknown, false
	}
	if err := toml.Unmarshal(raw, &form); err != nil {
		return form, o, []Problem{tomlProblem(err)}, false
	}
	return form, o, o.unknown, true
}

// tomlProblem puts an error of the TOML reader into our words, without
// the excerpt it may carry.
func tomlProblem(err error) Problem {
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return Problem{Line: 1, Message: "the file cannot be read as TOML: " + strings.TrimPrefix(err.Error(), "toml: ")}
	}
	line, _ := de.Position()
	message := "the file cannot be read as TOML here: " + strings.TrimPrefix(de.Error(), "toml: ")
	if key := de.Key(); len(key) > 0 {
		if last := strings.ToLower(key[len(key)-1]); wanted(last) != "" {
			message = fmt.Sprintf("%s has a value of another kind: it is %s", last, wanted(last))
		}
	}
	return Problem{Line: max(line, 1), Message: message}
}

// outline says on which line everything in a set stands.
type outline struct {
	name    int
	prompts []place // in the order in which the reader decodes them
	unknown []Problem
}

// place is where a prompt and its keys stand.
type place struct {
	line int
	keys map[string]int
}

// line returns where a key of the i-th prompt stands, or the prompt itself
// where it lacks the key, or the first line where there is no such prompt.
func (o outline) line(i int, key string) int {
	if i < 0 || i >= len(o.prompts) {
		return max(o.name, 1)
	}
	if line := o.prompts[i].keys[key]; line > 0 {
		return line
	}
	return o.prompts[i].line
}

// outlineOf walks a document as far as it is sound TOML and takes linear
// time, which the reader's own strict mode does not.
func outlineOf(raw []byte) outline {
	var (
		o     outline
		p     unstable.Parser
		lines = counter{raw: raw, line: 1}
		at    *place
		known = true // whether the table we are in is one of ours
	)
	p.Reset(raw)
	for p.NextExpression() {
		e := p.Expression()
		key, line, depth := headOf(e, &lines)
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			at, known = nil, e.Kind == unstable.ArrayTable && key == "prompt" && depth == 1
			if !known {
				o.miss(line, key)
				continue
			}
			o.prompts = append(o.prompts, place{line: line, keys: map[string]int{}})
			at = &o.prompts[len(o.prompts)-1]
		case unstable.KeyValue:
			switch {
			case at != nil:
				o.note(at, key, line)
			case !known: // the table was reported
			case key == "name":
				o.name = line
			case key == "prompt":
				o.inline(e.Value(), &lines)
			default:
				o.miss(line, key)
			}
		}
	}
	return o
}

// inline notes the prompts of a list written as prompt = [{...}, {...}].
func (o *outline) inline(list *unstable.Node, lines *counter) {
	for tables := list.Children(); tables.Next(); {
		table := tables.Node()
		if table.Kind != unstable.InlineTable {
			continue
		}
		at := place{line: lines.at(table.Raw.Offset), keys: map[string]int{}}
		for keys := table.Children(); keys.Next(); {
			if keys.Node().Kind == unstable.KeyValue {
				key, line, _ := headOf(keys.Node(), lines)
				o.note(&at, key, line)
			}
		}
		o.prompts = append(o.prompts, at)
	}
}

func (o *outline) note(at *place, key string, line int) {
	if key == "name" || key == "prompt" || wanted(key) == "" {
		o.miss(line, key)
		return
	}
	at.keys[key] = line
}

func (o *outline) miss(line int, key string) {
	if len(o.unknown) == maxUnknown {
		return
	}
	if len(key) > 40 || strings.ContainsFunc(key, unprintable) {
		key = "this one"
	}
	o.unknown = append(o.unknown, Problem{Line: line, Message: fmt.Sprintf("no key is called %s: a set has name and [[prompt]], a prompt has %s",
		key, strings.Join(promptKeys(), ", "))})
}

func promptKeys() []string {
	return []string{"id", "version", "goal", "also", "depth", "valence", "framework", "stage", "ok_when_heavy", "retired", "text"}
}

// headOf returns the first part of an expression's key in lower case, as
// the reader ignores case, its line, and how many parts the key has.
func headOf(e *unstable.Node, lines *counter) (key string, line, depth int) {
	for parts := e.Key(); parts.Next(); depth++ {
		if depth == 0 {
			key, line = strings.ToLower(string(parts.Node().Data)), lines.at(parts.Node().Raw.Offset)
		}
	}
	return key, line, depth
}

// counter counts lines in one pass: it is asked for rising offsets.
type counter struct {
	raw    []byte
	offset int
	line   int
}

func (c *counter) at(offset uint32) int {
	if to := min(int(offset), len(c.raw)); to > c.offset {
		c.line += bytes.Count(c.raw[c.offset:to], []byte("\n"))
		c.offset = to
	}
	return c.line
}

// sortProblems puts problems in the order of the file.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Line - b.Line })
}
