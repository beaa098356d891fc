package cli

import (
	"context"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/privacy"
	"afterword/internal/seal"
)

// naming is what one run knows of aliases that a review put, or could put,
// in the place of names. Nothing of it is saved before the words are.
type naming struct {
	spare []string                     // labels that were drawn and stand for nobody
	drawn map[string]journal.AliasRole // those of them that were offered
	given map[string]string            // for which folded names
	names map[string][]string          // the names that labels took the place of
	left  []string                     // what took the place of something in a pack
	kept  []keptWord                   // what a form's reviews kept in what it writes
}

// spareLabels is how many labels are drawn: how many new people one run can
// write about.
const spareLabels = 24

// draw draws labels ahead, once, so that the guard knows those that a
// review may put in a text.
func (n *naming) draw(labels []string) []string {
	if n.spare == nil {
		n.drawn, n.given, n.names = map[string]journal.AliasRole{}, map[string]string{}, map[string][]string{}
		taken := map[string]bool{}
		for _, label := range labels {
			taken[label] = true
		}
		for range spareLabels {
			label := journal.NewLabel(taken, seal.Pick)
			taken[label] = true
			n.spare = append(n.spare, label)
		}
	}
	return n.spare
}

// took notes which names were replaced by an alias.
func (n *naming) took(decided []ask.Decided) {
	if n.spare == nil {
		return
	}
	for _, d := range decided {
		if d.Act != ask.Replaced || d.Finding.Kind != privacy.Name && d.Finding.Kind != privacy.Initials {
			continue
		}
		_, name := journal.NameOf(d.Words)
		for _, label := range journal.AliasesIn(d.With) {
			n.names[label] = append(n.names[label], name)
		}
	}
}

// new is the label that is offered for a name: one that no entry carries,
// and the same one each time; empty once all are used up.
func (n *naming) new(name string, role journal.AliasRole, taken map[string]bool) string {
	name = journal.Fold(name)
	if label := n.given[name]; label != "" {
		return label
	}
	for _, label := range n.spare {
		if _, used := n.drawn[label]; !used && !taken[label] {
			n.drawn[label], n.given[name] = role, label
			return label
		}
	}
	return ""
}

// alike is the label that was drawn for a name with a word in common, such
// as the whole of a first name; empty where there is none.
func (n *naming) alike(name string) string {
	words, best := strings.Fields(journal.Fold(name)), ""
	for other, label := range n.given {
		for _, w := range strings.Fields(other) {
			if slices.Contains(words, w) && other != journal.Fold(name) && (best == "" || label < best) {
				best = label
			}
		}
	}
	return best
}

// mostSuggested is how many aliases that are in use are offered for a name.
const mostSuggested = 3

// aliasOffers is what a review offers in the place of names: the alias that
// a name was remembered with, where names are; those that may be meant, by
// the words before it and by time; and a new one, which is made when what
// it stands in is saved. Nil while the journal cannot be read.
func (a *app) aliasOffers(ctx context.Context) func(found, before string) []ask.Offer {
	if !a.remembers(ctx) {
		return nil
	}
	if a.guard(ctx); a.naming.spare == nil {
		return nil
	}
	var book *aliasBook
	return func(found, before string) []ask.Offer {
		v, err := a.peek(ctx)
		if err == nil && book == nil {
			var b aliasBook
			if b, _, err = readAliasBook(ctx, v); err == nil {
				book = &b
			}
		}
		if err != nil {
			return nil // the review does without
		}
		lead, name := journal.NameOf(found)
		role := journal.RoleBefore(before + lead)
		var out []ask.Offer
		seen := map[string]bool{}
		offer := func(label, said string) {
			if label != "" && !seen[label] {
				seen[label] = true
				out = append(out, ask.Offer{With: lead + label, Said: said})
			}
		}
		s := new(journal.Settings)
		if v.Named(ctx, journal.KindSettings.Single(), s) == nil && s.Remember {
			if label, err := book.remembered(ctx, v, name); err == nil {
				offer(label, "remembered with this name")
			}
		}
		offer(a.naming.alike(name), "new, as for a like name")
		for i, u := range journal.SuggestAliases(role, book.aliases, book.entries, a.today()) {
			if i == mostSuggested {
				break
			}
			offer(u.Label, a.lastUse(u))
		}
		offer(a.naming.new(name, role, book.taken), "a new one")
		return out
	}
}

// lastUse says when an alias was last written of.
func (a *app) lastUse(u journal.AliasUse) string {
	switch {
	case u.Last == "":
		return "in no entry yet"
	case u.Last[:4] == a.today()[:4]:
		return "last on " + u.Last.Time().Format("2 January")
	}
	return "last on " + u.Last.Time().Format("2 January 2006")
}
