package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// The names of the kinds of pack, for --kind.
const (
	kindSupervision = "supervision"
	kindReview      = "review"
)

// packKinds are the kinds of pack that --kind takes.
func packKinds() []string { return []string{kindSupervision, kindReview} }

// omissionNames are what --without takes.
func omissionNames() []string {
	var names []string
	for _, part := range pack.Omissions() {
		names = append(names, string(part))
	}
	return names
}

// reviewFlags adds what belongs to a review, and what is drawn.
func (o *exporting) reviewFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.kind, "kind", kindSupervision, "what it is: supervision, or a review of a month, quarter or year")
	f.StringArrayVar(&o.without, "without", nil, "leave this `PART` out of a review: "+orList(omissionNames())+"; may be repeated")
	f.BoolVar(&o.drawings, "drawings", false, "draw the numbers as well, in HTML and PDF")
	// The flags are there: they were defined above.
	_ = c.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(packKinds(), cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("without", cobra.FixedCompletions(omissionNames(), cobra.ShellCompDirectiveNoFileComp))
}

// checkKind settles what kind of pack is wanted, and refuses what another
// kind has.
func (o *exporting) checkKind(units []string) error {
	o.unit = strings.Join(units, "")
	if !slices.Contains(packKinds(), o.kind) {
		return misused("--kind is %s, not %q", orList(packKinds()), o.kind)
	}
	if !o.isReview() {
		switch {
		case o.unit != "":
			return hinted(misused("a period by its name is for a review; a supervision pack begins with --since"), "A review: afterword export --kind review %s", o.unit)
		case len(o.without) > 0:
			return misused("--without leaves a part out of a review; add --kind review")
		}
		return nil
	}
	for _, part := range o.without {
		if !slices.Contains(omissionNames(), part) {
			return misused("a review has no part %q to leave out: it is %s", part, orList(omissionNames()))
		}
	}
	for _, other := range []struct {
		flag  string
		given bool
	}{{"--question", len(o.questions) > 0}, {"--notes", o.notes != ""}, {"--sides", o.sides != mostSides}, {"--trend", o.trend}, {"--measures", o.measures}, {"--scan", o.scan}} {
		if other.given {
			return misused("%s is for a supervision pack, not for a review", other.flag)
		}
	}
	return nil
}

func (o exporting) isReview() bool { return o.kind == kindReview }

// gatherReview collects a review of the period that was asked for, a year
// where nothing is said.
func (a *app) gatherReview(ctx context.Context, v *vault.Vault, o exporting) (*pack.Gathering, error) {
	if o.unit == "" && o.since == "" {
		o.unit = "year"
	}
	p, _, err := a.insightPeriod(ctx, insightsUsage{unit: o.unit, since: o.since, until: o.until})
	if err != nil {
		return nil, err
	}
	c, err := a.catalogue()
	if err != nil {
		return nil, err
	}
	r := pack.Request{Kind: pack.ForReview, Period: pack.Period(p), For: o.recipient, By: o.by, Made: a.stamp(), FullText: o.full, Guard: a.guard(ctx),
		Excerpt: o.excerpt, Words: pack.Vocabulary(a.words(ctx)), Drawings: o.drawings, Crosswalk: crosswalk(c, stageName)}
	for _, part := range o.without {
		r.Without = append(r.Without, pack.Omission(part))
	}
	if r.Fingerprint, err = v.Fingerprint(ctx); err != nil {
		return nil, err
	}
	if err = fromCatalogue(&r); err != nil {
		return nil, err
	}
	if r.Picked, err = a.byName(ctx, v, o.items, journal.KindEntry, journal.KindAction, journal.KindLearning); err != nil {
		return nil, err
	}
	if r.Full, err = a.byName(ctx, v, o.wholly, journal.KindEntry); err != nil {
		return nil, err
	}
	src := &yearSource{vault: v, picked: idSet(r.Picked), marked: !slices.Contains(r.Without, pack.OmitMarked)}
	g, err := pack.Gather(ctx, src, r)
	switch {
	case src.err != nil:
		return nil, src.err
	case err != nil:
		return nil, usageError{err}
	}
	a.sayDamaged(src.damaged)
	a.sayBarred(src.never, src.held)
	if g.IsEmpty() {
		return nil, hinted(&emptyError{"there is nothing to review, " + periodWords(p.From, p.To)}, "Another period: afterword export --kind review --since DAY")
	}
	return g, nil
}

