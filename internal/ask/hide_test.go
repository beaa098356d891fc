package ask

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	pressAny = "Hidden. Press any key to go on."
	typePass = "Hidden. Type the passphrase to go on."
)

// marked is a form in which every text has the word marker.
func marked(lock Lock) Form {
	return Form{
		Title: "marker title", Notice: "marker notice", Support: "marker support", Lock: lock,
		Status: func() string { return "marker status" },
		Questions: []Question{
			{ID: "card", Kind: Card, Title: "marker card", Uncounted: true},
			{ID: "pick", Kind: Choice, Title: "marker choice", Options: []Option{{'n', "no", "marker no"}, {'y', "yes", "marker yes"}}},
			{ID: "many", Kind: Several, Title: "marker several", Options: []Option{{'x', "x", "marker x"}}},
			{ID: "line", Kind: Line, Title: "marker line"},
			{ID: "pass", Kind: Secret, Title: "marker secret"},
			{ID: "words", Kind: Text, Title: "marker text"},
		},
		Answers: Answers{"line": {Value: "marker"}, "words": {Value: "marker words"}, "pass": {Value: "marker"}},
	}
}

// blank fails unless the screen has nothing but the one line.
func blank(t *testing.T, m *model, line string) {
	t.Helper()
	d := drawn(m)
	if strings.Join(strings.Fields(d), " ") != line {
		t.Errorf("the screen is not blank but for %q:\n%s", line, d)
	}
	if rows := strings.Count(d, "\n") + 1; rows != m.height {
		t.Errorf("%d rows are drawn of %d", rows, m.height)
	}
}

// pass lets seconds go by.
func pass(m *model, seconds int) {
	for range seconds {
		m.Update(tickMsg{})
	}
}

// From every page and every kind of question either key blanks all of the
// screen, and any key brings back what was there, and does no more.
func TestHideEverywhere(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}, {30, 4}} {
		for _, q := range marked(Lock{}).Questions {
			for _, page := range []tea.KeyType{tea.KeyCtrlAt, tea.KeyEsc, tea.KeyF1} {
				for _, key := range []tea.KeyType{tea.KeyF9, tea.KeyCtrlBackslash} {
					f := marked(Lock{})
					f.At = q.ID
					m := screened(f, Screen{Width: size[0], Height: size[1], Color: true})
					feed(m, page)
					before := m.View()
					feed(m, key)
					blank(t, m, pressAny)
					feed(m, "x", "yes\tmore", tea.KeyEnter, paste("pasted"), tea.KeyTab, tea.KeyEsc, tea.KeyCtrlE)
					blank(t, m, pressAny)
					feed(m, revealMsg{})
					if after := m.View(); after != before {
						t.Errorf("%s: it was\n%s\nand came back as\n%s", q.ID, before, after)
					}
				}
			}
		}
	}
}

// The cursor is where it was, and nothing was told of the keys.
func TestHideKeepsPlace(t *testing.T) {
	f := marked(Lock{})
	f.At = "words"
	told := 0
	f.Changed = func(Answers, string, bool) { told++ }
	f.Edit = func(context.Context, string) (string, error) {
		t.Error("the editor was started")
		return "", nil
	}
	m := screened(f, Screen{})
	feed(m, tea.KeyLeft, tea.KeyF9, "lost", tea.KeyCtrlE, tea.WindowSizeMsg{Width: 40, Height: 15})
	blank(t, m, pressAny)
	if told != 0 {
		t.Errorf("%d changes were told", told)
	}
	feed(m, revealMsg{}, "!")
	if got := m.walk.value(); got != "marker word!s" {
		t.Errorf("the answer is %q", got)
	}
	if told != 1 {
		t.Errorf("%d changes were told, want 1", told)
	}
}

