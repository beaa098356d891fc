package pack

import (
	"cmp"
	"slices"

	"afterword/internal/insight"
	"afterword/internal/journal"
)

// takeReview puts the numbers of a period into the sheet, and the words
// that were chosen for it. What is marked never, and what grew from it, is
// not counted either.
func (g *Gathering) takeReview(c Chosen, r Request) error {
	ch := newChooser(c, r)
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b journal.Entry) int { return cmp.Compare(a.First, b.First) })
	for _, e := range entries {
		if ch.chosen(e) {
			e.EntryHead = unrated(e.EntryHead, r.Without)
			g.sheet.entries = append(g.sheet.entries, g.entryOf(e, r.FullText || slices.Contains(r.Full, e.ID)))
		}
	}
	for _, a := range c.Actions {
		if ch.picked[a.ID] && ch.carried(a) {
			g.sheet.actions = append(g.sheet.actions, actionOf(a))
		}
	}
	book := ch.book(c)
	n := insight.Of(book, insight.Period(r.Period), r.Crosswalk)
	review := reviewOf(n)
	for i := range review.Frameworks {
		f := &review.Frameworks[i]
		f.Name = cmp.Or(g.names.framework(f.Name), f.Name)
	}
	review.Times = timesOf(book.Entries, r.Period)
	for _, l := range book.Learning {
		if ch.picked[l.ID] {
			review.Learning = append(review.Learning, learningOf(*l, book.Entries, r.Period))
		}
	}
	if !slices.Contains(r.Without, OmitSupervision) {
		g.takeSessions(c.Sessions)
		g.sheet.next = "" // a review looks back
	}
	review.leaveOut(r.Without)
	g.sheet.review, g.left = &review, ch.left
	return nil
}

// book is what may be counted: what is there, is not marked never and grew
// from nothing that is.
func (c *chooser) book(all Chosen) insight.Book {
	var b insight.Book
	live := func(v journal.Visibility, from journal.ID, s journal.State) bool {
		return s == journal.Live && c.grown(v, from) != journal.Never
	}
	for i, e := range all.Entries {
		if live(e.Visibility, e.Parent, e.State) {
			b.Entries = append(b.Entries, &all.Entries[i])
		}
	}
	for i, q := range all.Questions {
		if live(q.Visibility, q.Entry, q.Meta.State) {
			b.Questions = append(b.Questions, &all.Questions[i])
		}
	}
	for i, a := range all.Actions {
		if live("", a.Entry, a.Meta.State) {
			b.Actions = append(b.Actions, &all.Actions[i])
		}
	}
	for i, s := range all.Sessions {
		if s.State == journal.Live {
			b.Sessions = append(b.Sessions, &all.Sessions[i])
		}
	}
	for i, l := range all.Learning {
		if l.Meta.State == journal.Live {
			b.Learning = append(b.Learning, &all.Learning[i])
		}
	}
	return b
}

// reviewOf takes out of numbers what a review tells.
func reviewOf(n insight.Numbers) Review {
	out := Review{
		Entries: n.Entries, Days: n.Days, Kinds: countsOf(n.Kinds), Weekdays: countsOf(n.Weekdays), Hours: countsOf(n.Hours),
		Frameworks: countsOf(n.Measures.Reflection.Frameworks), Stages: countsOf(n.Measures.Reflection.Stages),
		Asked: n.QuestionsWritten, Answered: n.QuestionsAnswered,
	}
	for _, f := range n.Proctor {
		out.Proctor = append(out.Proctor, Count{f.Name, f.Entries})
	}
	for _, f := range n.Kadushin {
		out.Kadushin = append(out.Kadushin, Count{f.Name, f.Entries})
	}
	for _, p := range n.Goals {
		out.Goals = append(out.Goals, About{Goal: p.Goal, Entries: p.Entries, Questions: p.Questions, Actions: p.Actions, Noted: notedOf(p.Goal, n.Measures)})
	}
	return out
}

func countsOf(all []insight.Count) []Count {
	var out []Count
	for _, c := range all {
		out = append(out, Count(c))
	}
	return out
}

