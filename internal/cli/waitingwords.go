package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// statusLines is the most lines that the status has, without the one that
// says what comes next.
const statusLines = 11

// notice is one thing that waits, with the command that sees to it, which
// is said where there is no key for it, and in fewer words for the menu.
type notice struct{ text, do, short string }

// supervision says when the next session is, or that one should have been.
func (w waiting) supervision(today journal.Date) notice {
	days := today.DaysUntil(w.next)
	switch {
	case w.next == "":
		return notice{}
	case days < 0:
		return notice{text: w.words.in("Supervision was to be on ") + w.next.Time().Format("Monday 2 January"), do: "Note it: afterword session add"}
	case days == 0:
		return notice{text: w.words.in("Supervision today")}
	case days == 1:
		return notice{text: w.words.in("Supervision tomorrow")}
	}
	in := w.words.in("Supervision in ") + counted(days, "day") + ", "
	return notice{text: in + "on " + w.next.Time().Format("Monday 2 January"), short: in + w.next.Time().Format("Mon 2 January")}
}

// openActions says how many actions are open, and how near their days are.
func (w waiting) openActions() notice {
	if w.actions == 0 {
		return notice{}
	}
	n := notice{text: counted(w.actions, "open action"), short: counted(w.actions, "open action")}
	if w.overdue > 0 {
		n.text += fmt.Sprintf(", %d past the day it was due", w.overdue)
		n.short += fmt.Sprintf(", %d past its day", w.overdue)
	}
	if w.soon > 0 {
		n.text += fmt.Sprintf(", %d due within a week", w.soon)
		n.short += fmt.Sprintf(", %d due soon", w.soon)
	}
	if w.overdue+w.soon > 0 {
		n.do = "Look: afterword action list"
	}
	return n
}

// toBring says what was chosen and has not been brought.
func (w waiting) toBring() notice {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{w.questions, "question"}, {w.unshared, "entry"}} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.noun))
		}
	}
	if len(parts) == 0 {
		return notice{}
	}
	n := notice{text: w.words.in("To bring to supervision: ") + strings.Join(parts, ", "), short: "To bring: " + strings.Join(parts, ", ")}
	if w.unshared > 0 {
		n.text += " not yet in a pack"
	}
	return n
}

// notices is what waits, each in one line.
func (w waiting) notices(today journal.Date) []notice {
	var all []notice
	if w.risks > 0 {
		all = append(all, notice{text: counted(w.risks, "entry") + " with someone at risk, not marked as handed over",
			short: "At risk, not handed over: " + counted(w.risks, "entry")})
	}
	if len(w.drafts) > 0 {
		text, short := draftWords(w.drafts[0], w.words)
		all = append(all, notice{text: "Draft: " + text, short: "Draft: " + short})
	}
	all = append(all, w.supervision(today))
	if w.reviews > 0 {
		all = append(all, notice{text: "The day has come to look at an agreement again: afterword supervisor list",
			short: "An agreement is due: afterword supervisor list"})
	}
	all = append(all, w.openActions(), w.toBring())
	if w.trash > 0 {
		all = append(all, notice{text: "In the trash for over 30 days: " + counted(w.trash, "thing"), do: "Look: afterword purge --trash",
			short: "Old trash: afterword purge --trash"})
	}
	all = append(all, w.notes...)
	var there []notice
	for _, n := range all {
		if n.text != "" {
			there = append(there, n)
		}
	}
	return there
}

// menuLines is what waits, for those who have a menu beneath it.
func (w waiting) menuLines(today journal.Date) []string {
	var out []string
	for _, n := range w.notices(today) {
		out = append(out, cmp.Or(n.short, n.text))
	}
	return out
}

// lines is the status: what there is, what waits with the command that sees
// to it, the last fortnight, and what is suggested where there is room.
func (w waiting) lines(today journal.Date) []string {
	var out []string
	switch {
	case w.entries == 0:
		out = append(out, "No entries yet.")
	case w.last == today:
		out = append(out, fmt.Sprintf("%s, the last today.", counted(w.entries, "entry")))
	case today.Before(w.last): // written where it is a day later
		out = append(out, fmt.Sprintf("%s, the last dated %s.", counted(w.entries, "entry"), w.last.Time().Format("Monday 2 January")))
	default:
		out = append(out, fmt.Sprintf("%s, the last %s ago.", counted(w.entries, "entry"), counted(-today.DaysUntil(w.last), "day")))
	}
	for _, n := range w.notices(today) {
		switch {
		case n.do != "":
			n.text += ". " + n.do
		case !strings.Contains(n.text, ": afterword "):
			n.text += "."
		}
		out = append(out, n.text)
	}
	if w.fortnight != "" {
		out = append(out, w.fortnight)
	}
	for _, s := range w.suggestions {
		out = append(out, s.text+" afterword "+strings.Join(s.command, " "))
	}
	return out[:min(len(out), statusLines)]
}

// fortnightWords tells what the last fortnight held; nothing where it held
// nothing, which needs no telling.
func fortnightWords(c *prompt.Catalogue, f insight.Fortnight) string {
	if f.Entries == 0 {
		return ""
	}
	line := "Last fortnight: " + counted(f.Entries, "entry")
	const few = 2 // goals that one line has room for
	switch {
	case len(f.Mostly) > 0:
		line += ", mostly " + goalWords(c, f.Mostly)
	case len(f.Goals) > few:
		line += fmt.Sprintf(", about %d of the eight goals", len(f.Goals))
	case len(f.Goals) > 0:
		line += ", about " + goalWords(c, f.Goals)
	}
	return line + "."
}

// goalWords writes the short labels of goals as they stand within a sentence.
func goalWords(c *prompt.Catalogue, goals []journal.Goal) string {
	var labels []string
	for _, slug := range goals {
		label := string(slug)
		if g, ok := c.Goal(slug); ok {
			label = lowerFirst(g.Short)
		}
		labels = append(labels, label)
	}
	return strings.Join(labels, " and ")
}

// suggestion is a suggestion in words, with the command that takes it up.
type suggestion struct {
	insight.Suggestion
	text    string
	command []string
}

// suggestion puts a suggestion into words that say why it is made.
func (a *app) suggestion(ctx context.Context, v *vault.Vault, s insight.Suggestion) suggestion {
	out := suggestion{Suggestion: s}
	entry := ""
	if !s.Entry.IsZero() {
		entry = a.short(ctx, v, s.Entry)
	}
	day := ""
	if s.Since != "" {
		layout := "2 January 2006"
		if s.Since.Time().Year() == a.today().Time().Year() {
			layout = "2 January"
		}
		day = s.Since.Time().Format(layout)
	}
	switch s.Kind {
	case insight.SuggestPlaceholder:
		out.text = "The entry of " + day + " was left as one line: reopen it?"
		out.command = []string{"again", entry}
	case insight.SuggestAnswered:
		out.text = "A question of " + day + " has been answered: look again?"
		out.command = []string{"again", entry}
	case insight.SuggestAlias:
		out.text = fmt.Sprintf("%s has not been brought for %s: a question?", capital(s.Alias), counted(s.Since.DaysUntil(a.today())/7, "week"))
		out.command = []string{"question", "add", "--entry", entry}
	case insight.SuggestGoal:
		since := "so far"
		if day != "" {
			since = "since " + day
		}
		out.text = "Nothing on " + string(s.Goal) + " " + since + ": a question for it?"
		out.command = []string{"reflect", "--goal", string(s.Goal)}
	}
	return out
}
