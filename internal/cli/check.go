package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [ENTRY|-]",
		Short: "Look for what could identify somebody",
		Long: `Looks through an entry, a question for supervision or standard input for what
could identify somebody. It finds plain things only: ` + strings.Join(privacy.LookedFor(), ", ") + `.
Someone who knows the place may recognise a person by other things.
Ends with status 8 when something is found.`,
		Example:           "  afterword check last\n  echo \"A calm handover.\" | afterword check -",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.shareCompletions(journal.KindEntry),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return misused("check takes one entry, or - for standard input")
			case len(args) == 1:
				return a.check(c.Context(), args[0])
			case a.Terminal.In:
				return misused("name an entry to check, such as last, or - for standard input")
			}
			return a.check(c.Context(), "-")
		},
	}
}

// checkedPart is one text that is looked through.
type checkedPart struct {
	name, text string
	entry      journal.ID // zero where it is of none
}

// foundPart is one finding and where it is. The words stay out of it.
type foundPart struct {
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

// check looks through what ref names.
func (a *app) check(ctx context.Context, ref string) error {
	parts, mend, err := a.checkParts(ctx, ref)
	if err != nil {
		return err
	}
	found := []foundPart{}
	for _, p := range parts {
		for _, f := range a.guardFor(ctx, p.entry, p.text).Scan(p.text) {
			line := 1 + strings.Count(p.text[:f.Start], "\n")
			found = append(found, foundPart{p.name, line, f.Start, f.End, f.Kind, f.Level, f.Why, f.Suggest, p.text})
		}
	}
	lookedFor := privacy.LookedFor()
	if a.flags.json {
		err := a.putJSON(struct {
			Schema    string      `json:"schema"`
			Findings  []foundPart `json:"findings"`
			LookedFor []string    `json:"looked_for"`
		}{"afterword/check/1", found, lookedFor})
		if err != nil {
			return err
		}
	}
	if len(found) == 0 {
		if !a.flags.json {
			a.put("Nothing found. Looked for %s.", strings.Join(lookedFor, ", "))
		}
		return nil
	}
	if !a.flags.json {
		for _, f := range found {
			a.putWrapped(fmt.Sprintf("%s, line %d: %s (%s); %s. Could be %s", f.Part, f.Line, kindWords(f.Kind), f.Level, f.Why, f.Suggest))
			if a.Terminal.Out {
				a.putWrapped("    " + f.excerpt())
			}
		}
	}
	return hinted(foundError{len(found)}, "%s", mend)
}

// excerpt is the line of the finding with its words in brackets, cut to
// what stands near; it is for a terminal alone.
func (f foundPart) excerpt() string {
	const near = 30
	before, after := []rune(f.text[:f.Start]), []rune(f.text[f.End:])
	before, after = before[max(0, len(before)-near):], after[:min(near, len(after))]
	return journal.PrintableLine("..." + string(before) + "[" + f.text[f.Start:f.End] + "]" + string(after) + "...")
}

// foundError means that something was found; it has the status of what is
// undecided.
type foundError struct{ count int }

func (e foundError) Error() string { return counted(e.count, "possible identifier") + " found" }
func (e foundError) Unwrap() error { return &pack.UndecidedError{Count: e.count} }

// checkParts returns the texts that ref names and how they can be mended.
func (a *app) checkParts(ctx context.Context, ref string) ([]checkedPart, string, error) {
	if ref == "-" {
		text, err := a.readAll()
		if err != nil {
			return nil, "", err
		}
		text, _ = journal.Clean(text)
		return []checkedPart{{name: "text", text: text}}, "Nothing was saved. Put other words there, or keep them on purpose.", nil
	}
	v, err := a.open(ctx)
	if err != nil {
		return nil, "", err
	}
	if parts := loopParts(ctx, v, ref); parts != nil {
		return parts, "It is asked about again before it leaves: afterword export", nil
	}
	e, err := a.entry(ctx, v, ref)
	if err != nil {
		return nil, "", err
	}
	var parts []checkedPart
	for i, answer := range e.Answers {
		if answer.Skipped {
			continue
		}
		parts = append(parts, checkedPart{fmt.Sprintf("question of answer %d", i+1), answer.Question, e.ID},
			checkedPart{fmt.Sprintf("answer %d", i+1), answer.Text, e.ID})
	}
	mend := fmt.Sprintf("Put other words there: afterword edit %s. Each one is asked about again before it leaves.", a.short(ctx, v, e.ID))
	return parts, mend, nil
}

// loopParts returns the texts of the question or action whose id begins
// with ref, or nothing where it is neither.
func loopParts(ctx context.Context, v *vault.Vault, ref string) []checkedPart {
	p, err := journal.ParsePrefix(ref)
	if _, last := lastRef(ref); err != nil || last {
		return nil
	}
	ids, err := v.Find(ctx, p, 2)
	if err != nil || len(ids) != 1 {
		return nil
	}
	var q journal.Question
	if v.Load(ctx, ids[0], &q) == nil {
		return []checkedPart{{name: "text", text: q.Text}}
	}
	var act journal.Action
	if v.Load(ctx, ids[0], &act) == nil {
		return []checkedPart{{name: "text", text: act.Text}, {name: "outcome", text: act.Outcome}}
	}
	return nil
}
