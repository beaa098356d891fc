package privacy

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// scoreScan is the one place where the score calls Scan. Nobody has told
// the guard any words, as on the first day. A text without a region has
// the default profile.
func scoreScan(text scoreText) []Finding { return Scan(text.Text, Lexicon{}, ProfileOf(text.Region)) }

// outcome is what Scan made of one text.
type outcome struct {
	text    scoreText
	labels  []judgedLabel
	flags   []judgedFlag // sure and likely, without details
	hints   int
	details int // findings of kind detail, at any level
}

// judgedLabel is a labelled place and whether a flag touches it, whether
// flags cover every letter and digit of it, and whether one touches it
// when hints count too. As names the kind of the first flag there.
type judgedLabel struct {
	scoreSpan
	hit, covered, hinted bool
	as                   string
}

// judgedFlag is a flag; it is right if it touches a label of any type.
type judgedFlag struct {
	Finding
	right bool
}

// judgeText compares what Scan finds in a text with its labels. A finding
// of kind detail answers a label of that type and nothing else.
func judgeText(text scoreText) outcome {
	out := outcome{text: text}
	var flags, hints, details []Finding
	for _, f := range scoreScan(text) {
		switch {
		case f.Kind == Detail:
			details = append(details, f)
		case f.Level == Hint:
			hints = append(hints, f)
		default:
			flags = append(flags, f)
		}
	}
	out.hints, out.details = len(hints), len(details)
	for _, f := range flags {
		right := slices.ContainsFunc(text.Spans, func(s scoreSpan) bool { return touches(f, s) })
		out.flags = append(out.flags, judgedFlag{f, right})
	}
	for _, s := range text.Spans {
		answers := flags
		if s.Type == detailLabel {
			answers = slices.Concat(flags, details)
		}
		label := judgedLabel{scoreSpan: s, covered: covers(answers, text.Text, s)}
		for _, f := range answers {
			if touches(f, s) && !label.hit {
				label.hit, label.as = true, string(f.Kind)
			}
		}
		label.hinted = label.hit || slices.ContainsFunc(hints, func(f Finding) bool { return touches(f, s) })
		out.labels = append(out.labels, label)
	}
	return out
}

func touches(f Finding, s scoreSpan) bool { return f.Start < s.End && s.Start < f.End }

// covers reports whether every letter and digit of s lies in a flag.
func covers(flags []Finding, text string, s scoreSpan) bool {
	for i, r := range text[s.Start:s.End] {
		at := s.Start + i
		inside := func(f Finding) bool { return f.Start <= at && at < f.End }
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && !slices.ContainsFunc(flags, inside) {
			return false
		}
	}
	return true
}

// tally counts labels and flags of one type, one group or all.
type tally struct{ labels, hit, covered, hinted, flags, right int }

func (c *tally) label(l judgedLabel) {
	c.labels++
	c.hit += one(l.hit)
	c.covered += one(l.covered)
	c.hinted += one(l.hinted)
}

func (c *tally) flag(f judgedFlag) {
	c.flags++
	c.right += one(f.right)
}

func (c *tally) recall() float64    { return share(c.hit, c.labels) }
func (c *tally) precision() float64 { return share(c.right, c.flags) }

// card is the score of some texts.
type card struct {
	texts, marked, leaking  int // marked: with a direct identifier; leaking: with one that was missed
	quiet, falseInClean     int // clean texts without a flag, and flags in clean texts
	hints, details          int
	direct                  tally // all but details
	byType, byGroup, byKind map[string]*tally
	confused                map[string]int
}

func newCard(outcomes []outcome) *card {
	c := &card{byType: map[string]*tally{}, byGroup: map[string]*tally{}, byKind: map[string]*tally{}, confused: map[string]int{}}
	for _, o := range outcomes {
		c.add(o)
	}
	return c
}