// yearSource is the journal as a source for a review: the heads of all that
// is counted, and the text of what is to be in it.
type yearSource struct {
	vault   *vault.Vault
	picked  map[journal.ID]bool // named one by one
	marked  bool                // what is marked bring comes as well
	damaged int
	never   int // entries of the period that are marked never
	held    int // entries of the period that grew from one that is, that is in the trash or that is gone
	err     error
}

// Chosen implements pack.Source.
func (s *yearSource) Chosen(ctx context.Context, p pack.Period) (pack.Chosen, error) {
	out, err := s.heads(ctx)
	if err == nil {
		s.barred(p, out.Entries)
		err = s.open(ctx, p, &out)
	}
	s.err = err
	return out, err
}

// heads reads the head of everything that a review counts, the oldest
// first. What is in the trash comes too, since something may have grown
// from it.
func (s *yearSource) heads(ctx context.Context) (out pack.Chosen, err error) {
	for row, err := range s.vault.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			s.damaged++
			continue
		}
		if err != nil {
			return out, err
		}
		t := journal.OfKind(row.Kind)
		if t == nil {
			continue // a kind of a newer program
		}
		if row.Into(t) != nil {
			s.damaged++
			continue
		}
		switch t := t.(type) {
		case *journal.Entry:
			out.Entries = append(out.Entries, *t)
		case *journal.Question:
			out.Questions = append(out.Questions, *t)
		case *journal.Action:
			out.Actions = append(out.Actions, *t)
		case *journal.Session:
			out.Sessions = append(out.Sessions, *t)
		case *journal.Learning:
			out.Learning = append(out.Learning, *t)
		}
	}
	slices.Reverse(out.Entries)
	slices.Reverse(out.Questions)
	slices.Reverse(out.Actions)
	slices.Reverse(out.Learning)
	return out, nil
}

// barred counts the entries of the period that a review leaves out.
func (s *yearSource) barred(p pack.Period, all []journal.Entry) {
	entries := make([]*journal.Entry, len(all))
	for i := range all {
		entries[i] = &all[i]
	}
	open := journal.Open(entries)
	for _, e := range entries {
		switch {
		case e.State != journal.Live || !p.Holds(e.Day()) || open[e.ID]:
		case e.Visibility == journal.Never:
			s.never++
		default:
			s.held++
		}
	}
}

// sayBarred says how much a review leaves out whatever is asked for, and
// nothing of what it is.
func (a *app) sayBarred(never, held int) {
	switch {
	case never == 1:
		a.say("1 entry marked never, and what grew from it, is left out.")
	case never > 1:
		a.say("%s marked never, and what grew from them, are left out.", counted(never, "entry"))
	case held > 0:
		a.say("Left out: %s that grew from an entry marked never, in the trash or gone.", counted(held, "entry"))
	}
}

// open reads the text of what is to be in the review. What is marked and
// cannot be read still counts; what is named has to be there.
func (s *yearSource) open(ctx context.Context, p pack.Period, out *pack.Chosen) error {
	for i := range out.Entries {
		e := &out.Entries[i]
		switch {
		case e.State != journal.Live, e.Visibility == journal.Never:
		case s.picked[e.ID]:
			if err := s.vault.Load(ctx, e.ID, e); err != nil {
				return fmt.Errorf("reading an entry for the review: %w", err)
			}
		case s.marked && e.Visibility == journal.Bring && p.Holds(e.Day()):
			err := s.vault.Load(ctx, e.ID, e)
			if errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrPurged) {
				s.damaged++
				e.Visibility = journal.JustMe
			} else if err != nil {
				return err
			}
		}
	}
	for i := range out.Actions {
		if t := &out.Actions[i]; s.picked[t.ID] {
			if err := s.vault.Load(ctx, t.ID, t); err != nil {
				return fmt.Errorf("reading an action for the review: %w", err)
			}
		}
	}
	for i := range out.Learning {
		if t := &out.Learning[i]; s.picked[t.ID] {
			if err := s.vault.Load(ctx, t.ID, t); err != nil {
				return fmt.Errorf("reading a learning goal for the review: %w", err)
			}
		}
	}
	return nil
}

// titleOf is what a pack is called.
func titleOf(p pack.Pack) string {
	if p.Kind() == pack.ForReview {
		return "Practice review"
	}
	return "Supervision pack"
}
