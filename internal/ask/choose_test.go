package ask

import (
	"context"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// choosing is the full screen's model at a question with two options, and
// one more question after it.
func choosing(kind Kind, note, answer string, width, height int) *model {
	f := Form{
		Title: "Reflection", Support: "Call someone.",
		Questions: []Question{
			{ID: "q", Kind: kind, Title: "Which?", Note: note, Options: []Option{{'y', "yes", "yes"}, {'n', "no", "no"}}},
			{ID: "after", Kind: Line, Title: "And then?"},
		},
		Answers: Answers{},
	}
	if answer != "" {
		f.Answers["q"] = Answer{Value: answer}
	}
	return newModel(context.Background(), f, Screen{Out: io.Discard, Width: width, Height: height})
}

// hits gives the model keys by name; a letter stands for itself.
func hits(m *model, keys string) {
	named := map[string]tea.KeyType{"enter": tea.KeyEnter, "tab": tea.KeyTab, "ctrl+d": tea.KeyCtrlD, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "esc": tea.KeyEsc}
	for name := range strings.FieldsSeq(keys) {
		if k, ok := named[name]; ok {
			m.Update(tea.KeyMsg{Type: k})
		} else {
			m.Update(typed(name))
		}
	}
}

// A choice that must be made is not passed without one, by any key that
// goes on, in either driver; what was chosen can be kept.
func TestChoiceThatMustBeMade(t *testing.T) {
	for _, tt := range []struct{ name, answer, keys, typed, at, want string }{
		{"enter", "", "enter", "\n", "q", ""},
		{"enter again", "", "enter enter", "\n\n", "q", ""},
		{"tab, or skip", "", "tab", ":skip\n", "q", ""},
		{"tab beside a marker", "", "down tab", "y\n", "after", "yes"},
		{"a key after all", "", "enter n", "\nn\n", "after", "no"},
		{"kept", "no", "enter", "\n", "after", "no"},
		{"not cleared", "no", "tab", "-\n\n", "after", "no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := choosing(Choice, "", tt.answer, 80, 24)
			m.walk.form.Questions[0].Must = true
			m.move()
			hits(m, tt.keys)
			at, said := m.walk.open(), ansi.Strip(m.View())
			if got := m.walk.answers["q"]; at != tt.at || got.Value != tt.want || got.Skipped {
				t.Errorf("at %s with %+v, want %s with %q", at, got, tt.at, tt.want)
			}
			if strings.Contains(said, "tab skip") {
				t.Errorf("skipping is offered:\n%s", said)
			}
			f := choosing(Choice, "", tt.answer, 80, 24).walk.form
			f.Questions[0].Must = true
			r, out := linear(t, f, tt.typed)
			if got := r.Answers["q"]; got.Value != tt.want || got.Skipped || strings.Contains(out, "And then?") != (tt.at == "after") {
				t.Errorf("line by line %+v, want %q at %s:\n%s", got, tt.want, tt.at, out)
			}
		})
	}
}

// Nothing is suggested: an option is taken only where the person, or an
// earlier answer, has put the marker on it.
func TestChoiceIsNotPreselected(t *testing.T) {
	for _, tt := range []struct {
		name   string
		kind   Kind
		answer string
		keys   string
		at     string
		want   string // "-" for skipped, empty for no answer yet
		marker string // the option marked, where the question is still open
	}{
		{"choice untouched", Choice, "", "", "q", "", ""},
		{"choice enter", Choice, "", "enter", "after", "-", ""},
		{"choice tab", Choice, "", "tab", "after", "-", ""},
		{"choice key", Choice, "", "n", "after", "no", ""},
		{"choice down", Choice, "", "down", "q", "", "> y  yes"},
		{"choice up", Choice, "", "up", "q", "", "> n  no"},
		{"choice down enter", Choice, "", "down enter", "after", "yes", ""},
		{"choice down down enter", Choice, "", "down down enter", "after", "no", ""},
		{"choice down tab", Choice, "", "down tab", "after", "-", ""},
		{"choice answered", Choice, "no", "", "q", "no", "> n  no"},
		{"choice answered enter", Choice, "no", "enter", "after", "no", ""},
		{"choice answered up enter", Choice, "no", "up enter", "after", "yes", ""},
		{"choice answered otherwise enter", Choice, "maybe", "enter", "after", "maybe", ""},
		{"card untouched", Card, "", "", "q", "", ""},
		{"card enter", Card, "", "enter", "q", "", ""},
		{"card tab", Card, "", "tab", "after", "-", ""},
		{"card key", Card, "", "y", "after", "yes", ""},
		{"card enter key", Card, "", "enter n", "after", "no", ""},
		{"card down enter", Card, "", "down enter", "after", "yes", ""},
		{"card answered enter", Card, "no", "enter", "after", "no", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := choosing(tt.kind, "", tt.answer, 80, 24)
			hits(m, tt.keys)
			if got := m.walk.open(); got != tt.at {
				t.Errorf("at %s, want %s", got, tt.at)
			}
			if a := m.walk.answers["q"]; a.Skipped != (tt.want == "-") || !a.Skipped && a.Value != tt.want {
				t.Errorf("answered %q, skipped %t, want %q", a.Value, a.Skipped, tt.want)
			}
			drawn := ansi.Strip(m.View())
			if tt.at == "q" && (strings.Contains(drawn, "> ") != (tt.marker != "") || !strings.Contains(drawn, tt.marker)) {
				t.Errorf("want the marker %q in\n%s", tt.marker, drawn)
			}
			if asked := strings.Contains(drawn, "press a letter"); asked != (tt.name == "card enter") {
				t.Errorf("asks for a letter: %t", asked)
			}
		})
	}
}