// notedOf lists what a goal is measured by, without what is nought.
func notedOf(g journal.Goal, m insight.Measures) []Noted {
	var all []Noted
	switch g {
	case journal.Development:
		d := m.Development
		all = []Noted{{"learning-open", d.Open}, {"learning-set", d.Set}, {"learning-closed", d.Closed}, {"feedback", d.Feedback}, {"minutes", d.Minutes}}
	case journal.Ethics:
		all = []Noted{{"options", m.Ethics.Options}, {"consulted", m.Ethics.Consulted}}
	case journal.Support:
		all = []Noted{{"energy", len(m.Support.Energy)}, {"weight", len(m.Support.Weight)}, {"helped", m.Support.Helped}}
	case journal.Accountability:
		a := m.Accountability
		named := 0
		for _, s := range a.Standards {
			named += s.Times
		}
		all = []Noted{{"kept", a.Kept}, {"late", a.Late}, {"partly", a.Partly}, {"dropped", a.Dropped}, {"open", a.Open}, {"overdue", a.Overdue}, {"standards", named}}
	case journal.Reflection:
		followed := 0
		for _, f := range m.Reflection.Frameworks {
			followed += f.Times
		}
		all = []Noted{{"framework", followed}, {"second-look", m.Reflection.SecondLooks}}
	case journal.Independence:
		i := m.Independence
		all = []Noted{{"confidence", len(i.Confidence)}, {"alone", i.Alone}, {"checked", i.Checked}, {"asked", i.Asked}}
	case journal.Culture:
		all = actsNoted("proposals", m.Culture.Proposals)
	case journal.Quality:
		all = append(actsNoted("changes", m.Quality.Changes), Noted{"signs", signed(m.Quality.Changes)})
	}
	return slices.DeleteFunc(all, func(n Noted) bool { return n.Times == 0 })
}

// actsNoted counts actions of a kind, and what came of them.
func actsNoted(name Measure, acts []insight.Act) []Noted {
	out := []Noted{{name, len(acts)}}
	for _, s := range []journal.ActionState{journal.ActionDone, journal.ActionPartly, journal.ActionDropped} {
		n := Noted{Measure: name + "-" + Measure(s)}
		for _, a := range acts {
			if a.State == s {
				n.Times++
			}
		}
		out = append(out, n)
	}
	return out
}

// signed counts the actions that name a sign.
func signed(acts []insight.Act) int {
	n := 0
	for _, a := range acts {
		if a.Signed {
			n++
		}
	}
	return n
}

// timesOf gathers what was written and noted by about ten days at a time.
func timesOf(entries []*journal.Entry, p Period) []Time {
	byDay := slices.Clone(entries)
	slices.SortStableFunc(byDay, func(a, b *journal.Entry) int {
		return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.First, b.First))
	})
	var out []Time
	for _, e := range byDay {
		if e.Day() == "" || !p.Holds(e.Day()) {
			continue
		}
		if date := Coarse(e.Day()); len(out) == 0 || out[len(out)-1].Date != date {
			out = append(out, Time{Date: date})
		}
		t := &out[len(out)-1]
		t.Entries++
		for _, m := range []struct {
			value int
			of    *[]int
		}{{e.Energy, &t.Energy}, {e.Weight, &t.Weight}, {e.Confidence, &t.Confidence}} {
			if m.value > 0 {
				*m.of = append(*m.of, m.value)
			}
		}
	}
	return out
}

// learningOf is a learning goal with how many notes of the period are on it.
func learningOf(l journal.Learning, entries []*journal.Entry, p Period) Learning {
	out := Learning{State: l.LearningHead.State, Goal: l.Goal, Set: Coarse(l.Written.Date()), Closed: Coarse(l.Closed),
		Text: l.Text, Outcome: l.Outcome, from: origin{l.ID, l.Revision}}
	for _, e := range entries {
		if e.Learning == l.ID && p.Holds(e.Day()) {
			out.Notes++
		}
	}
	return out
}

// leaveOut takes out the parts that shall not be in the review.
func (r *Review) leaveOut(without []Omission) {
	for _, part := range without {
		switch part {
		case OmitRhythm:
			r.Kinds, r.Weekdays, r.Hours, r.Days = nil, nil, nil, 0
			for i := range r.Times {
				r.Times[i].Entries = 0
			}
		case OmitSupervision:
			r.Asked, r.Answered = 0, 0
		case OmitEnergy, OmitWeight, OmitConfidence:
			for i := range r.Times {
				*r.Times[i].of(part) = nil
			}
			for i := range r.Goals {
				r.Goals[i].Noted = slices.DeleteFunc(r.Goals[i].Noted, func(n Noted) bool { return string(n.Measure) == string(part) })
			}
		}
	}
	r.Times = slices.DeleteFunc(r.Times, func(t Time) bool { return t.Entries+len(t.Energy)+len(t.Weight)+len(t.Confidence) == 0 })
}

// unrated takes out of an entry what shall not be in the review.
func unrated(h journal.EntryHead, without []Omission) journal.EntryHead {
	for _, m := range []struct {
		part  Omission
		value *int
	}{{OmitEnergy, &h.Energy}, {OmitWeight, &h.Weight}, {OmitConfidence, &h.Confidence}} {
		if slices.Contains(without, m.part) {
			*m.value = 0
		}
	}
	return h
}

// of is where the ratings of a part stand.
func (t *Time) of(part Omission) *[]int {
	switch part {
	case OmitEnergy:
		return &t.Energy
	case OmitWeight:
		return &t.Weight
	}
	return &t.Confidence
}
