package privacy

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// These flags are for whoever works on Scan; without them the score says
// where things are and never what stands there.
var (
	scoreWords = flag.Bool("words", false, "show the words that were missed or wrongly flagged")
	scoreSet   = flag.String("set", "", "score notes.jsonl, lines.jsonl and names.jsonl of this directory, without floors")
)

const (
	scoreFolds   = 5
	scoreShown   = 5 // misses and false flags shown of each kind
	detailLabel  = string(Detail)
	withoutGroup = "no group"
)

// floors are the figures that Scan must keep. They only get stricter.
type floors struct {
	AtLeast map[string]float64 `json:"at_least"`
	AtMost  map[string]float64 `json:"at_most"`
}

// TestScore measures Scan on labelled texts and holds it to the floors.
// With -v it prints the whole score.
func TestScore(t *testing.T) {
	dir := cmp.Or(*scoreSet, "testdata")
	var cards []*card
	for _, name := range []string{"notes", "lines", "names"} {
		var outcomes []outcome
		for _, text := range readTexts(t, filepath.Join(dir, name+".jsonl")) {
			outcomes = append(outcomes, judgeText(text))
		}
		c := newCard(outcomes)
		cards = append(cards, c)
		t.Logf("%s\n%s%s%s", strings.ToUpper(name), describe(c), describeFolds(outcomes), describeFaults(outcomes))
	}
	got := figures(cards[0], cards[1], cards[2])
	for _, name := range slices.Sorted(maps.Keys(got)) {
		t.Logf("%-36s %7.2f", name, got[name])
	}
	if *scoreSet == "" {
		keepFloors(t, filepath.Join(dir, "floors.json"), got)
	}
}

func keepFloors(t *testing.T, path string, got map[string]float64) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var want floors
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for name, figure := range got {
		floor, low := want.AtLeast[name]
		ceiling, high := want.AtMost[name]
		switch {
		case low == high:
			t.Errorf("%s: %q must stand in at_least or in at_most", path, name)
		case low && figure < floor:
			t.Errorf("%s: %.2f, must be at least %.2f", name, figure, floor)
		case high && figure > ceiling:
			t.Errorf("%s: %.2f, must be at most %.2f", name, figure, ceiling)
		}
	}
	if held := len(want.AtLeast) + len(want.AtMost); held != len(got) {
		t.Errorf("%s: %d floors for %d figures", path, held, len(got))
	}
}

// describe writes a card as tables.
func describe(c *card) string {
	var b strings.Builder
	d := &c.direct
	fmt.Fprintf(&b, "%d texts, %d with an identifier, %d clean\n", c.texts, c.marked, c.clean())
	fmt.Fprintf(&b, "recall %.1f (with hints %.1f), fully covered %.1f, precision %.1f\n",
		d.recall(), share(d.hinted, d.labels), share(d.covered, d.labels), d.precision())
	fmt.Fprintf(&b, "leaking %.1f, false flags per clean text %.2f, clean without a flag %.1f, hints per text %.2f, details per text %.2f\n",
		share(c.leaking, c.marked), ratio(c.falseInClean, c.clean()), share(c.quiet, c.clean()), ratio(c.hints, c.texts), ratio(c.details, c.texts))
	table := func(title string, rows map[string]*tally, row func(*tally) string) {
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			fmt.Fprintf(&b, "  %-8s %-28s %s\n", title, key, row(rows[key]))
		}
	}
	found := func(c *tally) string {
		return fmt.Sprintf("%4d labels, recall %5.1f, fully covered %5.1f", c.labels, c.recall(), share(c.covered, c.labels))
	}
	table("type", c.byType, found)
	table("group", c.byGroup, found)
	table("flagged", c.byKind, func(c *tally) string {
		return fmt.Sprintf("%4d flags, precision %5.1f", c.flags, c.precision())
	})
	for _, pair := range slices.Sorted(maps.Keys(c.confused)) {
		fmt.Fprintf(&b, "  confused %-28s %4d\n", pair, c.confused[pair])
	}
	if worst, gap := c.worst(); len(c.byGroup) > 1 {
		fmt.Fprintf(&b, "  names: worst group %.1f, gap %.1f\n", worst, gap)
	}
	return b.String()
}

// describeFolds writes the figures of every fifth text, so that their
// spread is seen.
func describeFolds(outcomes []outcome) string {
	parts := make([][]outcome, scoreFolds)
	for i, o := range outcomes {
		parts[i%scoreFolds] = append(parts[i%scoreFolds], o)
	}
	var b strings.Builder
	for i, part := range parts {
		c := newCard(part)
		fmt.Fprintf(&b, "  fold %d: recall %.1f, fully covered %.1f, precision %.1f, leaking %.1f, false flags per clean text %.2f\n",
			i, c.direct.recall(), share(c.direct.covered, c.direct.labels), c.direct.precision(),
			share(c.leaking, c.marked), ratio(c.falseInClean, c.clean()))
	}
	return b.String()
}

// describeFaults lists the first misses, false flags and labels covered in part.
func describeFaults(outcomes []outcome) string {
	faults := map[string][]string{}
	note := func(fault, kind string, text scoreText, start, end int) {
		line := fmt.Sprintf("  %s %s: %s %d-%d", fault, kind, text.ID, start, end)
		if *scoreWords {
			line += fmt.Sprintf(" %q", text.Text[start:end])
		}
		faults[fault+kind] = append(faults[fault+kind], line)
	}
	for _, o := range outcomes {
		for _, l := range o.labels {
			if !l.hit {
				note("missed", l.Type, o.text, l.Start, l.End)
			} else if !l.covered {
				note("partly", l.Type, o.text, l.Start, l.End)
			}
		}
		for _, f := range o.flags {
			if !f.right {
				note("false", string(f.Kind), o.text, f.Start, f.End)
			}
		}
	}
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(faults)) {
		lines := faults[key]
		if !*scoreWords && len(lines) > scoreShown {
			lines = lines[:scoreShown]
		}
		b.WriteString(strings.Join(lines, "\n") + "\n")
	}
	return b.String()
}
