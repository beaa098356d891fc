package cli

import (
	"context"
	"errors"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// waiting is what waits for the writer.
type waiting struct {
	drafts    []*journal.Draft
	actions   int // open
	overdue   int
	soon      int // due within a week
	questions int // to bring
	bring     int // entries to bring, without those that cannot leave since they grew from one that must not
	unshared  int // of these, those that were in no pack since they were last changed
	risks     int // entries whose risk was not handed over
	trash     int // in the trash for over 30 days
	entries   int
	last      journal.Date
	locked    bool
	letters   int          // written while locked, and waiting
	notes     []notice     // what to do for the journal's own safety
	next      journal.Date // when the next session is to be, or was to be
	words     wording      // for a shift and for supervision
	reviews   int          // agreements whose day to be looked at has come

	lately      insight.Fortnight
	fortnight   string // in a sentence
	suggestions []suggestion
}

// soonDays is how many days ahead an action counts as due soon.
const soonDays = 7

// desk is what lies in a journal, as home goes through it.
type desk struct {
	insight.Book
	sessions []journal.SessionHead
	retired  map[string]bool   // aliases out of use
	left     []*journal.Shared // the heads of what was shared
}

// waits goes once through the heads of the journal, and through the records
// of what was shared.
func (a *app) waits(ctx context.Context, v *vault.Vault) (waiting, error) {
	var w waiting
	s := new(journal.Settings)
	if err := v.Named(ctx, "settings", s); err != nil && !errors.Is(err, vault.ErrDamaged) {
		return w, err
	}
	w.words = wordingOf(s)
	var err error
	if w.drafts, _, err = v.Drafts(ctx); err != nil {
		return w, err
	}
	d := desk{retired: map[string]bool{}}
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return w, err
		}
		t := journal.OfKind(row.Kind)
		if t == nil || row.Into(t) != nil {
			continue // of a newer program, or damaged, which verify names
		}
		if row.State == journal.Deleted {
			if row.Saved.Date().AddDays(30).Before(a.today()) {
				w.trash++
			}
			if row.Kind != journal.KindShared { // what left has left, wherever its record is
				continue
			}
		}
		d.lay(t)
		w.count(t, a.today())
	}
	if next, ok := journal.NextSession(d.sessions, a.today()); ok {
		w.next = next.Next
	}
	return w, a.regard(ctx, v, &w, d, s.Suggestions != journal.SuggestionsOff)
}

// lay puts one thing where it belongs.
func (d *desk) lay(t journal.Thing) {
	switch t := t.(type) {
	case *journal.Entry:
		d.Entries = append(d.Entries, t)
	case *journal.Question:
		d.Questions = append(d.Questions, t)
	case *journal.Action:
		d.Actions = append(d.Actions, t)
	case *journal.Session:
		d.sessions = append(d.sessions, t.SessionHead)
	case *journal.Learning:
		d.Learning = append(d.Learning, t)
	case *journal.Alias:
		d.retired[t.Label] = t.AliasHead.State == journal.AliasRetired
	case *journal.Shared:
		d.left = append(d.left, t)
	}
}

// count adds one thing.
func (w *waiting) count(t journal.Thing, today journal.Date) {
	add := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	switch t := t.(type) {
	case *journal.Entry:
		w.entries++
		w.last = max(w.last, t.Day())
		add(&w.risks, t.Risk == journal.RiskOpen)
	case *journal.Action:
		add(&w.actions, t.ActionHead.State == journal.ActionOpen)
		add(&w.overdue, t.Overdue(today))
		add(&w.soon, t.DueWithin(today, soonDays))
	case *journal.Question:
		add(&w.questions, t.Waits())
	case *journal.Supervisor:
		add(&w.reviews, t.ReviewDue(today))
	}
}

// regard looks at what was laid out: what was marked and is in no pack yet,
// the last fortnight, and what to suggest.
func (a *app) regard(ctx context.Context, v *vault.Vault, w *waiting, d desk, suggest bool) error {
	revisions, days, err := departures(ctx, v, d.left)
	if err != nil {
		return err
	}
	brought := map[string]journal.Date{}
	may := journal.Open(d.Entries)
	for _, e := range d.Entries {
		if e.Visibility == journal.Bring && may[e.ID] {
			w.bring++
			if revisions[e.ID] < e.Revision {
				w.unshared++
			}
		}
		for _, alias := range e.Aliases {
			brought[alias] = max(brought[alias], days[e.ID])
		}
	}
	c, err := prompt.Load()
	if err != nil {
		return err
	}
	w.lately = insight.FortnightOf(d.Entries, a.today())
	w.fortnight = fortnightWords(c, w.lately)
	if suggest {
		for _, s := range insight.Suggest(d.Book, insight.Carried{Retired: d.retired, Brought: brought}, a.today()) {
			w.suggestions = append(w.suggestions, a.suggestion(ctx, v, s))
		}
	}
	return nil
}

// departures reads from the records of what was brought, for each thing, the
// latest revision that left and the latest day on which it did.
func departures(ctx context.Context, v *vault.Vault, records []*journal.Shared) (map[journal.ID]int, map[journal.ID]journal.Date, error) {
	revisions, days := map[journal.ID]int{}, map[journal.ID]journal.Date{}
	for _, r := range records {
		if !brought(r) {
			continue
		}
		s := new(journal.Shared)
		err := v.Load(ctx, r.ID, s)
		if errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrPurged) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		for _, item := range s.SharedBody.Items {
			revisions[item.ID] = max(revisions[item.ID], item.Revision)
			days[item.ID] = max(days[item.ID], s.Written.Date())
		}
	}
	return revisions, days, nil
}
