package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// selfForm asks what is told of the person, each only if they want it.
func (p *preparing) selfForm(context.Context) (ask.Form, error) {
	yesNo := []ask.Option{{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}}
	may, _ := p.was.of(p.period())
	noted := slices.ContainsFunc(may, func(e *journal.Entry) bool { return e.Energy+e.Weight > 0 })
	about := func(w ask.Answers) bool { return strings.TrimSpace(w.Value("about")) != "" }
	return ask.Form{Title: "Prepare: yourself", Questions: []ask.Question{
		{ID: "feeling", Kind: ask.Line, Title: "How are you?", Note: "One sentence, as it is now. Empty leaves it out of the pack."},
		{ID: "trend", Kind: ask.Choice, Title: p.words.in("Show energy and weight carried home, shift by shift?"), Options: yesNo,
			When: func(ask.Answers) bool { return noted }},
		{ID: "about", Kind: ask.Text, Title: p.words.in("What helps in your supervision, and what would you like different?"),
			Note: "For yourself first; whether it is brought comes after. Empty goes on."},
		{ID: "bringabout", Kind: ask.Choice, Title: "Does that go into the pack?", Uncounted: true, When: about, Options: []ask.Option{
			{Key: 'b', Value: "bring", Label: "Bring it"},
			{Key: 'k', Value: "keep", Label: "Keep it as a note that only I see"},
			{Key: 'l', Value: "let-go", Label: "Let it go; it was good to write it"}}},
		{ID: "scan", Kind: ask.Choice, Title: "List every alias, and how long ago each was brought?", Options: yesNo,
			When: func(ask.Answers) bool { return p.was.aliases() }},
	}}, nil
}

// mostFeeling is the most characters of the sentence on how somebody is, as
// a pack holds it.
const mostFeeling = 300

// checkSelf refuses a sentence that a pack does not hold.
func (p *preparing) checkSelf(answers ask.Answers) error {
	if n := utf8.RuneCountInString(answers.Value("feeling")); n > mostFeeling {
		return askAgain{"feeling", fmt.Sprintf("this is one sentence of at most %d characters, and it has %d", mostFeeling, n)}
	}
	return nil
}

// outForm asks whom the pack is for and in which formats.
func (p *preparing) outForm(context.Context) (ask.Form, error) {
	who := ask.Question{ID: "for", Kind: ask.Choice, Title: "Whom is it for?", When: func(ask.Answers) bool { return len(p.was.supervisors) > 0 }}
	for i, s := range p.was.supervisors[:min(len(p.was.supervisors), 9)] {
		who.Options = append(who.Options, ask.Option{Key: rune('1' + i), Value: s.ID.String(), Label: s.Name})
	}
	if len(who.Options) == 1 {
		p.suggest("for", who.Options[0].Value)
	}
	who.Options = append(who.Options, ask.Option{Key: 'o', Value: "other", Label: "Someone else"}, ask.Option{Key: 'n', Value: "nobody", Label: "Leave that open"})
	name := ask.Question{ID: "name", Kind: ask.Line, Title: "Whom is it for?", Note: "A name as it shall stand in the pack. Empty leaves it open.",
		When: func(w ask.Answers) bool { return len(p.was.supervisors) == 0 || w.Value("for") == "other" }}
	formats := ask.Question{ID: "formats", Kind: ask.Several, Title: "In which formats?"}
	for _, f := range packFormats() {
		formats.Options = append(formats.Options, ask.Option{Key: rune(f.name[0]), Value: f.name, Label: formatLabel(f)})
	}
	p.suggest("formats", formats.Options[0].Value)
	return ask.Form{Title: "Prepare: the pack", Questions: []ask.Question{who, name, formats}}, nil
}

// formatLabel says what a format is for.
func formatLabel(f packFormat) string {
	switch f.name {
	case "md":
		return "Markdown (.md): plain text with headings and tables"
	case "text":
		return "Text (.txt): to be read anywhere"
	case "html":
		return "Web page (.html): to read on any screen, and to print"
	case "pdf":
		return "PDF (.pdf): to print, the same everywhere"
	case "docx":
		return "Word document (.docx): to write in"
	case "json":
		return "JSON (.json): for other programs, and for a reply"
	case "csv":
		return "Rows (.csv): questions, actions and sessions for a spreadsheet"
	case "ics":
		return "Calendar (.ics): the days that something is due"
	}
	return strings.ToUpper(f.name) + " (" + f.ext + ")"
}

// checkOut refuses a name that a pack does not hold.
func (p *preparing) checkOut(answers ask.Answers) error {
	const most = 120 // as pack holds it
	if n := utf8.RuneCountInString(answers.Value("name")); n > most {
		return askAgain{"name", fmt.Sprintf("a name has at most %d characters here", most)}
	}
	return nil
}

// recipient is whom the pack is for, empty where that is left open.
func (p *preparing) recipient() string {
	who := p.draft.Answers["for"]
	for _, s := range p.was.supervisors {
		if s.ID.String() == who {
			return s.Name
		}
	}
	if who == "nobody" {
		return ""
	}
	return strings.TrimSpace(p.draft.Answers["name"])
}

// request says what pack was asked for on the way.
func (p *preparing) request(ctx context.Context, written []*journal.Question, actions []journal.ID) (r pack.Request, err error) {
	value := func(id string) string { return strings.TrimSpace(p.draft.Answers[id]) }
	r = pack.Request{Period: p.period(), For: p.recipient(), Made: p.stamp(), Guard: p.guard(ctx), Words: pack.Vocabulary(p.words),
		Counts: true, Feeling: value("feeling"), Trend: value("trend") == "yes", Scan: value("scan") == "yes"}
	if n, err := strconv.Atoi(value(keptExcerpt)); err == nil {
		r.Excerpt = n
	}
	if value("bringabout") == "bring" {
		r.About = value("about")
	}
	if err = fromCatalogue(&r); err != nil {
		return r, err
	}
	for _, e := range p.chosen() {
		r.Picked = append(r.Picked, e.ID)
		if p.draft.Answers[entryID(e)] == "full" {
			r.Full = append(r.Full, e.ID)
		}
	}
	picked := listed(value("pick"))
	for _, q := range p.was.questions {
		if contains(picked, q.ID.String()) {
			r.Questions = append(r.Questions, q.ID)
		}
	}
	for _, q := range written {
		r.Questions = append(r.Questions, q.ID)
	}
	r.Picked = append(append(r.Picked, r.Questions...), actions...)
	return r, nil
}
