package pack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// chooser holds the rule of what is ever gathered, and counts what is not.
type chooser struct {
	period Period
	picked map[journal.ID]bool // named one by one; nothing else is taken then
	named  map[journal.ID]bool // questions named one by one; no other question is taken then
	open   map[journal.ID]bool // of every entry that was offered: it may be counted, and what grew from it may be in a pack
	only   bool                // nothing is taken but what is named
	left   Left
}

func newChooser(c Chosen, r Request) *chooser {
	ch := &chooser{
		period: r.Period, picked: map[journal.ID]bool{}, named: map[journal.ID]bool{},
		only: len(r.Picked) > 0,
	}
	if r.Kind == ForReview {
		ch.only = slices.Contains(r.Without, OmitMarked)
	}
	for _, id := range r.Picked {
		ch.picked[id] = true
	}
	for _, id := range r.Questions {
		ch.named[id] = true
	}
	all := make([]*journal.Entry, len(c.Entries))
	for i := range c.Entries {
		all[i] = &c.Entries[i]
	}
	ch.open = journal.Open(all)
	return ch
}

// may reports whether a thing may be gathered; named says that the request
// names it. It is the one place in which never is decided.
func (c *chooser) may(named bool, v journal.Visibility, s journal.State) bool {
	switch {
	case v == journal.Never:
		c.left.Never++
	case s != journal.Live:
		c.left.Gone++
	case named:
		return true
	case c.only:
	case v != journal.Bring:
		c.left.JustMe++
	default:
		return true
	}
	return false
}

// grown is the visibility of what grew from an entry: never where the
// entry is marked so or was deleted. An entry that was not offered could be
// one of those, so that what grew from it counts as never too.
func (c *chooser) grown(v journal.Visibility, from journal.ID) journal.Visibility {
	if from.IsZero() || c.open[from] {
		return v
	}
	return journal.Never
}

// chosen reports whether an entry is in the pack. The day of one that was
// picked does not matter.
func (c *chooser) chosen(e journal.Entry) bool {
	if !c.may(c.picked[e.ID], c.grown(e.Visibility, e.Parent), e.State) {
		return false
	}
	if !c.picked[e.ID] && !c.period.Holds(e.Day()) {
		c.left.Outside++
		return false
	}
	return true
}

// carried reports whether an action is in the pack: an open one always, a
// closed one of the period or of an unknown day.
func (c *chooser) carried(a journal.Action) bool {
	return c.may(c.picked[a.ID], c.grown(journal.Bring, a.Entry), a.Meta.State) &&
		(c.picked[a.ID] || a.Closed == "" || c.period.Holds(a.Closed))
}

// take puts what may be shared into the sheet and counts the rest.
func (g *Gathering) take(c Chosen, r Request) error {
	ch := newChooser(c, r)
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b journal.Entry) int { return cmp.Compare(a.First, b.First) })
	for _, e := range entries {
		if ch.chosen(e) {
			g.takeEntry(e, r.FullText || slices.Contains(r.Full, e.ID))
		}
	}
	entries = slices.DeleteFunc(entries, func(e journal.Entry) bool { return !ch.open[e.ID] }) // these alone are counted
	if err := g.takeQuestions(c.Questions, ch, r.Questions); err != nil {
		return err
	}
	var heads []journal.ActionHead
	for _, a := range c.Actions {
		if ch.carried(a) {
			heads = append(heads, a.ActionHead)
			g.sheet.actions = append(g.sheet.actions, actionOf(a))
		}
	}
	whole := len(r.Picked) == 0 || r.Counts
	if whole || r.Measures {
		g.sheet.themes = themesOf(entries, heads, r)
	}
	if whole {
		g.takeSessions(c.Sessions)
	}
	if r.Trend {
		g.sheet.trend = trendOf(entries, r.Period)
	}
	if r.Scan {
		g.sheet.scan = scanOf(entries, c.Shown, r.Made.Date())
	}
	g.left = ch.left
	g.takeAims(c.Learning, entries, r.Learning, r.Period)
	g.sheet.inReadingOrder()
	return nil
}

// takeEntry puts one entry into the sheet. That something was handed over
// stands apart, without what it was.
func (g *Gathering) takeEntry(e journal.Entry, full bool) {
	if e.Risk == journal.RiskHandedOver {
		g.sheet.handed = append(g.sheet.handed, Handed{Date: Coarse(e.Day()), Goals: slices.Clone(e.Goals)})
	}
	g.sheet.entries = append(g.sheet.entries, g.entryOf(e, full))
}

// entryOf returns what a pack shows of an entry. Skipped and empty
// answers are left out.
func (g *Gathering) entryOf(e journal.Entry, full bool) Entry {
	out := Entry{
		Date: Coarse(e.Day()), Kind: e.Kind, Framework: e.Framework, FrameworkName: g.names.framework(e.Framework), Goals: slices.Clone(e.Goals),
		Energy: e.Energy, Weight: e.Weight, Confidence: e.Confidence, Decided: e.Decided, Minutes: e.Minutes,
		from: origin{e.ID, e.Revision}, on: e.Learning,
	}
	for _, a := range e.Answers {
		if a.Skipped || strings.TrimSpace(a.Text) == "" {
			continue
		}
		answer := Answer{Question: a.Question, Stage: a.Stage, StageName: g.names.stage(e.Framework, a), Text: a.Text}
		if !full {
			answer.Text, answer.Shortened = g.shorten(a.Text)
		}
		if answer.Shortened {
			g.cuts[e.ID] = append(g.cuts[e.ID], cutOf(fmt.Sprintf("answer %d", len(out.Answers)+1), a.Text, answer.Text)...)
		}
		out.Answers = append(out.Answers, answer)
	}
	return out
}

