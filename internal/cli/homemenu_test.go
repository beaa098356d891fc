package cli_test

import (
	"strings"
	"testing"
)

// The menu of a journal just begun says in three lines how it is used.
func TestHomeOfAnEmptyJournal(t *testing.T) {
	p := newPractice(t, "2026-03-04")
	p.run("", "settings --shift day")
	_, talk := p.on(true, "x\n", "--accessible")
	for _, text := range []string{"The journal has begun.", "After a day, q asks a few short questions.", "With more time, r asks deeper ones", "p makes a page or two of what you choose"} {
		if !strings.Contains(strings.Join(strings.Fields(talk), " "), text) {
			t.Errorf("it does not say %q:\n%s", text, talk)
		}
	}
	if strings.Contains(talk, "Look back") {
		t.Errorf("there is nothing to look back at:\n%s", talk)
	}
}

// Choosing a suggestion begins what it suggests; where nothing waits, that
// is what is said.
func TestHomeTakesUpASuggestion(t *testing.T) {
	p := newPractice(t, "2026-03-04")
	p.run("We promised, and were late.", "add --goal accountability")
	p.day = p.day.AddDate(0, 0, 49)
	p.run("A calm day.", "add --goal support --goal ethics --goal culture --goal quality --goal development --goal reflection --goal independence")
	_, talk := p.on(true, "1\n\nIt is kept now.\n.\n.\n.\ne\nSend the letter.\n\n\n", "--accessible")
	for _, text := range []string{"1. Nothing on accountability since 4 March: a question for it?", "Is there something you will do?", "Kept as "} {
		if !strings.Contains(talk, text) {
			t.Errorf("it does not say %q:\n%s", text, talk)
		}
	}
	p.shows("list --json", `"accountability"`, `"gist": "It is kept now."`)
	if out, _ := p.run("", "--json"); !strings.Contains(out, `"suggestions": []`) {
		t.Errorf("it still suggests something:\n%s", out)
	}
}
