package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
)

// selfForm asks what is told of the person, each only if they want it.
func (p *preparing) selfForm(context.Context) (ask.Form, error) {
	show := p.showQuestion()
	show.When = func(ask.Answers) bool { return len(show.Options) > 0 }
	learning := p.learningQuestion()
	learning.When = func(ask.Answers) bool { return len(learning.Options) > 0 }
	about := func(w ask.Answers) bool { return strings.TrimSpace(w.Value("about")) != "" }
	return ask.Form{Title: "Prepare: yourself", Questions: []ask.Question{
		{ID: "feeling", Kind: ask.Line, Title: "How are you?", Note: "One sentence, as it is now. Empty leaves it out of the pack."},
		show, learning,
		{ID: "about", Kind: ask.Text, Title: p.words.in("What helps in your supervision, and what would you like different?"),
			Note: "For yourself first; whether it is brought comes after. It may stay empty."},
		{ID: "bringabout", Kind: ask.Choice, Title: "Does that go into the pack?", Uncounted: true, When: about, Options: []ask.Option{
			{Key: 'b', Value: "bring", Label: "Bring it"},
			{Key: 'k', Value: "keep", Label: "Keep it as a note that only I see"},
			{Key: 'l', Value: "let-go", Label: "Let it go; it was good to write it"}}},
	}}, nil
}

// What a pack shows besides, only where it was chosen.
const (
	showTrend    = "trend"
	showMeasures = "measures"
	showScan     = "scan"
)

// showQuestion asks what the pack shows besides, of what there is.
func (p *preparing) showQuestion() ask.Question {
	q := ask.Question{ID: "show", Kind: ask.Several, Title: "What else shall it show?", Note: "Counts by goal are in it anyway."}
	may, _, _ := p.was.of(p.period())
	rated := func(is func(*journal.Entry) bool) bool { return slices.ContainsFunc(may, is) }
	if rated(func(e *journal.Entry) bool { return e.Energy+e.Weight > 0 }) {
		q.Options = append(q.Options, ask.Option{Value: showTrend, Label: p.words.in("Energy and weight carried home, shift by shift")})
	}
	if rated(func(e *journal.Entry) bool { return e.Energy+e.Weight+e.Confidence > 0 || e.Decided != "" }) {
		q.Options = append(q.Options, ask.Option{Value: showMeasures, Label: "What was noted for each goal, such as confidence 2, 3, 4"})
	}
	if p.was.aliases() {
		q.Options = append(q.Options, ask.Option{Value: showScan, Label: "Every alias, and how long ago each was brought"})
	}
	return q
}

// What is brought of learning goals is named by these and an id.
const (
	aimMark  = "l:"
	noteMark = "n:"
)

