package cli

import (
	"context"
	"fmt"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// editAsked asks the answers again in a form. A draft of an edit that was
// left is gone on with.
func (a *app) editAsked(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	if len(e.Answers) == 0 {
		return hinted(misused("this entry has no text to edit"), "Flags such as --goal and --date change what stands beside it. To write about it: afterword again %s", a.short(ctx, v, e.ID))
	}
	drafts, _, err := v.Drafts(ctx)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.Plan.Flow == journal.FlowEdit && d.Plan.Entry == e.ID {
			a.say("Going on with the edit that was left on %s.", d.Saved.Date().Long())
			return a.editDraft(ctx, v, d)
		}
	}
	d := &journal.Draft{
		Started: a.stamp(), Answers: map[string]string{},
		Plan: journal.Plan{Flow: journal.FlowEdit, Shift: e.Shift, Entry: e.ID, Revision: e.Revision},
	}
	for i, answer := range e.Answers {
		d.Plan.Steps = append(d.Plan.Steps, journal.Step{Prompt: answer.Prompt, Version: answer.Version, Text: answer.Question, Goal: answer.Goal, Stage: answer.Stage})
		if answer.Text != "" {
			d.Answers[answerID(i)] = answer.Text
		}
	}
	return a.editDraft(ctx, v, d)
}

// answerID is the question id of the i-th answer in a form.
func answerID(i int) string { return fmt.Sprintf("a%d", i+1) }

// editDraft asks the questions of an edit and saves what came of them. It
// is what resume does with a draft of the flow "edit", too.
func (a *app) editDraft(ctx context.Context, v *vault.Vault, d *journal.Draft) error {
	e := new(journal.Entry)
	if err := v.Load(ctx, d.Plan.Entry, e); err != nil {
		return fmt.Errorf("the entry that this draft edits: %w", err)
	}
	if e.State == journal.Purged {
		return hinted(fmt.Errorf("the entry that this draft edits: %w", vault.ErrPurged), "The draft can go, too: afterword drafts")
	}
	if err := a.notInTrash(ctx, v, e); err != nil {
		return hinted(fmt.Errorf("the entry that this draft edits: %w", err), "The draft is kept. Take the entry out of the trash first: afterword restore %s", a.short(ctx, v, e.ID))
	}
	if len(d.Plan.Steps) != len(e.Answers) {
		return hinted(fmt.Errorf("the draft of this edit: %w", vault.ErrConflict), "The draft is kept. See it with: afterword drafts")
	}
	if d.Plan.Revision != e.Revision {
		a.say("The entry was changed after this edit was begun. What you save now comes after that change, which is kept as an earlier revision.")
	}
	f := ask.Form{Title: "Edit " + a.short(ctx, v, e.ID)}
	for i, step := range d.Plan.Steps {
		title := step.Text
		if title == "" {
			title = "Your text"
		}
		f.Questions = append(f.Questions, ask.Question{ID: answerID(i), Kind: ask.Text, Title: title})
	}
	return a.finishEdit(ctx, v, d, e, f)
}

// finishEdit asks the form until what came of it is saved. Where the disk
// is full or the like, the form comes back with the reason, so that nothing
// typed is lost meanwhile.
func (a *app) finishEdit(ctx context.Context, v *vault.Vault, d *journal.Draft, e *journal.Entry, f ask.Form) error {
	for {
		answers, err := a.write(ctx, v, d, f)
		if err != nil {
			return err
		}
		now := texts(e)
		for i := range now {
			now[i] = answers.Value(answerID(i))
		}
		if err := a.retext(e, now); err != nil {
			return err
		}
		same, err := a.unchanged(ctx, v, e)
		if err != nil {
			return err
		}
		if same {
			if err := v.DropDraft(ctx, d.ID); err != nil {
				return err
			}
			return a.notChanged(ctx, v, e)
		}
		err = a.savingReviewed(ctx, v, []journal.Thing{e}, func(more ...journal.Thing) error {
			return v.SaveDraft(ctx, a.stamp(), d.ID, append([]journal.Thing{e}, more...)...)
		})
		switch {
		case err == nil:
			return a.editedEntry(ctx, v, e)
		case status(err) != StatusStorage || !a.interactive():
			if d.Count > 0 {
				return hinted(err, "What was written is kept as a draft: afterword resume")
			}
			return err
		}
		f.Notice = "Not saved: " + reasonOf(err) + ". Nothing is lost while this stays open. Mend it, then go on."
		d.At = f.Questions[len(f.Questions)-1].ID
	}
}
