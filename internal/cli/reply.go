package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// replying is a reply in the making.
type replying struct {
	pack  pack.Pack
	path  string                       // the file that it goes to
	shut  func([]byte) ([]byte, error) // seals it; nil where it is not sealed
	how   journal.Sealed
	book  book           // where its draft is kept; nil where there is no journal
	draft *journal.Draft // nil where there is no journal

	given  pack.Decisions // what was decided about possible identifiers before
	asking bool           // whether the rest is asked about
	counts pack.Counts    // what became of them
}

// replyTo writes a reply to a pack into a file.
func (a *app) replyTo(ctx context.Context, p pack.Pack, o receiving) error {
	w := &replying{pack: p, path: o.seal.named(o.reply), how: o.seal.record()}
	if p.Kind() == pack.ForReview {
		return hinted(misused("this is a review, which asks no question; a reply answers a supervision pack"), "What you would like to say of it goes by a letter or a talk. Whoever it is from can keep that as feedback: afterword goal note --feedback")
	}
	if p.Reference() == (journal.PackRef{Made: p.Made()}) {
		return misused("this pack does not say of which journal it is, so no reply to it could be taken in")
	}
	if o.seal.wanted() {
		var err error
		if w.shut, err = o.seal.closing(ctx, a, "reply", replyPassphraseFD); err != nil {
			return err
		}
	}
	w.given.ShareUndecided = o.shareUndecided
	if o.decisions != "" {
		var err error
		if w.given.List, err = a.readDecisions(o.decisions); err != nil {
			return err
		}
	}
	if a.dialogue() {
		w.asking = o.decisions == "" && !o.shareUndecided
		return a.askReply(ctx, w)
	}
	text, err := a.piped()
	if err != nil {
		return err
	}
	if text == "" {
		return hinted(misused("a reply needs a terminal, or text on standard input, and there was none"), "Such as: echo \"Question 1: Say it early.\" | afterword read PACK --reply FILE --yes. See: %s --help", a.called)
	}
	r, err := a.replyOf(p, text)
	if err != nil {
		return err
	}
	if r, err = a.clearReply(ctx, w, r); err != nil {
		return err
	}
	if !a.flags.yes {
		return hinted(misused("writing a reply needs a yes; give --yes to go ahead without being asked"), "Nothing was written. See: %s --help", a.called)
	}
	return a.putReply(w, r)
}

// replyOf takes a reply from a text in labelled parts.
func (a *app) replyOf(p pack.Pack, text string) (r pack.Reply, err error) {
	r = pack.Reply{Pack: p.Reference(), Made: a.stamp()}
	told := map[int]bool{}
	if line := journal.Uncolonned(text, "question", "bring again", "not reached"); line != "" {
		return r, noColon(line)
	}
	for _, part := range journal.SplitParts(text, "question", "bring again", "not reached", "action", "owner", "due", "note") {
		var last *pack.Agreed
		if n := len(r.Actions); n > 0 {
			last = &r.Actions[n-1]
		}
		switch part.Label {
		case "", "note":
			r.Note = strings.TrimSpace(r.Note + "\n\n" + part.Text)
		case "action":
			if part.Text == "" {
				return r, misused("an Action: has no words")
			}
			r.Actions = append(r.Actions, pack.Agreed{Text: part.Text})
		case "owner", "due":
			if last == nil {
				return r, misused("%s: stands before the first Action:; it belongs to the action above it", capital(part.Label))
			}
			if part.Label == "owner" {
				last.Owner = replyOwner(part.Text, p.By())
			} else if last.Due, err = a.ahead("Due", part.Text); err != nil {
				return r, err
			}
		default:
			n := numberOf(part.Rest)
			if n < 1 || n > len(p.Questions()) || told[n] {
				return r, misused("a line %s: names no question of this pack, or one that was answered before; it has %s", capital(part.Label), counted(len(p.Questions()), "question"))
			}
			told[n] = true
			became := journal.BecameAnswered
			if part.Label != "question" {
				became = journal.Became(strings.ReplaceAll(part.Label, " ", "-"))
			}
			r.Replies = append(r.Replies, pack.ReplyTo{Question: n, Became: became, Text: part.Text})
		}
	}
	return r, checkReply(r)
}

// noColon refuses a line that names a question and lacks its colon.
func noColon(line string) error {
	return hinted(misused("the line %q lacks its colon, so it would become part of the answer above it", line), "Write it as %s: and what there is to say. Nothing was written.", line)
}