// The key pressed twice in haste hides; a second later it returns.
func TestHideTwice(t *testing.T) {
	m := screened(marked(Lock{}), Screen{})
	feed(m, tea.KeyF9, tea.KeyF9, tea.KeyCtrlBackslash, revealMsg{})
	blank(t, m, pressAny)
	pass(m, 1)
	feed(m, tea.KeyF9, revealMsg{})
	if m.cover.on {
		t.Error("it stays hidden")
	}
}

func TestHidePauseCard(t *testing.T) {
	m := screened(marked(Lock{}), Screen{Width: 40, Height: 15})
	feed(m, tea.KeyEsc)
	if d := drawn(m); !strings.Contains(d, "h  hide the screen (f9)") || !strings.Contains(d, "q  leave") {
		t.Errorf("the pause card is\n%s", d)
	}
	feed(m, "h")
	blank(t, m, pressAny)
	feed(m, "q", revealMsg{})
	if m.page != asking || m.ended {
		t.Error("it did not return to the question")
	}
}

// opens is a lock that a passphrase opens, and counts the tries.
func opens(with string, tries *int) func(context.Context, string) bool {
	return func(_ context.Context, secret string) bool { *tries++; return secret == with }
}

// try types a passphrase and carries out what Enter asks for.
func try(t *testing.T, m *model, keys ...any) {
	t.Helper()
	feed(m, keys...)
	_, cmd := m.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if d := drawn(m); !strings.Contains(d, "Checking.") || strings.Contains(d, "marker") || cmd == nil {
		t.Fatalf("nothing is checked:\n%s", d)
	}
	feed(m, "typed meanwhile", tea.KeyEnter)
	m.Update(cmd())
}

func TestLockIdle(t *testing.T) {
	tries := 0
	f := marked(Lock{After: 5 * time.Second, Grace: time.Minute, Open: opens("two  wörds ", &tries)})
	f.At = "words"
	m := screened(f, Screen{})
	pass(m, 4)
	feed(m, "!")
	pass(m, 4)
	if m.cover.on {
		t.Fatal("hidden before its time")
	}
	pass(m, 1)
	if d := drawn(m); !strings.HasPrefix(strings.TrimSpace(d), typePass) || strings.Contains(d, "marker") {
		t.Fatalf("the screen is\n%s", d)
	}
	if _, cmd := m.Update(tea.KeyMsg{Type: tea.KeyEnter}); cmd != nil {
		t.Error("nothing was typed, and it is checked")
	}
	try(t, m, "marker")
	if d := drawn(m); !strings.Contains(d, "That does not open it.") || strings.Contains(d, "*") {
		t.Errorf("after the wrong passphrase the screen is\n%s", d)
	}
	pass(m, 100)
	try(t, m, "two", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, " wörds ")
	if m.cover.on || m.walk.value() != "marker words!" || tries != 2 {
		t.Errorf("hidden %t, the answer is %q after %d tries", m.cover.on, m.walk.value(), tries)
	}
	pass(m, 4)
	if m.cover.on {
		t.Error("hidden again before its time")
	}
}

func TestLockGrace(t *testing.T) {
	for _, tt := range []struct {
		name    string
		lock    Lock
		seconds int
		asks    bool
	}{
		{"within", Lock{Grace: 10 * time.Second}, 9, false},
		{"after", Lock{Grace: 10 * time.Second}, 10, true},
		{"none", Lock{}, 0, true},
		{"idle within it", Lock{After: 5 * time.Second, Grace: time.Minute}, 5, true},
		{"nothing to open", Lock{After: 5 * time.Second}, 50, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tries := 0
			if tt.name != "nothing to open" {
				tt.lock.Open = opens("right", &tries)
			}
			m := screened(marked(tt.lock), Screen{})
			feed(m, tea.KeyF9)
			pass(m, tt.seconds)
			want := pressAny
			if tt.asks {
				want = typePass
			}
			if d := drawn(m); strings.TrimSpace(d) != want {
				t.Fatalf("the screen is\n%s", d)
			}
			if tt.asks {
				try(t, m, "right")
			} else {
				feed(m, "right", tickMsg{}, revealMsg{})
			}
			if m.cover.on || (tries > 0) != tt.asks {
				t.Errorf("hidden %t after %d tries", m.cover.on, tries)
			}
		})
	}
}