// actionOf returns what a pack shows of an action.
func actionOf(a journal.Action) Action {
	return Action{
		State: a.ActionHead.State, Due: a.Due, Goal: a.Goal, Agreed: !a.Session.IsZero(), Owner: a.Owner, Standard: a.Standard, Sign: a.Sign,
		Text: a.Text, Outcome: a.Outcome, from: origin{a.ID, a.Revision},
	}
}

// takeQuestions puts the questions into the sheet: those that are named,
// in the order of their names, or those that are marked bring.
func (g *Gathering) takeQuestions(all []journal.Question, ch *chooser, named []journal.ID) error {
	var ids []journal.ID
	all = slices.Clone(all)
	if len(named) > 0 {
		slices.SortStableFunc(all, func(a, b journal.Question) int {
			return cmp.Compare(slices.Index(named, a.ID), slices.Index(named, b.ID))
		})
	}
	for _, q := range all {
		if len(named) > 0 && !ch.named[q.ID] && !ch.picked[q.ID] {
			continue
		}
		if !ch.may(ch.named[q.ID] || ch.picked[q.ID], ch.grown(q.Visibility, q.Entry), q.Meta.State) {
			continue
		}
		if err := journal.CheckContext(q.Context); err != nil {
			return fmt.Errorf("question %d: %w; shorten it", len(ids)+1, err)
		}
		ids = append(ids, q.ID)
		g.sheet.questions = append(g.sheet.questions, Question{
			Goal: q.Goal, Want: q.Want, Eye: q.Eye, Text: q.Text, Context: q.Context, Tried: q.Tried, from: origin{q.ID, q.Revision},
		})
	}
	if len(ids) > MostQuestions {
		return &QuestionsError{IDs: ids}
	}
	return nil
}

// takeSessions puts the sessions of the period into the sheet, the
// earliest first, and the day of the next one where a session names it.
func (g *Gathering) takeSessions(all []journal.Session) {
	var heads []journal.SessionHead
	for _, s := range all {
		if s.State != journal.Live {
			continue
		}
		heads = append(heads, s.SessionHead)
		if g.sheet.period.Holds(s.Date) {
			g.sheet.sessions = append(g.sheet.sessions, Session{Date: s.Date, Minutes: s.Minutes, Mode: s.Mode, Size: s.Size})
		}
	}
	today := g.sheet.made.Date()
	if named, ok := journal.NextSession(heads, today); ok && !named.Next.Before(today) {
		g.sheet.next = named.Next
	}
	slices.SortStableFunc(g.sheet.sessions, func(a, b Session) int { return cmp.Compare(a.Date, b.Date) })
}

// themesOf counts what the period holds, chosen or not, never words. These
// and the other counts are over entries that may be counted.
func themesOf(entries []journal.Entry, actions []journal.ActionHead, r Request) journal.Themes {
	var heads []journal.EntryHead
	for _, e := range entries {
		if r.Period.Holds(e.Day()) {
			heads = append(heads, e.EntryHead)
		}
	}
	if len(heads) == 0 {
		return journal.Themes{}
	}
	themes := journal.Tally(heads, actions, r.Functions)
	if !r.Measures {
		return themes.WithoutValues()
	}
	return themes
}

// trendOf lists energy and weight of the period in order of time.
func trendOf(entries []journal.Entry, p Period) []Reading {
	byDay := slices.Clone(entries)
	slices.SortStableFunc(byDay, func(a, b journal.Entry) int { return cmp.Compare(a.Day(), b.Day()) })
	var out []Reading
	for _, e := range byDay {
		if p.Holds(e.Day()) && e.Energy+e.Weight > 0 {
			out = append(out, Reading{Date: Coarse(e.Day()), Energy: e.Energy, Weight: e.Weight})
		}
	}
	return out
}

// scanOf lists every alias with the weeks since an entry about it was in a
// pack: those that never were first, then what has waited longest.
func scanOf(entries []journal.Entry, shown map[journal.ID]journal.Date, today journal.Date) []Case {
	last := map[string]journal.Date{}
	for _, e := range entries {
		for _, alias := range e.Aliases {
			last[alias] = max(last[alias], shown[e.ID])
		}
	}
	var out []Case
	for alias, day := range last {
		c := Case{Alias: alias, Weeks: -1}
		if day != "" {
			c.Weeks = max(0, day.DaysUntil(today)) / 7
		}
		out = append(out, c)
	}
	waited := func(c Case) int {
		if c.Weeks < 0 {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b Case) int {
		return cmp.Or(cmp.Compare(waited(a), waited(b)), cmp.Compare(b.Weeks, a.Weeks), strings.Compare(a.Alias, b.Alias))
	})
	return out
}
