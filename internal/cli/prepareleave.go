package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
)

// leave is the last step: the gate, the length, every line, and the pack.
// backTo says to which step the person goes back.
func (p *preparing) leave(ctx context.Context) (err error) {
	defer func() { err = p.keepAlways(ctx, err) }()
	p.draft.Plan.Act, p.draft.At = lastStage, ""
	if err := p.keepDraft(ctx); err != nil {
		return err
	}
	made, released, files, err := p.ready(ctx)
	if err != nil {
		return err
	}
	seal, saved := p.sealing(), false
	if err = seal.check(packPassphraseFD); err == nil {
		err = p.sealPack(ctx, &seal, files)
	}
	if err != nil {
		p.say("The draft is kept. Go on with it: afterword resume")
		return err
	}
	err = p.send(ctx, p.vault, released, files, seal.record(), func(record *journal.Shared) error {
		things, err := p.things(ctx, made)
		if err == nil {
			err = p.vault.SaveDraft(ctx, p.stamp(), p.draft.ID, append(things, record)...)
		}
		saved = err == nil
		return err
	})
	switch {
	case err != nil && !saved:
		return hinted(err, "The draft is kept. Go on with it: afterword resume")
	case err != nil:
		return err
	}
	p.say("After the meeting: afterword session add")
	return nil
}

// ready makes the pack and shows it, until it is as long as it shall be and
// may be written.
func (p *preparing) ready(ctx context.Context) (made *gatheredPack, released pack.Pack, files []leaving, err error) {
	for {
		if made, err = p.gathered(ctx); err == nil {
			released, err = p.cleared(ctx, made)
		}
		if err == nil {
			files, err = p.files(ctx, released)
		}
		if err == nil {
			err = p.lastLook(ctx, made, released, files)
		}
		if !errors.Is(err, errAnew) {
			return made, released, files, err
		}
	}
}

// keepDraft seals the draft as it stands.
func (p *preparing) keepDraft(ctx context.Context) error {
	p.draft.Saved = p.stamp()
	return p.vault.KeepDraft(ctx, p.draft)
}

// gatheredPack is a pack in the making with what is new in it.
type gatheredPack struct {
	*pack.Gathering
	questions []*journal.Question // written here
	actions   []*journal.Action   // closed here
}

// gathered collects the pack, with the questions and actions as they will
// be once it has left.
func (p *preparing) gathered(ctx context.Context) (*gatheredPack, error) {
	// The journal as it is now, and its fingerprint before that: what changes
	// from here on is noticed before anything is written.
	fingerprint, err := p.vault.Fingerprint(ctx)
	if err != nil {
		return nil, err
	}
	if p.was, err = p.survey(ctx, p.vault); err != nil {
		return nil, err
	}
	made := &gatheredPack{actions: p.closedNow()}
	if made.questions, err = p.newQuestions(); err != nil {
		return nil, err
	}
	open, closed := p.was.due(p.period())
	var actions []journal.ID
	for _, t := range slices.Concat(open, closed) {
		actions = append(actions, t.ID)
	}
	r, err := p.request(ctx, made.questions, actions)
	if err != nil {
		return nil, err
	}
	r.Fingerprint = fingerprint
	src := &choice{vault: p.vault, picked: idSet(r.Picked), questions: idSet(r.Questions), learning: idSet(r.Learning), scan: r.Scan, exact: true,
		written: made.questions, closed: made.actions, raised: p.raised()}
	made.Gathering, err = pack.Gather(ctx, src, r)
	switch {
	case src.err != nil:
		return nil, src.err
	case errors.Is(err, journal.ErrContext):
		return nil, backTo{stage: "questions", why: sentence(err.Error())}
	case err != nil:
		return nil, err
	case made.IsEmpty():
		return nil, backTo{stage: "choosing", why: "Nothing is chosen for the pack yet."}
	}
	p.sayDamaged(src.damaged)
	return made, nil
}

// raised are the entries that are marked to bring beyond this pack.
func (p *preparing) raised() map[journal.ID]bool {
	out, ticked := map[journal.ID]bool{}, listed(p.draft.Answers["mark"])
	for _, e := range p.chosen() {
		if e.Visibility == journal.JustMe && contains(ticked, e.ID.String()) {
			out[e.ID] = true
		}
	}
	return out
}

// cleared takes the pack through the gate. What was decided before is in the
// draft and is not asked about again, as long as the words are the same.
func (p *preparing) cleared(ctx context.Context, made *gatheredPack) (pack.Pack, error) {
	asked := &deciding{vault: p.vault, seen: map[string]bool{}, list: p.decided(made.Gathering)}
	asked.keep = func(before, now []pack.Decision) { p.keepDecisions(ctx, slices.Concat(before, now)) }
	released, err := p.through(ctx, made.Gathering, pack.Decisions{}, asked, true)
	p.keepDecisions(ctx, asked.list)
	var undecided *pack.UndecidedError
	switch {
	case errors.As(err, &undecided):
		return released, hinted(undecided, "The draft is kept, with what was decided. Go on with it: afterword resume")
	case err != nil:
		p.say("The draft is kept. Go on with it: afterword resume")
	}
	return released, err
}

// keptDecision is the form of a file of decisions.
type keptDecision struct {
	Schema    string          `json:"schema"`
	Decisions []pack.Decision `json:"decisions"`
}

