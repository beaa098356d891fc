package cli

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// takingIn is a supervisor's reply that is to become part of a session.
type takingIn struct {
	path  string
	open  opener
	other bool // take it in though it answers no pack of this journal
}

func (t *takingIn) flags(c *cobra.Command) {
	c.Flags().StringVar(&t.path, "reply", "", "take in the supervisor's reply in `FILE`, sealed or not")
	c.Flags().BoolVar(&t.other, "other-pack", false, "take it in though it answers no pack of this journal")
	t.open.flags(c, replyPassphraseFD, "reply")
}

// check refuses what goes with a reply alone, and a reply that could not be
// agreed to.
func (t *takingIn) check(a *app) error {
	switch {
	case t.path == "" && (t.other || t.open.identity != "" || t.open.fd >= 0):
		return misused("--identity, --%s and --other-pack are about a reply; name it by --reply FILE", replyPassphraseFD)
	case t.path != "" && !a.flags.yes && (!a.dialogue() || t.path == "-"):
		return hinted(misused("a reply is shown first and then taken in, and nobody can be asked; nothing was saved"),
			"Give --yes to take it in as it is. See: %s --help", a.called)
	}
	return nil
}

// addReply notes a session from a supervisor's reply. It is read, compared
// with what was shared, looked through, shown and agreed to before anything
// is saved.
func (a *app) addReply(ctx context.Context, m *meeting, t *takingIn) error {
	plain, err := t.open.open(ctx, a, t.path)
	if err != nil {
		return err
	}
	r, err := parsedFile(&t.open, t.path, plain, pack.ReadReply)
	if err != nil {
		return err
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	if m.session.Reply, err = r.Hash(); err != nil {
		return err
	}
	if err := a.notTakenIn(ctx, v, m.session.Reply); err != nil {
		return err
	}
	answered, err := a.answeredBy(ctx, v, r, t.other)
	if err != nil {
		return err
	}
	if err := a.lookThrough(ctx, &r); err != nil {
		return err
	}
	if !a.flags.yes {
		return a.askAboutReply(ctx, v, m, r, answered)
	}
	if m.session.Date == "" {
		m.session.Date = a.today()
		a.say("Date: %s.", m.session.Date.Long())
	}
	a.putReplyInto(m, r, answered)
	if err := a.save(ctx, v, m.things()...); err != nil {
		return err
	}
	return a.addedMeeting(ctx, v, m)
}

// askAboutReply shows a reply and then asks about its session as about any
// other: what the reply says is there to be confirmed, and the rest is asked.
func (a *app) askAboutReply(ctx context.Context, v *vault.Vault, m *meeting, r pack.Reply, answered []*journal.Question) error {
	var texts []string
	for _, q := range answered {
		texts = append(texts, textOf(q))
	}
	err := a.agreeTo(ctx, "A supervisor's reply", "Take this into a session? The rest of it is asked next.", replyPreview(r, texts))
	if errors.Is(err, errRefused) {
		a.say("Nothing was saved.")
		return errLeft
	} else if err != nil {
		return err
	}
	a.putReplyInto(m, r, answered)
	d, err := a.meetingDraft(ctx, v, m.session)
	if err != nil {
		return err
	}
	d.Answers[keptReply] = hex.EncodeToString(m.session.Reply)
	d.Answers["agreed"] = m.session.Agreed
	for _, b := range m.session.Brought {
		at := slices.Index(d.Plan.Brought, b.Question)
		if at < 0 {
			d.Plan.Brought, at = append(d.Plan.Brought, b.Question), len(d.Plan.Brought)
		}
		d.Answers[fmt.Sprintf("q%d", at+1)] = string(b.Became)
	}
	for _, q := range m.questions {
		d.Answers[fmt.Sprintf("n%d", slices.Index(d.Plan.Brought, q.ID)+1)] = q.Outcome
	}
	for i, act := range m.actions {
		for id, value := range map[string]string{"t": act.Text, "o": act.Owner, "d": string(act.Due)} {
			if value != "" {
				d.Answers[fmt.Sprintf("%s%d", id, i+1)] = value
			}
		}
	}
	return a.runSession(ctx, v, d)
}

// keptReply is where the draft of a session keeps the hash of the reply that
// it was begun from.
const keptReply = ".reply"

// textOf is the text of a question, nothing where there is none.
func textOf(q *journal.Question) string {
	if q == nil {
		return ""
	}
	return q.Text
}

// notTakenIn refuses a reply that a session holds already.
func (a *app) notTakenIn(ctx context.Context, v *vault.Vault, hash []byte) error {
	found, damaged, err := a.ofKind(ctx, v, vault.Reading{}, journal.KindSession, nil)
	if err != nil {
		return err
	}
	for _, t := range found {
		n := t.(*journal.Session)
		switch err := v.Load(ctx, n.ID, n); {
		case errors.Is(err, vault.ErrDamaged):
			damaged++
		case err != nil:
			return err
		case bytes.Equal(n.Reply, hash):
			short := a.short(ctx, v, n.ID)
			return hinted(misused("this reply was taken in already, with session %s; nothing was saved", short), "Look at it: afterword session show %s", short)
		}
	}
	a.sayDamaged(damaged)
	return nil
}

// answeredBy are the questions of the pack that a reply answers, in the
// pack's order, as they are now; one that is gone or answered leaves its
// place empty. A reply to no pack of this journal is refused, unless it was
// said that it is one.
func (a *app) answeredBy(ctx context.Context, v *vault.Vault, r pack.Reply, other bool) ([]*journal.Question, error) {
	records, damaged, err := a.sharedRecords(ctx, v)
	if err != nil {
		return nil, err
	}
	a.sayDamaged(damaged)
	for _, s := range records {
		if !r.Pack.Is(journal.PackRef{Fingerprint: s.Fingerprint, Made: s.Written}) {
			continue
		}
		if s.Kind != "" {
			return nil, hinted(misused("this reply answers a %s, and that is no supervision session; nothing was saved", s.Kind), "Keep what it says as feedback: afterword goal note --feedback, or afterword add --goal development")
		}
		if other {
			return nil, misused("this reply answers a pack of this journal; leave --other-pack out")
		}
		whole := new(journal.Shared)
		if err := v.Load(ctx, s.ID, whole); err != nil {
			return nil, fmt.Errorf("the record of the pack that this reply answers: %w", err)
		}
		return a.sharedQuestions(ctx, v, whole, r)
	}
	if other {
		return nil, nil
	}
	return nil, hinted(fmt.Errorf("the pack that this reply answers: %w in what this journal shared; nothing was saved", errNotFound),
		"See what was shared: afterword shared. To take it in all the same, without its questions: --other-pack")
}

// sharedQuestions loads the questions that a pack held.
func (a *app) sharedQuestions(ctx context.Context, v *vault.Vault, s *journal.Shared, r pack.Reply) ([]*journal.Question, error) {
	var all []*journal.Question
	for _, item := range s.SharedBody.Items {
		if item.Kind != journal.KindQuestion {
			continue
		}
		q := new(journal.Question)
		err := v.Load(ctx, item.ID, q)
		switch {
		case errors.Is(err, vault.ErrNotFound), errors.Is(err, vault.ErrPurged), errors.Is(err, vault.ErrDamaged):
			q = nil
		case err != nil:
			return nil, err
		case q.Meta.State != journal.Live || q.QuestionHead.State == journal.QuestionAnswered:
			q = nil
		}
		all = append(all, q)
	}
	for _, one := range r.Replies {
		if one.Question > len(all) {
			return nil, hinted(archiveError{fmt.Errorf("%w: it answers question %d, and the pack has %s", pack.ErrNotAReply, one.Question, counted(len(all), "question")), vault.ErrForeign}, "Nothing was saved. Ask for the reply once more.")
		}
	}
	return all, nil
}

// lookThrough goes through what could identify somebody in a reply, where
// someone is there to decide; otherwise it says how much there is.
func (a *app) lookThrough(ctx context.Context, r *pack.Reply) error {
	review := ask.Review{Look: a.guard(ctx).Scan}
	texts, found := r.Texts(), 0
	for _, t := range texts {
		hits := review.Look(*t.Words)
		_, decide := byLevel(hits)
		found += len(decide)
		review.Passages = append(review.Passages, ask.Passage{Name: t.Place, Text: *t.Words, Found: hits})
	}
	if found == 0 {
		return nil
	}
	if a.flags.yes {
		a.say("In this reply: %s, undecided. Each is asked about again before it leaves.", counted(found, "possible identifier"))
		return nil
	}
	out, end, err := a.goThrough(ctx, ask.Form{Title: "A supervisor's reply"}, review)
	switch {
	case err != nil:
		return err
	case end == ask.Interrupted:
		a.say("Nothing was saved.")
		return a.ended(ctx)
	}
	for i, t := range texts {
		*t.Words = out.Texts[i]
	}
	a.say("%s", sentence(outcomeWords(out)))
	return nil
}

// putReplyInto fills a session from a reply. What was said to a question
// that is gone, or was answered before, stands with what was agreed.
func (a *app) putReplyInto(m *meeting, r pack.Reply, answered []*journal.Question) {
	agreed := []string{r.Note}
	for _, one := range r.Replies {
		var q *journal.Question
		if one.Question <= len(answered) {
			q = answered[one.Question-1]
		}
		text := strings.TrimSpace(one.Text)
		if q != nil {
			m.became(q, one.Became, text)
		}
		if text != "" && (q == nil || one.Became == journal.BecameMissed) {
			agreed = append(agreed, fmt.Sprintf("To question %d: %s", one.Question, text))
		}
	}
	m.session.Agreed = strings.TrimSpace(strings.Join(agreed, "\n\n"))
	for _, one := range r.Actions {
		act := a.agreed(m, one.Text)
		act.Owner, act.Due = takenOwner(one.Owner), one.Due
	}
}
