package cli

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// wordsApp is a run with a journal of its own, a text on standard input,
// and nobody to ask.
func wordsApp(dir, in string) (*app, *bytes.Buffer) {
	talk := new(bytes.Buffer)
	a := newApp(&Env{
		In: strings.NewReader(in), Out: io.Discard, Err: talk, Zone: "Europe/London", Getenv: func(string) string { return "" },
		Now:      func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) },
		Terminal: Terminal{Size: func() (int, int) { return 80, 24 }},
		Dirs:     Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")},
	})
	a.flags.passphraseFD = -1
	return a, talk
}

// A word that is a name is asked about before it is allowed everywhere, and
// not in one entry.
func TestAllowAName(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	isName := func(word string) bool { return journal.Fold(word) == "rowan" }
	for _, tt := range []struct {
		name, in string
		yes      bool
		want     int    // the status
		allowed  string // in the end
	}{
		{"no name", "Gibbs\n", false, StatusDone, "Gibbs"},
		{"a name, unasked", "Johns\nROWAN\n", false, StatusMisused, "Gibbs"},
		{"a name, with a yes", "Rowan\n", true, StatusDone, "Gibbs Rowan"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, talk := wordsApp(dir, tt.in)
			defer a.close()
			a.flags.yes = tt.yes
			got := StatusDone
			if err := a.allow(ctx, "", 0, isName); err != nil {
				got = status(err)
			}
			if got != tt.want {
				t.Fatalf("ends with status %d, want %d; it said %s", got, tt.want, talk)
			}
			if got := strings.Join(a.guard(ctx).Lexicon.Allowed, " "); got != tt.allowed {
				t.Errorf("allowed are %q, want %q", got, tt.allowed)
			}
		})
	}
}

// The guard has the words that count where it looks, and is read once.
func TestGuardFor(t *testing.T) {
	ctx := context.Background()
	a, _ := wordsApp(t.TempDir(), "")
	defer a.close()
	if g := a.guard(ctx); g.Profile != privacy.UK || len(g.Lexicon.Own) != 0 {
		t.Errorf("with no journal the guard is %+v", g)
	}
	v, err := a.create(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, l := new(journal.Settings), new(journal.Lexicon)
	for name, thing := range map[string]journal.Thing{"settings": s, "lexicon": l} {
		if err := v.Named(ctx, name, thing); err != nil {
			t.Fatal(err)
		}
	}
	here, there := journal.ID{1}, journal.ID{2}
	s.Region = "IE"
	l.Own, l.Labels = []journal.OwnWord{{Text: "Harbour Ward", Kind: journal.WordWorkplace}}, []string{"heron-3"}
	l.Allowed = []journal.AllowedWord{{Text: "Gibbs"}, {Text: "Rowan", Entry: here}, {Text: "Ellis", Entry: here, Place: v.Keyed("this text")}}
	if err := v.Save(ctx, a.stamp(), s, l); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		guard privacy.Guard
		want  string
	}{
		{"anywhere", a.guard(ctx), "Gibbs"},
		{"another entry", a.guardFor(ctx, there, "this text"), "Gibbs"},
		{"the entry", a.guardFor(ctx, here), "Gibbs Rowan"},
		{"another text of it", a.guardFor(ctx, here, "that text"), "Gibbs Rowan"},
		{"the text", a.guardFor(ctx, here, "this text"), "Gibbs Rowan Ellis"},
	} {
		g := tt.guard
		if got := strings.Join(g.Lexicon.Allowed, " "); got != tt.want {
			t.Errorf("%s: allowed are %q, want %q", tt.name, got, tt.want)
		}
		if g.Profile != privacy.IE || strings.Join(g.Lexicon.Own, "") != "Harbour Ward" || strings.Join(g.Lexicon.Aliases, "") != "heron-3" {
			t.Errorf("%s: the guard is %+v", tt.name, g)
		}
	}
}