// A passphrase typed on the hidden screen is drawn as marks at every size,
// and an interruption there keeps all that was typed.
func TestLockDrawn(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}, {30, 6}, {20, 3}} {
		tries := 0
		m := screened(marked(Lock{Open: opens("", &tries)}), Screen{Width: size[0], Height: size[1], Color: true})
		feed(m, tea.KeyF9, "marker marker", tea.KeyF2, tea.KeyF1, tea.KeyTab, tea.KeyEsc)
		d := drawn(m)
		if strings.Contains(d, "marker") || strings.Count(d, "•") != 13 || strings.Count(d, "\n")+1 != size[1] {
			t.Errorf("at %v the screen is\n%s", size, d)
		}
		feed(m, paste("two\nlines"))
		if d := drawn(m); size[1] > 6 && !strings.Contains(d, "Not added: it is more than one line.") {
			t.Errorf("the refusal is not said:\n%s", d)
		}
		feed(m, tea.KeyCtrlC)
		if r := m.walk.result(m.end); r.End != Interrupted || r.Answers.Value("words") != "marker words" {
			t.Errorf("ended %v with %v", r.End, r.Answers)
		}
	}
}

// An editor that is open is not idleness, and the key for hiding typed
// before it stands hides once it has gone.
func TestLockEditor(t *testing.T) {
	f := marked(Lock{After: 2 * time.Second})
	f.At = "words"
	f.Edit = func(_ context.Context, text string) (string, error) { return text, nil }
	m := screened(f, Screen{})
	pass(m, 1)
	feed(m, tea.KeyCtrlE)
	pass(m, 5)
	feed(m, tea.KeyF9, "lost")
	if m.cover.on {
		t.Fatal("hidden while the editor is open")
	}
	feed(m, editedMsg{&editor{m: m, text: "edited"}, nil})
	blank(t, m, pressAny)
	if m.walk.value() != "edited" {
		t.Errorf("the answer is %q", m.walk.value())
	}
}

// The line of keys stays one line, and names the key for hiding where
// there is room.
func TestHideHelpLine(t *testing.T) {
	for _, q := range marked(Lock{}).Questions {
		f := marked(Lock{})
		f.At = q.ID
		f.Edit = func(_ context.Context, text string) (string, error) { return text, nil }
		m := screened(f, Screen{})
		if line := m.helpLine(); !strings.Contains(line, "f9 hide") || q.written() != strings.Contains(line, "ctrl+e") {
			t.Errorf("%s at 80 columns: %q", q.ID, line)
		}
		m = screened(f, Screen{Width: 40, Height: 15})
		rows := strings.Split(drawn(m), "\n")
		if last := rows[len(rows)-1]; len(rows) != 15 || !strings.HasSuffix(last, "esc more") || len([]rune(last)) > 39 {
			t.Errorf("%s at 40 columns: %q", q.ID, last)
		}
		if slices.ContainsFunc(rows, func(r string) bool { return len([]rune(r)) > 40 }) {
			t.Errorf("%s: a row is too wide", q.ID)
		}
	}
}

// A lid that was closed for longer than the idle time finds the screen
// hidden when it is opened again.
func TestSleepCountsAsIdleness(t *testing.T) {
	m := screened(marked(Lock{After: 5 * time.Minute}), Screen{Width: 80, Height: 24})
	at := time.Date(2026, 11, 23, 22, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		later  time.Duration
		hidden bool
	}{{0, false}, {time.Second, false}, {time.Hour, true}} {
		at = at.Add(step.later)
		if m.Update(tickMsg{at}); m.cover.on != step.hidden {
			t.Errorf("after %v the screen is hidden: %t", step.later, m.cover.on)
		}
	}
}
