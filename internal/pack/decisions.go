package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// Act is what to do about a finding.
type Act string

// The two things that can be done about a finding.
const (
	Replace Act = "replace"
	Keep    Act = "keep"
)

// Decision says what to do about one finding, by its key.
type Decision struct {
	Key  string `json:"key"`
	Act  Act    `json:"act"`
	With string `json:"with,omitempty"` // the words to put there; empty stands for what the finding suggests
}

// words returns what a replacing decision puts in a finding's place.
func (d Decision) words(f privacy.Finding) string {
	if d.With == "" {
		return f.Suggest
	}
	return d.With
}

// Decisions are handed to Release. The zero Decisions decide nothing.
type Decisions struct {
	List           []Decision
	ShareUndecided bool // let findings pass that nobody decided; they are counted
	// AsRead lets a pack that was read back pass as it stands, with the counts
	// that it brought, for showing it to whoever has the file: what is shown
	// goes no further than the file went. Nothing else is decided then.
	AsRead bool
}

// The limits of a file of decisions.
const (
	decisionsSchema = "afterword/decisions/1"
	decisionsBytes  = 4 << 20
	mostDecisions   = 10_000
	longestKey      = 64
	longestWith     = 200 // bytes
	decisionsDepth  = 4
)

// ParseDecisions reads a file of decisions:
//
//	{"schema":"afterword/decisions/1","decisions":[{"key":"…","act":"replace","with":"a colleague"}]}
//
// It refuses files over 4 MiB or 10,000 decisions, unknown fields, two
// decisions about one finding, and replacements that are longer than 200
// bytes, of several lines or hold control characters.
func ParseDecisions(r io.Reader) ([]Decision, error) {
	var file struct {
		Schema    string     `json:"schema"`
		Decisions []Decision `json:"decisions"`
	}
	raw, err := readBounded(r, bounds{decisionsBytes, decisionsDepth, 4 * mostDecisions})
	if err != nil {
		return nil, fmt.Errorf("reading the decisions: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err = d.Decode(&file)
	if _, end := d.Token(); err != nil || end != io.EOF {
		return nil, fmt.Errorf("the decisions are not in the form of %s; see docs/pack.md", decisionsSchema)
	}
	if file.Schema != decisionsSchema {
		return nil, fmt.Errorf(`the decisions do not begin with "schema":"%s"; see docs/pack.md`, decisionsSchema)
	}
	if err := checkDecisions(file.Decisions); err != nil {
		return nil, err
	}
	return file.Decisions, nil
}

// checkDecisions refuses decisions that cannot be carried out.
func checkDecisions(list []Decision) error {
	if len(list) > mostDecisions {
		return fmt.Errorf("there are more than %d decisions; divide the pack", mostDecisions)
	}
	seen := map[string]bool{}
	for i, d := range list {
		fault := ""
		switch clean := journal.PrintableLine(d.With); {
		case d.Key == "" || len(d.Key) > longestKey:
			fault = "has no key of a finding"
		case seen[d.Key]:
			fault = "is a second one about the same finding"
		case d.Act != Replace && d.Act != Keep:
			fault = `says neither "replace" nor "keep"`
		case d.Act == Keep && d.With != "":
			fault = "keeps the words and replaces them too"
		case len(d.With) > longestWith:
			fault = fmt.Sprintf("has a replacement of more than %d bytes", longestWith)
		case d.With != "" && strings.TrimSpace(d.With) == "", clean != d.With, !utf8.ValidString(d.With):
			fault = "has a replacement that is not one line of plain words"
		}
		if fault != "" {
			return fmt.Errorf("decision %d %s", i+1, fault)
		}
		seen[d.Key] = true
	}
	return nil
}
