package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// ErrNotAPack means that a file is no supervision pack that this version
// reads.
var ErrNotAPack = errors.New("not a supervision pack that this version of Afterword reads")

// The limits of a pack that is read back.
const (
	packBytes   = 16 << 20
	packDepth   = 8
	packValues  = 250_000
	mostItems   = 2_000
	mostAnswers = 1_000 // of one entry
)

// Read reads a pack back from its JSON. What comes out is a Gathering: its
// words are searched again and every finding has to be decided before it
// can leave once more. Identifiers that had been replaced stay counted.
// Keys that this version does not know are passed over. It refuses files
// over 16 MiB, other schemas, and values that no pack holds; errors name
// the place and never quote the file.
func Read(r io.Reader, guard privacy.Guard) (*Gathering, error) {
	raw, err := readBounded(r, bounds{packBytes, packDepth, packValues})
	if err != nil {
		return nil, fmt.Errorf("reading the pack: %w", err)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if json.Unmarshal(raw, &head) != nil {
		return nil, fmt.Errorf("%w: the file is not JSON of one object", ErrNotAPack)
	}
	if head.Schema != schema {
		if strings.HasPrefix(head.Schema, "afterword/pack/") {
			return nil, fmt.Errorf("%w: a newer Afterword wrote it; read it with that one", ErrNotAPack)
		}
		return nil, fmt.Errorf("%w: its schema is not %s", ErrNotAPack, schema)
	}
	var w wirePack
	if json.Unmarshal(raw, &w) != nil {
		return nil, fmt.Errorf("%w: a value is of another type than docs/pack.md says", ErrNotAPack)
	}
	return w.gathering(guard)
}

// gathering checks w and makes a Gathering of it.
func (w wirePack) gathering(guard privacy.Guard) (*Gathering, error) {
	items := len(w.Aims)
	if w.Review != nil {
		items += len(w.Review.Times) + len(w.Review.Learning)
	}
	if items+len(w.Questions)+len(w.Actions)+len(w.Entries)+len(w.Handed)+len(w.Trend)+len(w.Scan)+len(w.Sessions) > mostItems {
		return nil, fmt.Errorf("%w: it has more than %d items", ErrNotAPack, mostItems)
	}
	made, err := time.Parse(time.RFC3339, w.Made)
	if err != nil {
		return nil, fmt.Errorf("%w: it does not say when it was made", ErrNotAPack)
	}
	g := &Gathering{guard: guard, replaced: w.Identifiers.Replaced}
	g.sheet = sheet{period: Period(w.Period), made: journal.StampOf(made, ""), words: Vocabulary(w.Words), about: w.About, drawings: w.Drawings}
	g.came = &Counts{w.Identifiers.Replaced, w.Identifiers.Kept, w.Identifiers.Undecided}
	if g.sheet.period.check() != nil || min(g.came.Replaced, g.came.Kept, g.came.Undecided) < 0 {
		return nil, fmt.Errorf("%w: its period or its counts cannot be", ErrNotAPack)
	}
	g.sheet.words, g.sheet.feeling = g.sheet.words.withDefaults(), w.Feeling
	if err := setLabels(g.sheet.head(w.For, w.By, w.Fingerprint)...); err != nil {
		return nil, fmt.Errorf("reading the pack: %w", err)
	}
	for _, fill := range []func(*sheet) error{
		w.fillHanded, w.fillQuestions, w.fillActions, w.fillEntries, w.fillTrend, w.fillThemes, w.fillScan, w.fillSessions, w.fillAims, w.fillReview, w.fillLabels,
	} {
		if err := fill(&g.sheet); err != nil {
			return nil, err
		}
	}
	g.sheet.settle()
	if err := g.sheet.clean(); err != nil {
		return nil, err
	}
	return g, nil
}

// clean makes every text of s one that a journal could hold.
func (s *sheet) clean() error {
	for _, it := range s.items() {
		for _, f := range it.fields {
			if err := journal.CheckLength(*f.words); err != nil {
				return fmt.Errorf("reading %s of the pack: %w", it.ref, err)
			}
			*f.words, _ = journal.Clean(*f.words)
		}
	}
	return nil
}

// ErrTooBig means that a file is larger, deeper or fuller than what is read.
var ErrTooBig = errors.New("the file is larger than any that Afterword reads back")

// bounds are the most that a file of JSON may hold.
type bounds struct {
	bytes, depth, values int
}

// readBounded reads JSON within bounds, so that decoding it afterwards
// cannot be made to use much memory.
func readBounded(r io.Reader, most bounds) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(most.bytes)+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > most.bytes {
		return nil, ErrTooBig
	}
	depth, values, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
		if depth > most.depth || values > most.values {
			return nil, ErrTooBig
		}
	}
	return raw, nil
}
