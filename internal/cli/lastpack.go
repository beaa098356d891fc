package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// brought reports whether a record is of what counts as brought: a
// supervision pack in a format that reflections stand in. A review looks
// back over what may still have to be brought, and the rows of a
// spreadsheet and the days of a calendar hold no reflection.
func brought(s *journal.Shared) bool {
	return s.Kind == "" && leftIn(s.Formats, journal.KindEntry, false)
}

// leftIn reports whether the words of a kind of thing stand in one of the
// formats. A format that is not known is of a newer program, and a record
// without any of an older one: both may have held everything.
func leftIn(formats []string, k journal.Kind, review bool) bool {
	return len(formats) == 0 || slices.ContainsFunc(formats, func(name string) bool {
		switch name {
		case formatICS:
			return false
		case formatCSV:
			return k == journal.KindQuestion || k == journal.KindAction || k == journal.KindLearning && review
		}
		return true
	})
}

// inPart reports whether none of the formats holds everything.
func inPart(formats []string) bool { return !leftIn(formats, journal.KindEntry, false) }

// period settles the days of a pack. The day of the last pack belongs to
// the next one as well, so that what was written that evening is not lost;
// had is what the last pack held, which is not brought twice by that,
// unless it is still the day on which it was made.
func (a *app) period(ctx context.Context, v *vault.Vault, o exporting) (p pack.Period, had map[journal.ID]int, err error) {
	p = pack.Period{To: a.today()}
	if o.until != "" {
		if p.To, err = a.day(o.until); err != nil {
			return p, nil, err
		}
	}
	p.From, had, err = a.sinceDay(ctx, v, o.since, o.recipient)
	// Where it is a day earlier than where the last pack or session was noted,
	// that day is still to come.
	if o.until == "" && p.To.Before(p.From) && !namesDay(o.since) {
		p.From = p.To
	}
	if err == nil && p.From != "" && p.To.Before(p.From) {
		err = misused("the period would end on %s, before it begins on %s; give --since DAY", p.To, p.From)
	}
	return p, had, err
}

// namesDay reports whether --since says a day, and not what was on one.
func namesDay(since string) bool {
	words := strings.Join(strings.Fields(strings.ToLower(since)), " ")
	return words != "" && words != "last" && words != "last session"
}

// sinceDay is the day that a pack for somebody begins on: what --since says,
// and the last pack where it says nothing or last.
func (a *app) sinceDay(ctx context.Context, v *vault.Vault, s, recipient string) (journal.Date, map[journal.ID]int, error) {
	if s = strings.TrimSpace(s); s == "" || strings.EqualFold(s, "last") {
		last, err := a.lastShared(ctx, v, recipient)
		return last.day, last.had, err
	}
	day, err := a.dayFlag(ctx, s)
	return day, nil, err
}

// lastPack is the pack that the next one goes on from.
type lastPack struct {
	day journal.Date       // that it reached to; empty where there is none
	to  string             // whom it was for
	had map[journal.ID]int // what it held, with the revision, where it was made before today
}

// lastShared is the last pack for somebody. One that was made for someone
// else is not it; one that names nobody may have been for anybody, and where
// nobody is named now, any pack is it.
func (a *app) lastShared(ctx context.Context, v *vault.Vault, recipient string) (out lastPack, err error) {
	all, _, err := a.sharedRecords(ctx, v)
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(all, func(s *journal.Shared) bool {
		return s.State == journal.Live && brought(s) && sameRecipient(s.For, recipient)
	})
	if i < 0 {
		return out, nil
	}
	last := new(journal.Shared)
	if err := v.Load(ctx, all[i].ID, last); err != nil {
		return out, fmt.Errorf("reading the record of the last pack: %w", err)
	}
	out = lastPack{day: last.To, to: last.For, had: map[journal.ID]int{}}
	made := last.Written.Date()
	if made.Before(a.today()) {
		for _, item := range last.SharedBody.Items {
			out.had[item.ID] = item.Revision
		}
	}
	if out.day == "" || made.Before(out.day) {
		out.day = made
	}
	return out, nil
}

// sameRecipient reports whether two names can be one person's: Sam is also
// Sam Field, and no name is anybody's.
func sameRecipient(x, y string) bool {
	x, y = strings.ToLower(strings.Join(strings.Fields(x), " ")), strings.ToLower(strings.Join(strings.Fields(y), " "))
	return x == "" || y == "" || x == y || strings.HasPrefix(x, y+" ") || strings.HasPrefix(y, x+" ")
}
