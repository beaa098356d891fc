package journal

import (
	"slices"
	"testing"
)

func TestLearningClose(t *testing.T) {
	l := Learning{LearningHead: LearningHead{State: LearningOpen}}
	l.Close(LearningClosed, "2026-11-23", "Counting helps.")
	if l.LearningHead.State != LearningClosed || l.Closed != "2026-11-23" || l.Outcome != "Counting helps." {
		t.Errorf("closed: %+v", l)
	}
	l.Close(LearningOpen, "2026-11-24", "")
	if l.LearningHead.State != LearningOpen || l.Closed != "" || l.Outcome != "Counting helps." {
		t.Errorf("opened again: %+v", l)
	}
}

func TestNote(t *testing.T) {
	var e Entry
	e.Note(AsideHelped, "What helped?", Support, "  ")
	if len(e.Answers)+len(e.Noted) > 0 {
		t.Errorf("nothing was noted as %+v", e)
	}
	e.Note(AsideHelped, "What helped?", Support, " A walk. ")
	e.Note(AsideHelped, "What helped?", Support, "Sleep.")
	e.Note(AsideOptions, "Options", Ethics, "Stay.")
	if len(e.Answers) != 3 || e.Answers[0].Text != "A walk." || e.Answers[0].Stage != "helped" || !slices.Equal(e.Noted, []Aside{AsideOptions, AsideHelped}) {
		t.Errorf("noted: %+v", e)
	}
	e.Answers[0].Text, e.Answers[2].Text = "", ""
	if e.MarkAsides(); !slices.Equal(e.Noted, []Aside{AsideHelped}) {
		t.Errorf("with two answers emptied there is %v", e.Noted)
	}
	e.Answers[1].Text = ""
	e.Answers = append(e.Answers, Answer{Prompt: "own-1", Stage: "helped", Text: "of a framework"})
	if e.MarkAsides(); e.Noted != nil {
		t.Errorf("with all emptied there is %v", e.Noted)
	}
}

func TestActionLate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		action ActionHead
		want   bool
	}{
		{"on its day", ActionHead{State: ActionDone, Due: "2026-11-23", Closed: "2026-11-23"}, false},
		{"the day after", ActionHead{State: ActionDone, Due: "2026-11-23", Closed: "2026-11-24"}, true},
		{"no day", ActionHead{State: ActionDone, Closed: "2026-11-24"}, false},
		{"open", ActionHead{State: ActionOpen, Due: "2026-11-23"}, false},
		{"dropped", ActionHead{State: ActionDropped, Due: "2026-11-23", Closed: "2026-11-24"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.action.Late(); got != tt.want {
				t.Errorf("Late() = %t, want %t", got, tt.want)
			}
		})
	}
	if ActionChange.Goal() != Quality || ActionProposal.Goal() != Culture || ActionKind("").Goal() != "" {
		t.Error("a kind of action measures another goal")
	}
}
