package journal

import (
	"errors"
	"strings"
	"testing"
)

func TestActionDue(t *testing.T) {
	open := ActionHead{State: ActionOpen, Due: "2026-03-05"}
	closed := ActionHead{State: ActionDone, Due: "2026-03-05", Closed: "2026-04-01"}
	for _, tt := range []struct {
		name            string
		action          ActionHead
		on              Date
		overdue, within bool // within 3 days
	}{
		{"four days before", open, "2026-03-01", false, false},
		{"three days before", open, "2026-03-02", false, true},
		{"due day", open, "2026-03-05", false, true},
		{"day after", open, "2026-03-06", true, false},
		{"closed late", closed, "2026-05-01", false, false},
		{"closed, and due", closed, "2026-03-05", false, false},
		{"partly", ActionHead{State: ActionPartly, Due: "2026-03-05"}, "2026-03-06", false, false},
		{"never due", ActionHead{State: ActionOpen}, "2026-03-06", false, false},
	} {
		if got := tt.action.Overdue(tt.on); got != tt.overdue {
			t.Errorf("%s: Overdue(%s) = %t, want %t", tt.name, tt.on, got, tt.overdue)
		}
		if got := tt.action.DueWithin(tt.on, 3); got != tt.within {
			t.Errorf("%s: DueWithin(%s, 3) = %t, want %t", tt.name, tt.on, got, tt.within)
		}
	}
}

func TestActionClose(t *testing.T) {
	a := &Action{ActionHead: ActionHead{State: ActionOpen}}
	a.Close(ActionPartly, "2026-03-05", "Half of it")
	a.Close(ActionDone, "2026-03-09", "")
	if a.ActionHead.State != ActionDone || a.Closed != "2026-03-09" || a.Outcome != "Half of it" {
		t.Errorf("closed, it is %+v", a)
	}
	a.Close(ActionOpen, "2026-03-10", "")
	if a.ActionHead.State != ActionOpen || a.Closed != "" || a.Outcome != "Half of it" {
		t.Errorf("opened again, it is %+v", a)
	}
}

func TestCheckContext(t *testing.T) {
	for words, fits := range map[int]bool{0: true, 1: true, ContextWords: true, ContextWords + 1: false} {
		text := strings.Repeat("word \n", words)
		if err := CheckContext(text); (err == nil) != fits || err != nil && !errors.Is(err, ErrContext) {
			t.Errorf("%d words: %v", words, err)
		}
	}
}

func TestCheckEye(t *testing.T) {
	for eye, there := range map[int]bool{-1: false, 0: true, 1: true, 7: true, 8: false} {
		if err := CheckEye(eye); (err == nil) != there {
			t.Errorf("eye %d: %v", eye, err)
		}
	}
}

func TestQuestionTake(t *testing.T) {
	for _, tt := range []struct {
		became  Became
		note    string
		state   QuestionState
		outcome string
		waits   bool
	}{
		{BecameAnswered, "Name it first", QuestionAnswered, "Name it first", false},
		{BecameAnswered, "", QuestionAnswered, "", false},
		{BecameMissed, "no time", QuestionDraft, "so far", true},
		{BecameAgain, "", QuestionAsked, "so far", true},
		{BecameAgain, "half of it", QuestionAsked, "half of it", true},
		{"", "", QuestionDraft, "so far", true},
	} {
		q := &Question{QuestionHead: QuestionHead{State: QuestionDraft, Visibility: Bring}, QuestionBody: QuestionBody{Outcome: "so far"}}
		q.Take(tt.became, tt.note)
		if q.QuestionHead.State != tt.state || q.Outcome != tt.outcome || q.Waits() != tt.waits {
			t.Errorf("%q with %q: %s, %q, waits %t", tt.became, tt.note, q.QuestionHead.State, q.Outcome, q.Waits())
		}
	}
	if (QuestionHead{State: QuestionDraft, Visibility: JustMe}).Waits() {
		t.Error("a question that is not to be brought waits")
	}
}

func TestReviewDue(t *testing.T) {
	h := SupervisorHead{State: SupervisorCurrent, Review: "2026-06-01"}
	ended := h
	ended.State = SupervisorEnded
	for _, tt := range []struct {
		name string
		head SupervisorHead
		on   Date
		want bool
	}{
		{"day before", h, "2026-05-31", false},
		{"the day", h, "2026-06-01", true},
		{"later", h, "2027-01-01", true},
		{"ended", ended, "2027-01-01", false},
		{"no day agreed", SupervisorHead{State: SupervisorCurrent}, "2027-01-01", false},
	} {
		if got := tt.head.ReviewDue(tt.on); got != tt.want {
			t.Errorf("%s: ReviewDue(%s) = %t, want %t", tt.name, tt.on, got, tt.want)
		}
	}
}

func TestNextSession(t *testing.T) {
	const today Date = "2026-11-18"
	one, two := ID{1}, ID{2}
	head := func(who ID, day, next Date) SessionHead {
		return SessionHead{Supervisor: who, Date: day, Next: next}
	}
	for _, tt := range []struct {
		name string
		all  []SessionHead
		want Date
		ok   bool
	}{
		{"none", nil, "", false},
		{"none named", []SessionHead{head(one, "2026-11-01", "")}, "", false},
		{"ahead", []SessionHead{head(one, "2026-11-01", "2026-11-22")}, "2026-11-22", true},
		{"today", []SessionHead{head(one, "2026-11-01", today)}, today, true},
		{"the latest says so", []SessionHead{head(one, "2026-11-01", "2026-11-22"), head(one, "2026-11-10", "2026-12-01")}, "2026-12-01", true},
		{"the latest says nothing", []SessionHead{head(one, "2026-11-10", ""), head(one, "2026-11-01", "2026-11-22")}, "", false},
		{"the earlier of two", []SessionHead{head(one, "2026-11-01", "2026-12-22"), head(two, "2026-10-01", "2026-11-22")}, "2026-11-22", true},
		{"one has passed", []SessionHead{head(one, "2026-11-01", "2026-11-02"), head(two, "2026-10-01", "2026-11-22")}, "2026-11-22", true},
		{"both have passed", []SessionHead{head(one, "2026-11-01", "2026-11-02"), head(two, "2026-10-01", "2026-11-12")}, "2026-11-12", true},
	} {
		got, ok := NextSession(tt.all, today)
		if got.Next != tt.want || ok != tt.ok {
			t.Errorf("%s: NextSession = %q, %t, want %q, %t", tt.name, got.Next, ok, tt.want, tt.ok)
		}
	}
}
