package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
)

func TestPrepareHint(t *testing.T) {
	for next, want := range map[journal.Date]string{
		"": "", "2026-03-01": "", "2026-03-02": ", which is today", "2026-03-03": ", which is tomorrow",
		"2026-03-09": ", in 7 days", "2026-03-10": "",
	} {
		w := waiting{next: next}
		if got := w.prepareHint("2026-03-02"); got != want {
			t.Errorf("with the next session on %q the hint is %q, want %q", next, got, want)
		}
	}
}

// What is rare in a period is asked about and never graded; where all is
// alike, nothing is said.
func TestBalance(t *testing.T) {
	f, err := functions()
	if err != nil {
		t.Fatal(err)
	}
	about := func(goals ...journal.Goal) journal.EntryHead {
		return journal.EntryHead{Kind: journal.Quick, Shift: "2026-03-01", Goals: goals}
	}
	all := journal.Goals()
	few := journal.Tally([]journal.EntryHead{about(all...), about(all[1:]...), about(all...), about(all...)}, nil, f)
	if got, want := strings.Join(balance(few, joined), "\n"), "Least in these entries: development (3 of 4). Is that as you want it?"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	gap := strings.Join(balance(journal.Tally([]journal.EntryHead{about(journal.Support)}, nil, f), joined), "\n")
	if strings.Contains(gap, "Least") {
		t.Errorf("of one entry it says %q", gap)
	}
	if !strings.Contains(gap, "Nothing formative or normative in this time. Is that as you want it?") {
		t.Errorf("a gap is told as %q", gap)
	}
	for name, entries := range map[string][]journal.EntryHead{"all alike": {about(all...)}, "no goal at all": {about()}} {
		if got := balance(journal.Tally(entries, nil, f), joined); len(got) > 0 {
			t.Errorf("%s: it says %q", name, got)
		}
	}
}

// Everything that a form of this path says uses the person's own words.
func TestPrepareUsesOwnWords(t *testing.T) {
	s := newApp(&Env{Getenv: func(string) string { return "" }, Dirs: Dirs{Data: t.TempDir(), Config: t.TempDir()}})
	e := &journal.Entry{EntryHead: journal.EntryHead{Shift: "2026-03-01", Energy: 3, Aliases: []string{"heron-3"}, Visibility: journal.JustMe, Goals: journal.Goals()}}
	e.ID = journal.ID{1}
	act := &journal.Action{ActionHead: journal.ActionHead{State: journal.ActionOpen}}
	act.ID = journal.ID{2}
	p := &preparing{app: s, words: wording{Person: "service user", Shift: "day", Supervision: "clinical consultation"},
		was:   &survey{entries: []*journal.Entry{e}, actions: []*journal.Action{act}, session: "2026-02-01", last: lastPack{day: "2026-02-02"}},
		draft: &journal.Draft{Answers: map[string]string{"from": anyDay, entryID(e): "bring"}, Skipped: map[string]bool{}}}
	s.Env.Now = at("2026-03-02")
	for _, step := range p.stages() {
		f, err := step.form(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Questions) == 0 {
			t.Errorf("the step %q asks nothing", step.name)
		}
		texts := []string{f.Title}
		for _, q := range f.Questions {
			texts = append(texts, q.Title, q.Note)
			for _, o := range q.Options {
				texts = append(texts, o.Label)
			}
		}
		for _, word := range []string{"shift", "client", "supervision"} {
			if says(strings.Join(texts, "\n"), word) {
				t.Errorf("the step %q says %s:\n%s", step.name, word, strings.Join(texts, "\n"))
			}
		}
	}
}

// at is a clock that stands still at noon of a day.
func at(day journal.Date) func() time.Time {
	return func() time.Time { return day.Time().Add(12 * time.Hour) }
}

// What was marked never after it was chosen stays out and stays marked,
// whatever the draft says.
func TestPrepareNeverMeanwhile(t *testing.T) {
	dir := t.TempDir()
	run := func(in string, args ...string) (talk string, err error) {
		t.Helper()
		var out, said bytes.Buffer
		a := newApp(&Env{In: strings.NewReader(in), Out: &out, Err: &said, Getenv: func(string) string { return "" },
			Now: at("2026-03-02"), Zone: "Europe/London", Terminal: Terminal{Size: func() (int, int) { return 0, 0 }},
			Dirs: Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config")}})
		defer a.close()
		err = a.root().run(t.Context(), args)
		return out.String() + said.String(), err
	}
	for _, step := range []struct {
		in   string
		args []string
		is   error
	}{
		{"A calm handover.", []string{"add", "--visibility", "bring"}, nil},
		{"An unspoken thing.", []string{"add"}, nil},
		{"\n\n\nf\n1\n:quit\n", []string{"prepare", "--accessible", "--out", filepath.Join(dir, "pack.md")}, errLeft},
		{"", []string{"never", "last"}, nil},
		{":done\n:done\n:done\n\n\ny\n", []string{"resume", "--accessible"}, nil},
	} {
		if talk, err := run(step.in, step.args...); !errors.Is(err, step.is) {
			t.Fatalf("%v: %v\n%s", step.args, err, talk)
		}
	}
	pack, err := os.ReadFile(filepath.Join(dir, "pack.md"))
	if err != nil || !strings.Contains(string(pack), "calm") || strings.Contains(string(pack), "unspoken") {
		t.Errorf("the pack is %s, %v", pack, err)
	}
	if talk, err := run("", "list", "--visibility", "never"); err != nil || !strings.Contains(talk, "unspoken") {
		t.Errorf("it is not marked never any more: %v\n%s", err, talk)
	}
}