// numberOf reads the number of a question, 0 where it is none.
func numberOf(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > pack.MostReplies {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// replyOwner is who does what was agreed, from the supervisor's words:
// nobody named is whoever the pack is from, and so are "you" and the name
// that the pack gives.
func replyOwner(s, by string) string {
	s = strings.Join(strings.Fields(s), " ")
	switch strings.ToLower(s) {
	case "me", "myself", "i":
		return "supervisor"
	case strings.ToLower(by):
		return ""
	}
	return takenOwner(s)
}

// takenOwner is an owner named by a reply, as it is kept in the journal that
// the reply is for, where "you" would be somebody else: nothing stands for
// the practitioner.
func takenOwner(s string) string {
	switch strings.ToLower(s) {
	case "you", "yourself", "the practitioner", "practitioner", "the supervisee", "supervisee":
		return ""
	}
	return s
}

// checkReply refuses what could not be read back.
func checkReply(r pack.Reply) error {
	if r.IsEmpty() {
		return misused("there is nothing in this reply")
	}
	if len(r.Actions) > pack.MostAgreed || len(r.Replies) > pack.MostReplies {
		return misused("a reply holds at most %d answers and %d actions", pack.MostReplies, pack.MostAgreed)
	}
	for _, t := range r.Texts() {
		if len(*t.Words) > pack.LongestReply {
			return misused("%s is longer than %d bytes; shorten it", t.Place, pack.LongestReply)
		}
	}
	return nil
}

// clearReply takes a reply through the gate. Words put there may have made it
// too long.
func (a *app) clearReply(ctx context.Context, w *replying, r pack.Reply) (pack.Reply, error) {
	r, counts, err := a.replyThrough(ctx, w.pack, r, w.given, w.asking)
	if err != nil {
		return r, err
	}
	w.counts = counts
	return r, checkReply(r)
}

// putReply writes a reply into its file, whole or not at all, and says so.
func (a *app) putReply(w *replying, r pack.Reply) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return err
	}
	var laid bytes.Buffer
	if err := json.Indent(&laid, raw, "", "  "); err != nil {
		return fmt.Errorf("writing the reply: %w", err)
	}
	data := append(laid.Bytes(), '\n')
	if w.shut != nil {
		if data, err = w.shut(data); err != nil {
			return err
		}
	}
	if err := a.freshTarget(w.path); err != nil { // something may have come there meanwhile
		return err
	}
	o, err := stage(w.path, data)
	if err != nil {
		return err
	}
	defer o.drop()
	if err := o.place(); err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string          `json:"schema"`
			File    string          `json:"file"`
			Sealed  *sharedSealJSON `json:"sealed"`
			Replies int             `json:"replies"`
			Actions int             `json:"actions"`
			Note    bool            `json:"note"`

			Replaced  int `json:"replaced"`
			Kept      int `json:"kept"`
			Undecided int `json:"undecided"`
		}{"afterword/reply-written/1", w.path, sealJSON(w.how), len(r.Replies), len(r.Actions), r.Note != "",
			w.counts.Replaced, w.counts.Kept, w.counts.Undecided})
	}
	a.say("The reply is written to %s: %s, %s; %s. Whoever made the pack takes it in by: afterword session add --reply FILE", w.path, counted(len(r.Replies), "answer"), counted(len(r.Actions), "action"),
		identifierWords(w.counts.Replaced, w.counts.Kept, w.counts.Undecided))
	if w.shut == nil {
		a.say("It is a plain file that anyone can open: keep it safe.")
	}
	return nil
}

// replyPreview is a reply as text, line by line.
func replyPreview(r pack.Reply, questions []string) string {
	var out []string
	for _, one := range r.Replies {
		title := fmt.Sprintf("Question %d", one.Question)
		if one.Question <= len(questions) && questions[one.Question-1] != "" {
			title += ", " + questions[one.Question-1]
		}
		out = append(out, title, strings.TrimSpace(capital(strings.ReplaceAll(string(one.Became), "-", " "))+": "+one.Text), "")
	}
	for _, act := range r.Actions {
		line := "Action: " + act.Text
		if act.Owner != "" {
			line += "\n  by " + act.Owner
		}
		if act.Due != "" {
			line += "\n  until " + act.Due.Long()
		}
		out = append(out, line, "")
	}
	if r.Note != "" {
		out = append(out, "Note: "+r.Note)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// agreeTo shows everything of a reply and asks whether it is right.
func (a *app) agreeTo(ctx context.Context, title, question, preview string) error {
	r, err := a.ask(ctx, ask.Form{Title: title, Questions: []ask.Question{
		{ID: "preview", Kind: ask.Card, Title: "This is everything:", Note: preview, Uncounted: true},
		{ID: "sure", Kind: ask.Choice, Title: question, Uncounted: true, Must: true,
			Options: []ask.Option{{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}}},
	}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left || r.Answers.Value("sure") != "yes":
		return errRefused
	}
	return nil
}

// errRefused means that a person looked at it and said no.
var errRefused = errors.New("it was not agreed to")
