package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// supervisorKey is the key of the supervisor, of whom a story has one.
const supervisorKey = "supervisor"

// setting tells what is there before the first entry: the settings, the
// aliases and the supervisor.
func (t *telling) setting(s story) error {
	begun, err := t.day(s.Supervisor.Since)
	if err != nil {
		return err
	}
	review, err := t.day(s.Supervisor.Review)
	if err != nil {
		return err
	}
	at := t.evening(begun)
	t.save(journal.ID{}, 1, at, &journal.Settings{SettingsBody: journal.SettingsBody{
		Profession: s.Profession, Region: "GB", Person: s.Person, Shift: s.Shift, Supervision: s.Supervision}})
	t.save(t.id(supervisorKey), 1, at, &journal.Supervisor{
		SupervisorHead: journal.SupervisorHead{Written: at, State: journal.SupervisorCurrent, Name: s.Supervisor.Name, Role: s.Supervisor.Role,
			Minutes: s.Supervisor.Minutes, Start: begun, Review: review},
		SupervisorBody: journal.SupervisorBody{Credential: s.Supervisor.Credential, Frequency: s.Supervisor.Frequency,
			Purpose: s.Supervisor.Purpose, Limits: s.Supervisor.Limits}})
	words := new(journal.Lexicon)
	for _, told := range s.Alias {
		if err := t.alias(told); err != nil {
			return err
		}
		words.Label(told.Label)
	}
	t.save(journal.ID{}, 1, at, words)
	return nil
}

// alias tells an alias, and that it was retired.
func (t *telling) alias(told alias) error {
	role, err := journal.ParseAliasRole(told.Role)
	if err != nil {
		return err
	}
	since, err := t.day(told.Since)
	if err != nil {
		return err
	}
	retired, err := t.day(told.Retired)
	if err != nil {
		return err
	}
	head := journal.AliasHead{Created: t.at(since, 7, 0), Label: told.Label, Role: role, State: journal.AliasCurrent}
	t.save(t.id(told.Label), 1, head.Created, &journal.Alias{AliasHead: head})
	if retired != "" {
		head.State = journal.AliasRetired
		t.save(t.id(told.Label), 2, t.evening(retired), &journal.Alias{AliasHead: head})
	}
	return nil
}

// entries tells the entries.
func (t *telling) entries(s story) error {
	bare, err := bareEntries(s.Bare)
	if err != nil {
		return err
	}
	for _, told := range append(s.Entry, bare...) {
		e, err := t.entry(told)
		if err != nil {
			return fmt.Errorf("the entry of %s: %w", told.At, err)
		}
		t.save(t.id(told.Key), 1, e.Written, e)
	}
	return nil
}

// bareEntries are the entries of which nothing but how it was is told, such
// as "w12 tue 20:10 3 2".
func bareEntries(lines []string) ([]entry, error) {
	var all []entry
	for _, line := range lines {
		at, night := strings.CutSuffix(line, " night")
		words := strings.Fields(at)
		if len(words) < 4 {
			return nil, fmt.Errorf("%q is no moment with energy and weight", line)
		}
		n := len(words) - 2
		told := entry{At: strings.Join(words[:n], " "), Night: night, Next: string(journal.NextNothing)}
		for _, word := range words[n:] {
			rating, err := strconv.Atoi(word)
			if err != nil {
				return nil, fmt.Errorf("%q is no moment with energy and weight", line)
			}
			told.Rated = append(told.Rated, rating)
		}
		all = append(all, told)
	}
	return all, nil
}

// entry makes an entry as the program would have made it.
func (t *telling) entry(told entry) (*journal.Entry, error) {
	at, err := t.moment(told.At)
	if err != nil {
		return nil, err
	}
	e := &journal.Entry{EntryHead: journal.EntryHead{Written: at, Shift: at.Date(), Tags: told.Tags, Framework: told.Framework,
		Reopen: told.Reopen, Minutes: told.Minutes}}
	if told.Night {
		e.Shift = e.Shift.AddDays(-1)
	}
	if e.Kind, err = journal.ParseEntryKind(cmp.Or(told.Kind, string(journal.Quick))); err != nil {
		return nil, err
	}
	if e.Visibility, err = journal.ParseVisibility(cmp.Or(told.Share, string(journal.JustMe))); err != nil {
		return nil, err
	}
	if told.About != "" {
		e.Framework, e.Parent = string(journal.SecondLook), t.id(told.About)
	}
	if told.Learning != "" {
		e.Learning = t.id(told.Learning)
	}
	for i, n := range told.Rated {
		*[]*int{&e.Energy, &e.Weight, &e.Confidence}[i] = n
	}
	if err := takeAnswers(e, told); err != nil {
		return nil, err
	}
	return e, t.say(e, told)
}

