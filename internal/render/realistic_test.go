package render

import (
	"testing"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// lived is a pack such as one nurse might bring after seven weeks: what a
// document of two sides has to carry. Everyone in it is made up.
func lived(t *testing.T) pack.Pack {
	t.Helper()
	n := byte(0)
	entry := func(day journal.Date, kind journal.EntryKind, energy, weight int, goals []journal.Goal, answers ...journal.Answer) journal.Entry {
		n++
		e := journal.Entry{Meta: journal.Meta{ID: journal.ID{n}, First: int64(n), Revision: 1}}
		e.Shift, e.Kind, e.Visibility, e.Goals, e.Energy, e.Weight, e.Answers = day, kind, journal.JustMe, goals, energy, weight, answers
		return e
	}
	brought := func(e journal.Entry) journal.Entry { e.Visibility = journal.Bring; return e }
	handed := brought(entry("2026-10-29", journal.Reflected, 2, 4, []journal.Goal{journal.Ethics, journal.Support},
		journal.Answer{Stage: "What", Question: "What happened, as a bystander would tell it?", Text: "heron-3 asked me not to tell the family that the drip had been stopped. At visiting time the daughter asked me directly. I said that I would find the doctor, and walked away quickly."},
		journal.Answer{Stage: "So what", Question: "What mattered in it, and to whom?", Text: "I kept a confidence and it felt like hiding.\n\nI noticed how much I wanted the daughter to like me. That is not the same as being honest with her."},
		journal.Answer{Stage: "Now what", Question: "What will you do differently?", Text: "Ask at admission who may be told what, and write it where all of us look."}))
	handed.Framework, handed.Risk, handed.Decided, handed.Confidence = "what-so-what", journal.RiskHandedOver, journal.DecidedChecked, 3
	team := brought(entry("2026-11-12", journal.Reflected, 3, 3, []journal.Goal{journal.Culture, journal.Quality},
		journal.Answer{Question: "Where did the team make good care easier, or harder?", Text: "Handover ran to forty minutes because every bed was told from the beginning. The new starter asked why we do not begin with what has changed. Nobody answered, and then the charge nurse did it that way for the last six beds: nine minutes."},
		journal.Answer{Question: "What small change would you test?", Text: "Begin with what has changed, for one week, late shift only. I will know that it helped if we leave on time twice."}))
	learnt := brought(entry("2026-11-17", journal.Quick, 4, 2, []journal.Goal{journal.Development},
		journal.Answer{Question: "What did you learn today that you would like to keep?", Text: "Silence for ten seconds after bad news. I counted. She spoke at eight."}))
	more := []journal.Entry{
		entry("2026-10-08", journal.Quick, 3, 3, []journal.Goal{journal.Support}), entry("2026-10-15", journal.Quick, 3, 2, []journal.Goal{journal.Support}),
		entry("2026-10-22", journal.Quick, 2, 0, []journal.Goal{journal.Reflection}), handed,
		entry("2026-11-05", journal.Quick, 2, 5, []journal.Goal{journal.Support}), team, learnt,
		entry("2026-11-20", journal.Quick, 4, 2, []journal.Goal{journal.Independence}),
	}
	more[0].Aliases, handed.Aliases, more[4].Aliases = []string{"wren-9"}, []string{"heron-3"}, []string{"otter-5"}
	more[3] = handed
	question := func(goal journal.Goal, want journal.Want, text, context, tried string) journal.Question {
		n++
		q := journal.Question{Meta: journal.Meta{ID: journal.ID{n}, Revision: 1}}
		q.Visibility, q.Goal, q.Want, q.Text, q.Context, q.Tried = journal.Bring, goal, want, text, context, tried
		return q
	}
	action := func(state journal.ActionState, due, closed journal.Date, goal journal.Goal, owner, text, outcome string) journal.Action {
		n++
		a := journal.Action{Meta: journal.Meta{ID: journal.ID{n}, Revision: 1}}
		a.ActionHead.State, a.Due, a.Closed, a.Goal, a.Owner, a.Text, a.Outcome = state, due, closed, goal, owner, text, outcome
		return a
	}
	session := func(day journal.Date, minutes int, mode journal.SessionMode, size int, next journal.Date) journal.Session {
		n++
		s := journal.Session{Meta: journal.Meta{ID: journal.ID{n}, Revision: 1}}
		s.Date, s.Minutes, s.Mode, s.Size, s.Next = day, minutes, mode, size, next
		return s
	}
	return release(t, pack.Chosen{
		Entries: more,
		Questions: []journal.Question{
			question(journal.Ethics, journal.WantThink, "When a patient asks me to keep something from the family, what do I owe the family?",
				"Palliative bay, an adult with capacity. The family visits every day and sits with whoever is on. I have worked there for two years.", "Saying that I would find the doctor. It ended the conversation and not the question."),
			question(journal.Independence, journal.WantDecide, "Should I take on the link nurse role now, or after the winter?",
				"Four hours a month, not backfilled.", ""),
		},
		Actions: []journal.Action{
			action(journal.ActionDone, "2026-10-31", "2026-10-27", journal.Quality, "", "Ask the team how handover feels to them", "Five replied. They would like to begin with what has changed."),
			action(journal.ActionPartly, "2026-11-14", "2026-11-15", journal.Accountability, "", "Read the consent policy again and note where I was unsure", "Read; the note is half done."),
			action(journal.ActionOpen, "2026-11-16", "", journal.Support, "My supervisor", "Find out about the debrief after sudden deaths", ""),
			action(journal.ActionOpen, "2026-12-08", "", journal.Development, "", "Sit in on one family meeting led by the palliative team", ""),
		},
		Sessions: []journal.Session{session("2026-10-06", 60, journal.OneToOne, 0, ""), session("2026-11-03", 90, journal.InGroup, 4, "2026-12-01")},
		Shown:    map[journal.ID]journal.Date{{1}: "2026-09-30"},
	}, pack.Request{
		Period: pack.Period{From: "2026-10-06", To: "2026-11-23"}, For: "my supervisor", By: "R., staff nurse",
		Made: journal.Stamp{Unix: 1795464000}, Fingerprint: "k7q2-9d3f", FullText: true,
		Feeling: "Steadier than in October, and still carrying the week of the sudden death home.",
		About:   "The second question often gets ten minutes. I would like to begin with it once.",
		Trend:   true, Scan: true, Drawings: true,
		Functions: functions(),
	})
}

// functions is the crosswalk from goals to what supervision is for.
func functions() map[journal.Goal][]string {
	return map[journal.Goal][]string{
		journal.Development:    {"formative"},
		journal.Reflection:     {"formative"},
		journal.Support:        {"restorative"},
		journal.Independence:   {"restorative"},
		journal.Accountability: {"normative"},
		journal.Ethics:         {"normative"},
		journal.Quality:        {"normative"},
		journal.Culture:        {"normative"},
	}
}

// crosswalk is the same for a review, with another model beside it.
func crosswalk() insight.Crosswalk {
	return insight.Crosswalk{Proctor: functions(), Kadushin: map[journal.Goal][]string{
		journal.Development: {"educational"}, journal.Reflection: {"educational"}, journal.Independence: {"educational", "supportive"},
		journal.Support: {"supportive"}, journal.Accountability: {"administrative"}, journal.Culture: {"administrative"},
		journal.Ethics: {"administrative", "educational"}, journal.Quality: {"administrative", "educational", "supportive"},
	}}
}
