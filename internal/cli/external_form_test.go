//go:build external && linux

package cli_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// formTakes is how long it takes here, where the machine may be busy, from
// keys in a form with a few words until the screen says what came of them.
func (p person) formTakes(t *testing.T, keys, said string) time.Duration {
	t.Helper()
	s := p.sitsDown(t, "add", "--date", "today")
	s.sees("What would you like to keep?")
	s.types("a round that is let through")
	s.sees("let through")
	begun := time.Now()
	s.types(keys)
	s.sees(said)
	defer s.kill()
	return time.Since(begun)
}

// killedForms kills the program at random moments of a form: while words
// are typed and a draft is sealed, and while the finished note is saved.
// Whatever the screen acknowledged by then must be there afterwards.
func killedForms(t *testing.T, p person, times int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	p.runs(t, 0, "The first.\n", "add")
	saving, sealing := p.formTakes(t, "\x04", "Kept as"), p.formTakes(t, ".", "draft kept")
	saved, drafted := 2, 1
	for i := range times {
		s := p.sitsDown(t, "add", "--date", "today")
		s.sees("What would you like to keep?")
		s.types(fmt.Sprintf("round %d has words", i))
		takes := sealing
		if i%4 != 0 {
			s.sees("has words")
			s.types("\x04") // ctrl+d: finished
			takes = saving
		}
		end := time.NewTimer(time.Duration(random.Int64N(int64(takes * 5 / 2))))
		<-end.C
		s.kill()
		switch shown := s.screen.String(); {
		case strings.Contains(shown, "Kept as"):
			saved++
		case strings.Contains(shown, "draft kept"):
			drafted++
		}
	}
	entries, _ := p.runs(t, 0, "", "list", "--json", "--limit", "0")
	drafts, _ := p.runs(t, 0, "", "drafts", "--json")
	nEntries, nDrafts := strings.Count(entries, `"revision"`), strings.Count(drafts, `"flow"`)
	if nEntries < saved {
		t.Errorf("%d notes were acknowledged and %d are there", saved, nEntries)
	}
	if nEntries+nDrafts < saved+drafted {
		t.Errorf("%d notes and %d drafts were acknowledged; %d and %d are there", saved, drafted, nEntries, nDrafts)
	}
	if saved < 3 || drafted < 2 {
		t.Errorf("the kills never came late enough to test anything: %d saved, %d drafts", saved, drafted)
	}
	t.Logf("%d notes and %d drafts were acknowledged before the kill; %d and %d are there", saved, drafted, nEntries, nDrafts)
	p.runs(t, 0, "", "verify")
}