// learningQuestion asks which learning goals are brought, and which of the
// latest notes on them, one by one. A note that is gone through among the
// entries is not offered again.
func (p *preparing) learningQuestion() ask.Question {
	q := ask.Question{ID: "learning", Kind: ask.Several, Title: "Which learning goals do you bring?"}
	offered, _ := p.offered()
	for _, l := range p.was.learning {
		q.Options = append(q.Options, ask.Option{Value: aimMark + l.ID.String(), Label: l.Text})
		note := p.was.latestNote(l)
		if note != nil && !slices.ContainsFunc(offered, func(e *journal.Entry) bool { return e.ID == note.ID }) {
			q.Options = append(q.Options, ask.Option{Value: noteMark + note.ID.String(), Label: "with its latest note, " + entryLabel(note)})
		}
	}
	return q
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
func (p *preparing) outForm(ctx context.Context) (ask.Form, error) {
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
		formats.Options = append(formats.Options, ask.Option{Key: rune(f.name[0]), Value: f.name, Label: formatLabel(f, p.paper(ctx, p.draft.Answers[keptPaper]))})
	}
	p.suggest("formats", cmp.Or(endingFormat(p.draft.Answers[keptOut]), "pdf"))
	drawings := ask.Question{ID: "drawings", Kind: ask.Choice, Title: "Are its numbers drawn as well?", Note: "Small bars and lines below the words, in the web page and the PDF. Empty leaves them out.",
		When: func(w ask.Answers) bool { return drawable(w.Value("formats")) }, Options: []ask.Option{
			{Key: 'n', Value: "no", Label: "No, words are enough"},
			{Key: 'd', Value: drawNumbers, Label: "Draw them"}}}
	by := ask.Question{ID: "by", Kind: ask.Line, Title: "What are you called in it?", Note: "A name or a role, as your supervisor knows you. Empty leaves it open."}
	by.Note = p.words.in(by.Note)
	sealed := ask.Question{ID: "sealed", Kind: ask.Choice, Title: "Is the file sealed?", Note: "Where it goes by e-mail or a shared disk. Empty leaves it plain.", Options: []ask.Option{
		{Key: 'n', Value: sealNot, Label: "No, a plain file"},
		{Key: 'p', Value: sealOwn, Label: "With a passphrase, which is asked for at the end"},
		{Key: 'k', Value: sealTo, Label: "To their public key of age"}}}
	key := ask.Question{ID: "key", Kind: ask.Line, Title: "To which public key?", Note: "age1 and what follows, or a file of such keys. Several stand apart by blanks.", Uncounted: true,
		When: func(w ask.Answers) bool { return w.Value("sealed") == sealTo }}
	return ask.Form{Title: "Prepare: the pack", Questions: []ask.Question{who, name, by, formats, drawings, sealed, key}}, nil
}

// drawNumbers is the answer by which numbers are drawn.
const drawNumbers = "draw"

// drawable reports whether one of the formats can hold a drawing.
func drawable(formats string) bool {
	all := listed(formats)
	return contains(all, "html") || contains(all, "pdf")
}

// How the file is sealed.
const (
	sealNot = "no"
	sealOwn = "passphrase"
	sealTo  = "key"
)

// sealing is how the file is to be sealed, as it was answered.
func (p *preparing) sealing() sealing {
	s := sealing{fd: -1}
	switch p.draft.Answers["sealed"] {
	case sealOwn:
		s.own = true
	case sealTo:
		s.to = strings.Fields(p.draft.Answers["key"])
	}
	return s
}

// formatLabel says what a format is for, and on which paper.
func formatLabel(f packFormat, paper render.Paper) string {
	switch f.name {
	case "md":
		return "Markdown (.md): plain text with headings and tables"
	case "text":
		return "Text (.txt): to be read anywhere"
	case "html":
		return "Web page (.html): to read on any screen, and to print"
	case "pdf":
		return "PDF (.pdf): to print on " + strings.ToUpper(string(paper[:1])) + string(paper[1:]) + ", the same everywhere"
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

// checkOut refuses a name that a pack does not hold, and a key to which
// nothing can be sealed.
func (p *preparing) checkOut(answers ask.Answers) error {
	const most = 120 // as pack holds it
	for _, id := range []string{"name", "by"} {
		if n := utf8.RuneCountInString(answers.Value(id)); n > most {
			return askAgain{id, fmt.Sprintf("a name has at most %d characters here", most)}
		}
	}
	if answers.Value("sealed") != sealTo {
		return nil
	}
	to, err := recipientsOf(strings.Fields(answers.Value("key")))
	switch {
	case err != nil:
		return askAgain{"key", err.Error()}
	case len(to) == 0:
		return askAgain{"key", "the public key is missing"}
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
		Counts: true, Feeling: value("feeling")}
	show := listed(value("show"))
	r.Trend, r.Measures, r.Scan = contains(show, showTrend), contains(show, showMeasures), contains(show, showScan)
	r.Drawings = value("drawings") == drawNumbers && drawable(value("formats"))
	r.By = value("by")
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
	learning := listed(value("learning"))
	for _, l := range p.was.learning {
		if contains(learning, aimMark+l.ID.String()) {
			r.Learning = append(r.Learning, l.ID)
		}
	}
	for _, e := range p.was.entries {
		if contains(learning, noteMark+e.ID.String()) && e.Visibility != journal.Never {
			r.Picked = append(r.Picked, e.ID)
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
