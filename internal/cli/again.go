package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// secondLook is the framework of a second look.
const secondLook = "second-look"

// newAgain adds a dated second layer to an older entry.
func (a *app) newAgain() *cobra.Command {
	var list, leave, later bool
	limit := usualOffers
	c := &cobra.Command{
		Use:   "again [ENTRY]",
		Short: "Look at an entry a second time",
		Long: `Shows an entry and asks about it anew. What you write is an entry of its own,
dated today and tied to the first, which stays as it was; then and now are shown
together. Where there is no terminal the text comes from standard input.

Without ENTRY it offers older ones: a line that was left on a heavy day, an entry
with a question that has been answered since, one that was heavy. Each rests some
days before it is offered; --later puts one off for a fortnight, and --leave
keeps one from being offered again.`,
		Example: "  afterword again\n  echo \"It looks smaller now.\" | afterword again last\n  afterword again --list\n  afterword again last --later\n  afterword again last --leave",
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return misused("again takes one entry, such as last")
			case list && (leave || later || len(args) > 0):
				return misused("--list shows what could be looked at again, and goes with neither an entry nor --leave nor --later")
			case leave && later:
				return misused("an entry is either put off, with --later, or left alone, with --leave")
			case (leave || later) && len(args) == 0:
				return misused("say which entry is not to be offered; see them with: afterword again --list")
			case limit < 0:
				return misused("--limit is 0 or more")
			}
			return nil
		},
		ValidArgsFunction: a.completeEntries,
		RunE: func(c *cobra.Command, args []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			switch {
			case list || len(args) == 0 && a.flags.json:
				return a.listAgain(c.Context(), v, limit)
			case len(args) == 0:
				return a.offerAgain(c.Context(), v)
			}
			e, err := a.entry(c.Context(), v, args[0])
			switch {
			case err != nil:
				return err
			case leave:
				return a.settle(c.Context(), v, e)
			case later:
				return a.putOff(c.Context(), v, e)
			case a.dialogue():
				return a.again(c.Context(), v, e)
			}
			return a.againPiped(c.Context(), v, e)
		},
	}
	c.Flags().BoolVar(&list, "list", false, "list what could be looked at again, and why")
	c.Flags().BoolVar(&leave, "leave", false, "offer this entry for a second look no more")
	c.Flags().BoolVar(&later, "later", false, "do not offer this entry for a second look for a fortnight")
	c.Flags().IntVar(&limit, "limit", limit, "with --list, show at most `N`; 0 for all")
	return c
}

// secondEntry begins a second look at e.
func (a *app) secondEntry(e *journal.Entry) *journal.Entry {
	return &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.SecondLook, Framework: secondLook,
		Parent: e.ID, Shift: a.today(), Goals: slices.Clone(e.Goals), Aliases: e.Aliases}}
}

// againPiped takes the second look from standard input.
func (a *app) againPiped(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	text := ""
	if !a.Terminal.In {
		var err error
		if text, err = a.readAll(); err != nil {
			return err
		}
	}
	text = unstopped(a.clean(text))
	if text == "" {
		return misused("again needs a terminal, or the text on standard input, and there was neither")
	}
	second := a.secondEntry(e)
	a.complete(second, journal.Answer{Question: "A second look", Goal: journal.Reflection, Text: text})
	if err := v.Save(ctx, a.stamp(), second); err != nil {
		return hintedLoss(err)
	}
	return a.added(v, second)
}

// again plans and asks a second look.
func (a *app) again(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	if done, err := a.offerDraft(ctx, v, journal.FlowAgain); done || err != nil {
		return err
	}
	c, err := a.catalogue()
	if err != nil {
		return err
	}
	f, err := c.Framework(secondLook)
	if err != nil {
		return err
	}
	if err := v.Load(ctx, e.ID, e); err != nil { // an offer has the head only
		return err
	}
	p := journal.Plan{Flow: journal.FlowAgain, Shift: a.today(), Framework: secondLook, Entry: e.ID, Goals: e.Goals, Aliases: e.Aliases}
	for _, s := range f.Stages {
		asks := s.Prompt
		if s.Wordless.ID != "" && e.Words() == 0 {
			asks = s.Wordless
		}
		step := stepOf(asks)
		step.Stage = s.Slug
		p.Steps = append(p.Steps, step)
	}
	return a.runAgain(ctx, v, &journal.Draft{Started: a.stamp(), Plan: p})
}

// runAgain asks a second look, new or resumed: first what was written
// then, to be read, and then the questions.
func (a *app) runAgain(ctx context.Context, v *vault.Vault, d *journal.Draft) error {
	first := new(journal.Entry)
	if err := v.Load(ctx, d.Plan.Entry, first); err != nil {
		return err
	}
	f := ask.Form{Title: "A second look", Questions: []ask.Question{thenCard(first)}}
	for i, s := range d.Plan.Steps {
		f.Questions = append(f.Questions, stepQuestion(stepID("s", i), s, ask.Text))
	}
	second := a.secondEntry(first)
	return a.finishingAs(ctx, v, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		second = a.secondEntry(first)
		gather(second, askedIDs(f, answers), "s", d.Plan.Steps, answers)
		if second.Words() == 0 {
			return nil, nil
		}
		a.complete(second)
		return []journal.Thing{second}, nil
	}, func(things []journal.Thing) error {
		if err := a.finished(ctx, v, things); err != nil {
			return err
		}
		return a.showThenAndNow(ctx, first, second)
	})
}

// thenCard shows what was written then; where that was no words, what there
// is besides.
func thenCard(first *journal.Entry) ask.Question {
	card := ask.Question{ID: "then", Kind: ask.Card, Uncounted: true, Title: "What you wrote on " + first.Written.Date().Long()}
	var then []string
	for _, answer := range first.Answers {
		if !answer.Skipped && answer.Text != "" {
			then = append(then, answer.Question+"\n"+answer.Text)
		}
	}
	if len(then) == 0 {
		card.Title = "The entry of " + first.Written.Date().Long()
		then = append(then, "It holds no words.")
		if marks := measured(first.EntryHead); marks != "" {
			then = append(then, capital(marks)+".")
		}
	}
	card.Note = strings.Join(then, "\n\n")
	return card
}

// completeEntries completes an entry by the ids of the newest. It asks for
// nothing and shows no words.
func (a *app) completeEntries(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	none := cobra.ShellCompDirectiveNoFileComp
	v, err := a.peek(c.Context())
	if err != nil {
		return nil, none
	}
	entries, err := a.entries(c.Context(), v, vault.Reading{}, 20, nil)
	if err != nil {
		return nil, none
	}
	ids := []string{"last"}
	for _, e := range entries {
		ids = append(ids, a.short(c.Context(), v, e.ID)+"\t"+string(e.Day()))
	}
	return ids, none
}