// takeAnswers puts onto an entry what is one of a few answers.
func takeAnswers(e *journal.Entry, told entry) error {
	var err error
	take := func(text string, parse func(string) error) {
		if text != "" && err == nil {
			err = parse(text)
		}
	}
	risk := told.Risk
	if risk == "" && e.Kind == journal.Quick {
		risk = string(journal.RiskNone)
	}
	take(risk, func(s string) (err error) { e.Risk, err = journal.ParseRisk(s); return err })
	take(told.Decided, func(s string) (err error) { e.Decided, err = journal.ParseDecided(s); return err })
	take(told.Next, func(s string) (err error) { e.Next, err = journal.ParseNext(s); return err })
	for _, slug := range told.Goals {
		take(slug, func(s string) error {
			g, err := journal.ParseGoal(s)
			e.Goals = append(e.Goals, g)
			return err
		})
	}
	return err
}

// say puts the words onto an entry, with the prompts that they answer.
func (t *telling) say(e *journal.Entry, told entry) error {
	asked, err := t.asked(e, told)
	if err != nil {
		return err
	}
	if len(told.Said) > len(asked) {
		return fmt.Errorf("%d answers to %d prompts", len(told.Said), len(asked))
	}
	for i, text := range told.Said {
		p := asked[i]
		e.Answers = append(e.Answers, journal.Answer{Prompt: p.ID, Version: p.Version, Question: p.Text, Goal: p.Goal, Stage: p.Stage,
			Text: text, Skipped: text == ""})
		if p.ID != "" {
			e.Prompts = append(e.Prompts, p.ID)
		}
		if text != "" && p.Goal != "" && len(told.Goals) == 0 && !slices.Contains(e.Goals, p.Goal) {
			e.Goals = append(e.Goals, p.Goal)
		}
		e.Gist = cmp.Or(e.Gist, journal.GistOf(text))
	}
	if e.Kind == journal.Nothing {
		e.Gist = "Nothing today"
	}
	e.Note(journal.AsideFeedback, "Feedback that reached me", journal.Development, told.Feedback)
	e.Note(journal.AsideOptions, "Options that I weighed", journal.Ethics, told.Options)
	e.Note(journal.AsideConsulted, "Whom I consulted", journal.Ethics, told.Consulted)
	e.Note(journal.AsideHelped, "What helped?", journal.Support, told.Helped)
	e.Aliases = journal.Relabel(nil, journal.EntryBody{}, e.EntryBody)
	return nil
}

// asked are the prompts that an entry answers, in their order.
func (t *telling) asked(e *journal.Entry, told entry) ([]prompt.Prompt, error) {
	var all []prompt.Prompt
	for _, id := range told.Asked {
		p, ok := t.catalogue.Prompt(id)
		if !ok {
			return nil, fmt.Errorf("there is no prompt %q", id)
		}
		all = append(all, p)
	}
	switch {
	case e.Framework != "":
		f, err := t.catalogue.Framework(e.Framework)
		if err != nil {
			return nil, err
		}
		for _, s := range f.Stages {
			s.Prompt.Stage = s.Slug
			all = append(all, s.Prompt)
		}
	case e.Kind == journal.Quick && len(all) == 1:
		all = append(all, prompt.Prompt{Text: "So what does that tell you?", Goal: all[0].Goal, Stage: "so-what"})
	case len(all) == 0:
		all = append(all, prompt.Prompt{}) // a note, which nothing asked for
	}
	return all, nil
}

// sessions tells the sessions, and what became there of questions.
func (t *telling) sessions(s story) error {
	for _, told := range s.Session {
		day, err := t.day(told.Day)
		if err != nil {
			return err
		}
		next, err := t.day(told.Next)
		if err != nil {
			return err
		}
		at := t.evening(day)
		met := &journal.Session{
			SessionHead: journal.SessionHead{Written: at, Date: day, Next: next, Minutes: told.Minutes, Supervisor: t.id(supervisorKey),
				Mode: journal.SessionMode(told.Mode), Medium: journal.Medium(told.Medium)},
			SessionBody: journal.SessionBody{Agreed: told.Agreed, Impact: told.Impact}}
		for _, slug := range told.Goals {
			g, err := journal.ParseGoal(slug)
			if err != nil {
				return err
			}
			met.Goals = append(met.Goals, g)
		}
		for _, one := range told.Brought {
			key, how, _ := strings.Cut(one, " ")
			became, err := journal.ParseBecame(how)
			if err != nil {
				return err
			}
			met.Brought = append(met.Brought, journal.Brought{Question: t.id(key), Became: became})
		}
		if told.Signed {
			met.SignedBy, met.SignedOn = s.Supervisor.Name, day
		}
		t.save(t.id(told.Key), 1, at, met)
	}
	return nil
}
