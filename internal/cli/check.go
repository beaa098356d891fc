package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

func (a *app) checkCommand() *cobra.Command {
	var hints, lists bool
	c := &cobra.Command{
		Use:   "check [ENTRY|-]",
		Short: "Look for what could identify somebody",
		Long: `Looks through an entry, a question for supervision or standard input for what
could identify somebody: ` + strings.Join(privacy.LookedFor(), ", ") + `.
A reader who knows the place may still recognise someone.

On a terminal it goes through what it finds in an entry, one by one, and saves
what was replaced as a new revision. Otherwise it prints a list and ends with
status 8 where something is left to decide.`,
		Example:           "  afterword check last\n  echo \"A calm handover.\" | afterword check -\n  afterword check --lists",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.shareCompletions(journal.KindEntry),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case lists:
				return a.showLists(args)
			case len(args) > 1:
				return misused("check takes one entry, or - for standard input")
			case len(args) == 1:
				return a.check(c.Context(), args[0], hints)
			case a.Terminal.In:
				return misused("name an entry to check, such as last, or - for standard input")
			}
			return a.check(c.Context(), "-", hints)
		},
	}
	c.Flags().BoolVar(&hints, "hints", false, "list the words that are only worth a look, too")
	c.Flags().BoolVar(&lists, "lists", false, "show the word lists that are looked up, or the words of one")
	return c
}

// checked is what is looked through: a thing of the journal, or a text that
// came in.
type checked struct {
	thing journal.Thing // nil for a text that came in
	parts []checkedPart
	mend  string // how what is found can be mended
}

// checkedPart is one text that is looked through, where it is kept.
type checkedPart struct {
	name string
	text *string
}