// A narrower screen brings no marker, and does not lose one.
func TestChoiceMarkerAfterResize(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{{"", "-"}, {"down", "yes"}} {
		m := choosing(Choice, "", "", 80, 24)
		hits(m, tt.keys)
		m.Update(tea.WindowSizeMsg{Width: 40, Height: 15})
		hits(m, "enter")
		if a := m.walk.answers["q"]; a.Skipped != (tt.want == "-") || !a.Skipped && a.Value != tt.want {
			t.Errorf("after %q answered %q, skipped %t, want %q", tt.keys, a.Value, a.Skipped, tt.want)
		}
	}
}

// What is longer than the screen is read to its end before Enter goes on.
func TestEnterReadsOn(t *testing.T) {
	note := numbered(40) + "\nthe end of it"
	for _, tt := range []struct {
		name    string
		kind    Kind
		options bool
		key     string
		pages   bool // whether the key reads on first
		then    string
	}{
		{"card enter", Card, false, "enter", true, "after"},
		{"card tab", Card, false, "tab", true, "after"},
		{"card ctrl+d", Card, false, "ctrl+d", true, "after"},
		{"card with options enter", Card, true, "enter", true, "q"},
		{"card with options tab", Card, true, "tab", false, "after"},
		{"card with options key", Card, true, "y", false, "after"},
		{"choice enter", Choice, true, "enter", true, "after"},
		{"choice tab", Choice, true, "tab", false, "after"},
		{"choice key", Choice, true, "n", false, "after"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := choosing(tt.kind, note, "", 40, 15)
			if !tt.options {
				m.walk.form.Questions[0].Options = nil
				m.open()
			}
			footer := func() string { rows := strings.Split(ansi.Strip(m.View()), "\n"); return rows[len(rows)-1] }
			if !strings.Contains(footer(), "enter read on") {
				t.Errorf("the keys are %q", footer())
			}
			presses := 0
			for m.walk.open() == "q" && !strings.Contains(m.View(), "the end of it") && presses < 100 {
				hits(m, tt.key)
				presses++
			}
			if (presses > 1) != tt.pages {
				t.Fatalf("%d presses to the end, or to the next question", presses)
			}
			if tt.pages {
				if m.walk.open() != "q" || strings.Contains(footer(), "read on") {
					t.Errorf("at %s with the keys %q at the end", m.walk.open(), footer())
				}
				hits(m, "home esc esc "+tt.key) // it stays read
			}
			if got := m.walk.open(); got != tt.then {
				t.Errorf("then at %s, want %s", got, tt.then)
			}
		})
	}
}

// Where room is short the way back gives way before support, and the way
// to everything else never does.
func TestKeysAtForty(t *testing.T) {
	for _, kind := range []Kind{Text, Line, Choice, Several, Card, Secret} {
		for _, note := range []string{"", numbered(40)} {
			m := choosing(kind, note, "", 40, 15)
			if line := m.helpLine(); !strings.Contains(line, "f1 support") || !strings.HasSuffix(line, "esc more") || ansi.StringWidth(line) > 39 {
				t.Errorf("kind %d, note of %d bytes: %q", kind, len(note), line)
			}
		}
	}
	m := choosing(Choice, "", "", 80, 24)
	if want := "press a key · tab skip · shift+tab back · f1 support · f9 hide · esc more"; m.helpLine() != want {
		t.Errorf("the keys are %q", m.helpLine())
	}
}

// The key that hides the screen is told wherever there is room for it, before
// the way back.
func TestKeysTellOfHiding(t *testing.T) {
	for _, width := range []int{52, 60, 80} {
		m := choosing(Choice, "", "", width, 24)
		m.walk.form.Questions[0].Whole = func() string { return "all of it" }
		if line := m.helpLine(); !strings.Contains(line, "f9 hide") || ansi.StringWidth(line) > m.room() {
			t.Errorf("%d columns: %q", width, line)
		}
	}
}

// On a narrow screen what is needed to answer stays: how far it is, and the
// key that ticks.
func TestNarrowScreenKeepsWhatIsNeeded(t *testing.T) {
	m := choosing(Several, "", "", 40, 24)
	m.walk.form.Title = "Prepare: what to bring, in the demo journal"
	m.move()
	drawn := ansi.Strip(m.View())
	for _, want := range []string{"Prepare: what to bring", "...  1 of 2", "space ticks · f1 support · esc more"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("%q is not on the screen:\n%s", want, drawn)
		}
	}
}
