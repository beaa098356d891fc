package ask

import (
	"fmt"
	"strings"
	"testing"
)

// branching asks more where the first answer is yes.
func branching() Form {
	return Form{Questions: []Question{
		{ID: "hello", Kind: Card, Uncounted: true},
		{ID: "more", Kind: Choice},
		{ID: "which", Kind: Line, When: func(a Answers) bool { return a.Value("more") == "yes" }},
		{ID: "why", Kind: Text, When: func(a Answers) bool { return a.Value("which") != "" }},
		{ID: "bye", Kind: Line},
	}}
}

func TestWalk(t *testing.T) {
	for _, tt := range []struct {
		name  string
		steps string // each "verb" or "set=value"
		trail string // the open question and progress after each step
		want  map[string]string
	}{
		{"short way", "next set=no next next", "more 1 of 2, more 1 of 2, bye 2 of 2, done", map[string]string{"more": "no", "bye": "-"}},
		{"a branch opens", "next set=yes next set=that next", "more 1 of 2, more 1 of 3, which 2 of 3, which 2 of 4, why 3 of 4", map[string]string{"more": "yes", "which": "that"}},
		{"a branch closes, its answer stays", "next set=yes next set=that back set=no next",
			"more 1 of 2, more 1 of 3, which 2 of 3, which 2 of 4, more 1 of 4, more 1 of 2, bye 2 of 2", map[string]string{"more": "no", "which": "that"}},
		{"back at the first", "back next back back", "hello, more 1 of 2, hello, hello", nil},
		{"skip withdraws a choice", "next set=yes skip", "more 1 of 2, more 1 of 3, bye 2 of 2", map[string]string{"more": "-"}},
		{"skip keeps words", "next set=yes next set=that skip set=because skip",
			"more 1 of 2, more 1 of 3, which 2 of 3, which 2 of 4, why 3 of 4, why 3 of 4, bye 4 of 4", map[string]string{"more": "yes", "which": "that", "why": "because"}},
		{"finish skips what is asked", "next set=yes finish", "more 1 of 2, more 1 of 3, done", map[string]string{"more": "yes", "which": "-", "bye": "-"}},
		{"blank is skipped", "next set=no next set=~ next", "more 1 of 2, more 1 of 2, bye 2 of 2, bye 2 of 2, done", map[string]string{"more": "no", "bye": "-"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWalk(branching())
			var trail []string
			for step := range strings.FieldsSeq(tt.steps) {
				verb, value, _ := strings.Cut(step, "=")
				map[string]func(){
					"next": w.next, "skip": w.skip, "finish": w.finish, "back": func() { w.back() },
					"set": func() { w.set(strings.ReplaceAll(value, "~", " ")) },
				}[verb]()
				at := "done"
				if !w.done() {
					at = strings.TrimSpace(w.question().ID + " " + w.progress())
				}
				trail = append(trail, at)
			}
			if got := strings.Join(trail, ", "); got != tt.trail {
				t.Errorf("went %s\nwant %s", got, tt.trail)
			}
			same(t, w.result(Completed).Answers, tt.want)
		})
	}
}

func TestWalkOpensAt(t *testing.T) {
	yes := Answers{"more": {Value: "yes"}}
	for _, tt := range []struct {
		at      string
		answers Answers
		want    string
	}{
		{"", nil, "hello"},
		{"more", nil, "more"},
		{"which", nil, "bye"},
		{"which", yes, "which"},
		{"no such question", nil, "hello"},
	} {
		f := branching()
		f.At, f.Answers = tt.at, tt.answers
		if got := newWalk(f).open(); got != tt.want {
			t.Errorf("at %q with %v it opens %q, want %q", tt.at, tt.answers, got, tt.want)
		}
	}
	closed := Form{At: "b", Questions: []Question{{ID: "a"}, {ID: "b", When: func(Answers) bool { return false }}}}
	if got := newWalk(closed).open(); got != "a" {
		t.Errorf("a form whose last question is closed opens %q, want the one before", got)
	}
	for _, none := range []Form{{}, {Questions: closed.Questions[1:]}} {
		if w := newWalk(none); !w.done() || w.result(Completed).At != "" {
			t.Error("a form with nothing to ask is not done at once")
		}
	}
}

// Every change is reported once, with a copy that stays as it was.
func TestWalkReports(t *testing.T) {
	var got []string
	var kept []Answers
	f := branching()
	f.Changed = func(a Answers, at string, answered bool) {
		got = append(got, fmt.Sprintf("%s %s %t", a.Value("more"), at, answered))
		kept = append(kept, a)
	}
	w := newWalk(f)
	w.next()
	w.set("y")
	w.set("y")
	w.set("yes")
	w.next()
	w.back()
	w.finish()
	want := " more true,y more false,yes more false,yes which true,yes more true,yes bye true"
	if s := strings.Join(got, ","); s != want {
		t.Errorf("reported %s\nwant     %s", s, want)
	}
	if kept[1].Value("more") != "y" {
		t.Error("an answer reported earlier has changed")
	}
	if f.Answers != nil {
		t.Error("the form's own answers were touched")
	}
}

// A question does not see the answer to one that is closed to it.
func TestAskedForgetsClosedBranches(t *testing.T) {
	f := branching()
	asked := f.Asked(Answers{"more": {Value: "no"}, "which": {Value: "that"}})
	var ids []string
	for _, q := range asked {
		ids = append(ids, q.ID)
	}
	if got := strings.Join(ids, " "); got != "hello more bye" {
		t.Errorf("asked %s", got)
	}
}

func TestOptions(t *testing.T) {
	letters := []Option{{'n', "no", "no"}, {'y', "yes", "yes"}, {0, "else", "else"}}
	digits := []Option{{'0', "zero", "zero"}, {'1', "one", "one"}}
	many := make([]Option, 12)
	for _, tt := range []struct {
		options []Option
		word    string
		want    int
	}{
		{letters, "y", 1}, {letters, "Y", 1}, {letters, "2", 1}, {letters, "3", 2}, {letters, "4", -1}, {letters, "0", -1}, {letters, "\x00", -1}, {letters, "", -1},
		{digits, "1", 1}, {digits, "0", 0}, {digits, "2", -1},
		{many, "12", 11}, {many, "13", -1}, {many, "9", 8}, {many, "-1", -1}, {nil, "1", -1},
	} {
		if got := optionByWord(tt.options, tt.word); got != tt.want {
			t.Errorf("%q among %d options is %d, want %d", tt.word, len(tt.options), got, tt.want)
		}
	}
}

func TestSeveralValues(t *testing.T) {
	options := []Option{{'a', "a", ""}, {'b', "b", ""}, {'c', "c", ""}}
	places, others := parts(options, "c,x,a,,y")
	if fmt.Sprint(places, others) != "[2 0] [x y]" {
		t.Errorf("parts are %v %v", places, others)
	}
	if got := joined(options, append(places, 1), others); got != "a,b,c,x,y" {
		t.Errorf("joined as %q", got)
	}
	if got := joined(options, nil, nil); got != "" {
		t.Errorf("nothing joined as %q", got)
	}
}

// A note can tell of words under a question that was closed since.
func TestWalkNote(t *testing.T) {
	f := branching()
	f.Questions[4].NoteOf = func(a Answers) string { return "which: " + a.Value("which") }
	w := newWalk(f)
	w.answers = Answers{"more": {Value: "no"}, "which": {Value: "that"}}
	if w.at = 4; w.question().Note != "which: that" {
		t.Errorf("the note is %q", w.question().Note)
	}
	if f.Questions[4].Note != "" {
		t.Error("the form was changed")
	}
}
