package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

// keepEvery is how long typing may go on unsealed; two seconds are
// promised.
const keepEvery = time.Second

// keeper seals a draft while it is being written: at once when a question
// has been answered, within a second of the last key otherwise. The form
// never waits for the disk.
type keeper struct {
	app  *app
	book book

	mu     sync.Mutex
	draft  *journal.Draft
	latest ask.Answers // not yet sealed; nil when all is
	at     string
	line   string
	err    error

	wake chan struct{}
	quit chan struct{}
	done chan struct{}
}

// keep starts keeping d.
func (a *app) keep(b book, d *journal.Draft) *keeper {
	k := &keeper{app: a, book: b, draft: d, wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	go k.run()
	return k
}

// changed takes note of what was typed.
func (k *keeper) changed(answers ask.Answers, at string, answered bool) {
	k.mu.Lock()
	k.latest, k.at = answers, at
	k.mu.Unlock()
	if answered {
		select {
		case k.wake <- struct{}{}:
		default:
		}
	}
}

// run seals what changed until it is told to stop.
func (k *keeper) run() {
	defer close(k.done)
	defer func() {
		if err := caught(recover()); err != nil { // the form, and what was kept, stay
			k.mu.Lock()
			k.err, k.line = err, "draft not kept"
			k.mu.Unlock()
		}
	}()
	tick := time.NewTicker(keepEvery)
	defer tick.Stop()
	for {
		select {
		case <-k.quit:
			k.seal()
			return
		case <-k.wake:
		case <-tick.C:
		}
		k.seal()
	}
}

// seal writes the draft if anything changed since it was last sealed. What
// could not be sealed is tried again.
func (k *keeper) seal() {
	k.mu.Lock()
	answers, at := k.latest, k.at
	k.latest = nil
	k.mu.Unlock()
	if answers == nil {
		return
	}
	d := *k.draft
	fill(&d, answers, at)
	d.Saved = k.app.stamp()
	err := k.book.KeepDraft(context.Background(), &d)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.err = err
	if err != nil {
		k.draft.ID = d.ID // it may be there all the same
		k.line = fmt.Sprintf("draft not kept: %s", reasonOf(err))
		if k.latest == nil {
			k.latest, k.at = answers, at
		}
		return
	}
	*k.draft = d
	k.line = "draft kept " + d.Saved.Time().Format("15:04")
}

// fill puts answers into a draft.
func fill(d *journal.Draft, answers ask.Answers, at string) {
	d.Answers, d.Skipped, d.At = map[string]string{}, map[string]bool{}, at
	for id, answer := range answers {
		if answer.Value != "" {
			// What cannot be stored must not stop the rest from being kept.
			d.Answers[id], _ = journal.Clean(answer.Value)
		}
		if answer.Skipped {
			d.Skipped[id] = true
		}
	}
}

// answersOf takes the answers out of a draft again.
func answersOf(d *journal.Draft) ask.Answers {
	answers := ask.Answers{}
	for id, text := range d.Answers {
		answers[id] = ask.Answer{Value: text}
	}
	for id := range d.Skipped {
		answer := answers[id]
		answer.Skipped = true
		answers[id] = answer
	}
	return answers
}

// status says how the draft stands.
func (k *keeper) status() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.line
}

// kept reports whether the draft was ever sealed.
func (k *keeper) kept() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.draft.Count > 0
}

// stop seals what is left and returns why it could not.
func (k *keeper) stop() error {
	close(k.quit)
	<-k.done
	return k.err
}

// write asks a form while its draft is kept. It returns the form's answers
// once all is answered or skipped; otherwise the draft stays, that is
// said, and the error is the reason to leave.
func (a *app) write(ctx context.Context, b book, d *journal.Draft, f ask.Form) (ask.Answers, error) {
	k := a.keep(b, d)
	f.Answers, f.At = answersOf(d), d.At
	f.Changed, f.Status, f.Aliases = k.changed, k.status, a.aliasOffers(ctx)
	guard := a.guardOf(ctx, d)
	f.Look, f.Watch = guard.Scan, func() func(string) []privacy.Finding { return guard.Watch().Scan }
	r, err := a.ask(ctx, f)
	a.cleanAnswers(r.Answers)
	if begun(f.Answers, r.Answers) || k.kept() {
		k.changed(r.Answers, r.At, false)
	}
	kept := k.stop()
	if err != nil {
		return nil, err
	}
	fill(d, r.Answers, r.At)
	switch r.End {
	case ask.Completed:
		return r.Answers, nil
	case ask.Earlier:
		return nil, errEarlier
	}
	if kept == nil && d.Count > 0 {
		// The labels in it are taken from now on, whatever becomes of it.
		kept = a.saveLabels(context.WithoutCancel(ctx), readable(b), slices.Collect(maps.Values(d.Answers))...)
	}
	switch {
	case kept != nil:
		a.say("The draft could not be kept: %v", kept)
		return nil, kept
	case d.Count == 0:
		a.say("Nothing was written.")
	default:
		a.say("Draft kept. Go on with it: afterword resume")
	}
	if r.End == ask.Left {
		return nil, errLeft
	}
	return nil, a.ended(ctx)
}

// errEarlier means that the writer went back beyond a form that has
// something before it; the answers are in the draft.
var errEarlier = errors.New("back")

// begun reports whether anything was answered or skipped beyond what the
// form came with: a form that was only looked at leaves no draft.
func begun(was, is ask.Answers) bool {
	for id, answer := range is {
		if answer != was[id] {
			return true
		}
	}
	return false
}

// reasonOf is the short form of a storage error, for a status line.
func reasonOf(err error) string {
	for _, kind := range []error{vault.ErrFull, vault.ErrReadOnly, vault.ErrBusy} {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	return "the disk gave an error"
}

// errLeft means that the writer chose to stop; the draft is kept, and that
// is no failure.
var errLeft = errors.New("left")