func (c *card) add(o outcome) {
	c.texts++
	c.hints += o.hints
	c.details += o.details
	marked, missed := false, false
	for _, l := range o.labels {
		entry(c.byType, l.Type).label(l)
		if l.Type == detailLabel {
			continue
		}
		marked, missed = true, missed || !l.hit
		c.direct.label(l)
		if l.Type == string(Name) {
			entry(c.byGroup, cmp.Or(o.text.Group, withoutGroup)).label(l)
		}
		if l.hit && l.as != l.Type {
			c.confused[l.Type+" as "+l.as]++
		}
	}
	for _, f := range o.flags {
		c.direct.flag(f)
		entry(c.byKind, string(f.Kind)).flag(f)
	}
	c.marked += one(marked)
	c.leaking += one(missed)
	if !marked {
		c.quiet += one(len(o.flags) == 0)
		c.falseInClean += len(o.flags)
	}
}

func (c *card) clean() int { return c.texts - c.marked }

// worst returns the lowest recall of names of a group, and how far below
// the highest it is.
func (c *card) worst() (lowest, gap float64) {
	var recalls []float64
	for group, count := range c.byGroup {
		if group != withoutGroup {
			recalls = append(recalls, count.recall())
		}
	}
	if len(recalls) == 0 {
		return 0, 0
	}
	return slices.Min(recalls), slices.Max(recalls) - slices.Min(recalls)
}

// figures returns what floors are set for. Shares are percentages.
func figures(notes, lines, names *card) map[string]float64 {
	worst, gap := names.worst()
	return map[string]float64{
		"notes recall":                       notes.direct.recall(),
		"notes fully covered":                share(notes.direct.covered, notes.direct.labels),
		"notes precision":                    notes.direct.precision(),
		"notes leaking":                      share(notes.leaking, notes.marked),
		"notes false flags per clean note":   ratio(notes.falseInClean, notes.clean()),
		"notes clean without a flag":         share(notes.quiet, notes.clean()),
		"notes hints per note":               ratio(notes.hints, notes.texts),
		"lines recall":                       lines.direct.recall(),
		"lines fully covered":                share(lines.direct.covered, lines.direct.labels),
		"lines false flags per near miss":    ratio(lines.falseInClean, lines.clean()),
		"names recall":                       names.direct.recall(),
		"names recall of the worst group":    worst,
		"names gap from best to worst group": gap,
	}
}

func entry(counts map[string]*tally, key string) *tally {
	if counts[key] == nil {
		counts[key] = &tally{}
	}
	return counts[key]
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// share is a percentage; of nothing it is 100, since nothing is wanting.
func share(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// TestJudgeText tries the score itself on findings that Scan has made
// since its first day.
func TestJudgeText(t *testing.T) {
	text := "Wrote to jo@example.org and a@example.org about Jo, bed 4."
	place := func(words, label string) scoreSpan {
		at := strings.Index(text, words)
		return scoreSpan{at, at + len(words), label}
	}
	out := judgeText(scoreText{Text: text, Spans: []scoreSpan{
		place("to jo@example.org", "email"), place("Jo", "name"), place("bed 4", "detail"),
	}})
	c := newCard([]outcome{out})
	if email := c.byType["email"]; email.hit != 1 || email.covered != 0 {
		t.Errorf("a label of which a word is left: %+v", *email)
	}
	if c.direct.labels != 2 || c.marked != 1 || c.clean() != 0 {
		t.Errorf("%d direct labels in %d texts, %d clean", c.direct.labels, c.marked, c.clean())
	}
	if flags := c.byKind["email"]; flags.flags != 2 || flags.right != 1 {
		t.Errorf("one address labelled, one not: %+v", *flags)
	}

	clean := newCard([]outcome{judgeText(scoreText{Text: text}), judgeText(scoreText{Text: "A calm night."})})
	if clean.quiet != 1 || clean.falseInClean < 2 || clean.leaking != 0 {
		t.Errorf("two clean texts: %d quiet, %d false flags, %d leaking", clean.quiet, clean.falseInClean, clean.leaking)
	}
}