// check looks through what ref names.
func (a *app) check(ctx context.Context, ref string, hints bool) error {
	if ref == "-" {
		text, err := a.readAll()
		if err != nil {
			return err
		}
		if text, _ = journal.Clean(text); strings.TrimSpace(text) == "" {
			// To say that nothing was found would reassure about nothing.
			return hinted(misused("there was no text to look at"), "Name an entry, such as afterword check last, or give a text on standard input. See: %s --help", a.called)
		}
		return a.checkList(ctx, nil, checked{parts: []checkedPart{{"text", &text}},
			mend: "Nothing was saved. Put other words there, or keep them on purpose."}, hints)
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	t, err := a.thing(ctx, v, ref)
	if err != nil {
		return err
	}
	c := checked{thing: t, parts: partsOf(t), mend: "It is asked about again before it leaves: afterword export"}
	if kindOf(t) == journal.KindEntry {
		c.mend = fmt.Sprintf("Put other words there: afterword edit %s. Each one is asked about again before it leaves.", a.short(ctx, v, metaOf(t).ID))
	}
	if a.dialogue() && a.Terminal.Out == a.Terminal.In && metaOf(t).State == journal.Live {
		return a.checkAsked(ctx, v, c)
	}
	return a.checkList(ctx, v, c, hints)
}

// partsOf are the texts of a thing, where they are kept.
func partsOf(t journal.Thing) []checkedPart {
	var parts []checkedPart
	switch t := t.(type) {
	case *journal.Entry:
		for i := range t.Answers {
			if answer := &t.Answers[i]; !answer.Skipped {
				parts = append(parts, checkedPart{fmt.Sprintf("question of answer %d", i+1), &answer.Question},
					checkedPart{fmt.Sprintf("answer %d", i+1), &answer.Text})
			}
		}
	default:
		parts = loopParts(t)
	}
	return parts
}

// foundPart is one finding and where it is. The words stay out of it.
type foundPart struct {
	Key     string        `json:"key"`
	Part    string        `json:"part"`
	Line    int           `json:"line"`
	Start   int           `json:"start"`
	End     int           `json:"end"`
	Kind    privacy.Kind  `json:"kind"`
	Level   privacy.Level `json:"level"`
	Why     string        `json:"why"`
	Suggest string        `json:"suggest"`
	text    string
}

// checkList prints what is found, counts first.
func (a *app) checkList(ctx context.Context, v *vault.Vault, c checked, hints bool) error {
	var all []privacy.Finding
	kept, parts := 0, []foundPart{}
	var id journal.ID
	if c.thing != nil {
		id = metaOf(c.thing).ID
	}
	for _, p := range c.parts {
		line, at := 1, 0
		found := a.guardFor(ctx, id, *p.text).Scan(*p.text)
		kept += a.keptIn(ctx, id, *p.text, found)
		for _, f := range found {
			line += strings.Count((*p.text)[at:f.Start], "\n")
			at = f.Start
			all = append(all, f)
			parts = append(parts, foundPart{"", p.name, line, f.Start, f.End, f.Kind, f.Level, f.Why, f.Suggest, *p.text})
		}
	}
	folded, decide := byLevel(all)
	if a.flags.json {
		if err := a.checkJSON(ctx, v, c, parts, decide); err != nil {
			return err
		}
	} else {
		a.putFound(parts, decide)
		if kept > 0 {
			a.putWrapped(keptWords(kept))
		}
		switch {
		case len(folded) == 0:
		case hints:
			a.put("%s:", ask.Hints(len(folded)))
			a.putParts(slices.DeleteFunc(slices.Clone(parts), func(f foundPart) bool { return f.Level != privacy.Hint }))
		default:
			a.putWrapped(ask.Hints(len(folded)) + "; --hints lists them.")
		}
	}
	if len(decide) == 0 {
		return nil
	}
	return hinted(foundError{len(decide)}, "%s", c.mend)
}

// keptWords says that something was kept, and what that is worth.
func keptWords(n int) string {
	if n == 1 {
		return "Kept here on purpose: 1. It is asked about again before it leaves."
	}
	return fmt.Sprintf("Kept here on purpose: %d. They are asked about again before they leave.", n)
}

// keptIn counts what was kept in an entry alone, and so is not among what is
// found in a text of it, though whoever it is shared with would see it.
func (a *app) keptIn(ctx context.Context, id journal.ID, text string, found []privacy.Finding) int {
	everywhere := a.guard(ctx)
	if len(a.guardFor(ctx, id, text).Lexicon.Allowed) == len(everywhere.Lexicon.Allowed) {
		return 0
	}
	_, all := byLevel(everywhere.Scan(text))
	_, rest := byLevel(found)
	return max(0, len(all)-len(rest))
}

// checkJSON prints what is found as data.
func (a *app) checkJSON(ctx context.Context, v *vault.Vault, c checked, parts []foundPart, decide []privacy.Finding) error {
	if c.thing != nil {
		keys, err := a.packKeys(ctx, v, c.thing)
		if err != nil {
			return err
		}
		for i, f := range parts {
			parts[i].Key = keys[keyPlace{f.Part, f.Start, f.End, f.Kind}]
		}
	}
	kinds := map[privacy.Kind]int{}
	for _, f := range decide {
		kinds[f.Kind]++
	}
	return a.putJSON(struct {
		Schema    string               `json:"schema"`
		Findings  []foundPart          `json:"findings"`
		Undecided int                  `json:"undecided"`
		Hints     int                  `json:"hints"`
		Counts    map[privacy.Kind]int `json:"counts"`
		LookedFor []string             `json:"looked_for"`
	}{"afterword/check/1", parts, len(decide), len(parts) - len(decide), kinds, privacy.LookedFor()})
}

// putFound prints the findings that must be decided, counts first.
func (a *app) putFound(parts []foundPart, decide []privacy.Finding) {
	if len(decide) == 0 {
		a.putWrapped("Nothing found. Looked for " + strings.Join(privacy.LookedFor(), ", ") + ".")
		return
	}
	a.putWrapped(counted(len(decide), "possible identifier") + ": " + ask.CountKinds(decide) + ".")
	a.putParts(slices.DeleteFunc(slices.Clone(parts), func(f foundPart) bool { return f.Level == privacy.Hint }))
	a.putWrapped("A reader who knows the place may still recognise someone.")
}

// putParts prints findings, with their words on a terminal alone.
func (a *app) putParts(parts []foundPart) {
	for _, f := range parts {
		_, one, _ := ask.KindWords(f.Kind)
		line := fmt.Sprintf("%s, line %d: %s (%s); %s.", f.Part, f.Line, one, f.Level, f.Why)
		if f.Suggest != "" {
			line += " Could be " + f.Suggest
		}
		a.putWrapped(line)
		if a.Terminal.Out {
			a.putWrapped("    " + f.excerpt())
		}
	}
}

// excerpt is the line of the finding with its words in brackets, cut to
// what stands near; it is for a terminal alone.
func (f foundPart) excerpt() string {
	const near = 30
	from, to := f.Start, f.End
	for range near {
		_, size := utf8.DecodeLastRuneInString(f.text[:from])
		from -= size
		_, size = utf8.DecodeRuneInString(f.text[to:])
		to += size
	}
	before, after := f.text[from:f.Start], f.text[f.End:to]
	return journal.PrintableLine("..." + before + "[" + f.text[f.Start:f.End] + "]" + after + "...")
}

// foundError means that something was found; it has the status of what is
// undecided.
type foundError struct{ count int }

func (e foundError) Error() string { return counted(e.count, "possible identifier") + " found" }
func (e foundError) Unwrap() error { return &pack.UndecidedError{Count: e.count} }
