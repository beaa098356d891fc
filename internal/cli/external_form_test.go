//go:build external && linux

package cli_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// killedForms kills the program at random moments of a form: while words
// are typed and a draft is sealed, and while the finished note is saved.
// Whatever the screen acknowledged by then must be there afterwards.
func killedForms(t *testing.T, p person, times int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	p.runs(t, 0, "The first.\n", "add")
	saved, drafted := 1, 0
	for i := range times {
		s := p.sitsDown(t, "add", "--date", "today")
		s.sees("What would you like to keep?")
		s.types(fmt.Sprintf("round %d has words", i))
		longest := 2500 * time.Millisecond // a draft is sealed, and that is shown, each second
		if i%4 != 0 {
			s.sees("has words")
			s.types("\x04") // ctrl+d: finished
			longest = 120 * time.Millisecond
		}
		end := time.NewTimer(time.Duration(random.Int64N(int64(longest))))
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
	if saved < 2 || drafted == 0 {
		t.Errorf("the kills never came late enough to test anything: %d saved, %d drafts", saved, drafted)
	}
	t.Logf("%d notes and %d drafts were acknowledged before the kill; %d and %d are there", saved, drafted, nEntries, nDrafts)
	p.runs(t, 0, "", "verify")
}