// keepDecisions seals what was decided so far. Where that fails, it is kept
// with the next step that is, or asked about again.
func (p *preparing) keepDecisions(ctx context.Context, list []pack.Decision) {
	text, err := json.Marshal(keptDecision{"afterword/decisions/1", list})
	if err != nil || p.draft.Answers[keptDecisions] == string(text) {
		return
	}
	p.draft.Answers[keptDecisions] = string(text)
	if err := p.keepDraft(context.WithoutCancel(ctx)); err != nil {
		p.draft.Answers[keptDecisions] = ""
	}
}

// decided are the decisions of the draft that still fit a finding.
func (p *preparing) decided(g *pack.Gathering) []pack.Decision {
	list, err := pack.ParseDecisions(strings.NewReader(p.draft.Answers[keptDecisions]))
	if err != nil {
		return nil
	}
	if _, err := g.Release(pack.Decisions{List: list}); !errors.Is(err, pack.ErrStale) {
		return list
	}
	flags := g.Findings()
	return slices.DeleteFunc(list, func(d pack.Decision) bool {
		return !slices.ContainsFunc(flags, func(f pack.Flag) bool { return f.Key == d.Key })
	})
}

// files writes the pack in the formats that were chosen, in memory.
func (p *preparing) files(ctx context.Context, released pack.Pack) ([]leaving, error) {
	o := exporting{sides: p.most(), excerpt: pack.UsualExcerpt, out: p.draft.Answers[keptOut], formats: listed(p.draft.Answers["formats"]), seal: p.sealing()}
	files, err := p.leavings(&o)
	if err != nil {
		return nil, err
	}
	return files, fillAll(files, released, p.paper(ctx, p.draft.Answers[keptPaper]))
}

// errAnew means that the pack is to be made anew, with what was chosen about
// its length.
var errAnew = errors.New("made anew")

// lastLook shows the length and every line, and asks whether it is written.
func (p *preparing) lastLook(ctx context.Context, made *gatheredPack, released pack.Pack, files []leaving) error {
	note, names := "", []string{}
	for _, f := range files {
		there, err := checkTarget(f.path, p.vault.Path(), p.vault.KeyFile())
		if err != nil {
			return err
		}
		if there {
			note = strings.TrimSpace(note + " It takes the place of the " + filepath.Base(f.path) + " that is there.")
		}
		names = append(names, targetName(f.path))
	}
	shown, err := preview(released, files)
	if err != nil {
		return err
	}
	length, err := render.Measure(released, p.paper(ctx, p.draft.Answers[keptPaper]))
	if err != nil {
		return err
	}
	risks, err := p.openRisks(ctx, p.vault, released)
	if err != nil {
		return err
	}
	note = strings.TrimSpace(note + " " + unletteredWords(files, length))
	fits := func(w ask.Answers) bool {
		fit := w.Value("fit")
		return length.Pages <= p.most() && (fit == "" || fit == fitKeep)
	}
	goes := func(w ask.Answers) bool { return fits(w) && (risks == 0 || w.Value(riskOpenID) == "yes") }
	r, err := p.ask(ctx, ask.Form{Title: "Prepare: a last look", Before: true, Questions: append(p.fitQuestions(length, made, released),
		p.riskOpenQuestion(ctx, risks, fits),
		ask.Question{ID: "preview", Kind: ask.Card, Title: "This is everything that will leave:", Note: shown, Uncounted: true, When: goes},
		ask.Question{ID: "write", Kind: ask.Choice, Title: "Write this to " + strings.Join(names, ", ") + "?", Note: note, Uncounted: true, Must: true, When: goes, Options: []ask.Option{
			{Key: 'y', Value: "yes", Label: "Yes"},
			{Key: 'c', Value: "change", Label: "Change what is brought"},
			{Key: 'n', Value: "no", Label: "Not now; the draft stays"}}},
	)})
	if err == nil && r.End == ask.Completed {
		if anew, err := p.fitted(ctx, length, r.Answers); anew || err != nil {
			return cmp.Or(err, errAnew)
		}
	}
	switch {
	case err != nil:
		return err
	case r.End == ask.Earlier:
		return backTo{stage: "the pack", end: true}
	case r.End == ask.Completed && r.Answers.Value("write") == "yes":
		return nil
	case r.End == ask.Completed && r.Answers.Value("write") == "change":
		return backTo{stage: "choosing"}
	}
	p.say("Nothing was written. Draft kept. Go on with it: afterword resume")
	if r.End == ask.Interrupted {
		return p.ended(ctx)
	}
	return errLeft
}

// things are what is saved with the record of the pack: new questions,
// closed actions, marks, and a note that was kept back.
func (p *preparing) things(ctx context.Context, made *gatheredPack) ([]journal.Thing, error) {
	var all []journal.Thing
	for _, q := range made.questions {
		all = append(all, q)
	}
	for _, t := range made.actions {
		all = append(all, t)
	}
	for id := range p.raised() {
		e := new(journal.Entry)
		if err := p.vault.Load(ctx, id, e); err != nil {
			return nil, err
		}
		e.Visibility = journal.Bring
		all = append(all, e)
	}
	if note := p.keptNote(); note != nil {
		all = append(all, note)
	}
	return all, nil
}

// keptNote is what was written about supervision and stays with the person.
// Where they did not say what becomes of it, it is kept.
func (p *preparing) keptNote() *journal.Entry {
	text := strings.TrimSpace(p.draft.Answers["about"])
	if way := p.draft.Answers["bringabout"]; text == "" || way == "bring" || way == "let-go" {
		return nil
	}
	e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Note, Shift: p.today(), Gist: journal.GistOf(text)}}
	e.Answers = []journal.Answer{{Question: p.words.in("What helps in your supervision, and what would you like different?"), Text: text}}
	p.complete(e)
	return e
}
