// Package bench measures Afterword: a generator of realistic journals and,
// in its tests, benchmarks of the store and of the whole program. What was
// measured is in docs/performance.md.
package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// RareWord stands in one generated entry of a hundred and in no other.
const RareWord = "lighthouse"

const (
	batchSize = 500 // entries to one transaction
	wordsEach = 160 // words of an entry, about
	years     = 3   // over which the entries are spread
)

// Generate writes n entries into v: about 160 words in three answers, goals,
// measures and two tags, spread over three years to 2026-11-22, with
// RareWord in every hundredth. The same n and seed write the same words.
func Generate(ctx context.Context, v *vault.Vault, n int, seed uint64) error {
	w := writer{rand.New(rand.NewPCG(seed, 0))}
	last := time.Date(2026, time.November, 22, 19, 40, 0, 0, time.UTC)
	apart := time.Duration(years) * 365 * 24 * time.Hour / time.Duration(max(n, 1))
	batch := make([]journal.Thing, 0, batchSize)
	for i := range n {
		at := journal.StampOf(last.Add(-apart*time.Duration(n-1-i)), "Europe/London")
		batch = append(batch, w.entry(at, i%100 == 50))
		if len(batch) < batchSize && i < n-1 {
			continue
		}
		if err := v.Save(ctx, at, batch...); err != nil {
			return fmt.Errorf("generating entry %d of %d: %w", i+1, n, err)
		}
		batch = batch[:0]
	}
	return nil
}

// writer makes up entries.
type writer struct{ *rand.Rand }

func (w writer) entry(at journal.Stamp, rare bool) *journal.Entry {
	goals := journal.Goals()
	first := goals[w.IntN(len(goals))]
	e := &journal.Entry{EntryHead: journal.EntryHead{
		Written: at, Shift: at.Date(), Kind: journal.Reflected, Goals: []journal.Goal{first},
		Visibility: journal.JustMe, Energy: 1 + w.IntN(5), Weight: w.IntN(6), Confidence: w.IntN(6),
		Risk: journal.RiskNone, Tags: w.some(tags(), 2),
	}}
	if w.IntN(8) == 0 {
		e.Visibility = journal.Bring
	}
	if second := goals[w.IntN(len(goals))]; w.IntN(3) == 0 && second != first {
		e.Goals = append(e.Goals, second)
	}
	for i, question := range questions() {
		text := w.text(wordsEach / len(questions()))
		if rare && i == 0 {
			text += " The " + RareWord + " on the ward calendar made us both laugh."
		}
		id := fmt.Sprintf("%s-%d", first, i+1)
		e.Prompts = append(e.Prompts, id)
		e.Answers = append(e.Answers, journal.Answer{Prompt: id, Version: 1, Question: question, Goal: first, Text: text})
	}
	e.Gist = journal.GistOf(e.Answers[0].Text)
	return e
}

// text is sentences with at least the number of words.
func (w writer) text(words int) string {
	var all []string
	for n := 0; n < words; {
		s := w.some(openings(), 1)[0] + " " + w.some(middles(), 1)[0] + " " + w.some(endings(), 1)[0] + "."
		all = append(all, s)
		n += len(strings.Fields(s))
	}
	return strings.Join(all, " ")
}

// some picks n different ones of words.
func (w writer) some(words []string, n int) []string {
	picked := make([]string, n)
	for i, j := range w.Perm(len(words))[:n] {
		picked[i] = words[j]
	}
	return picked
}

func tags() []string {
	return []string{"nights", "handover", "team", "family", "rota", "new-ward", "waiting", "teaching"}
}

func questions() []string {
	return []string{
		"What is one moment from this shift that stays with you?",
		"What did you decide, and what did you have to go on?",
		"What would you like to take to supervision from this?",
	}
}

func openings() []string {
	return []string{
		"In the morning", "After the break", "Towards the end of the shift", "When the ward was full",
		"During handover", "On the way home", "While we waited for the call", "Before the meeting",
	}
}

func middles() []string {
	return []string{
		"I noticed that I was hurrying and", "a colleague asked me to slow down, so", "we went through the plan again and",
		"I said less than I wanted to because", "the person I was with grew quiet, and", "nobody seemed to own the decision, so",
		"I was surer of my footing than last month and", "two of us saw the same thing differently, and",
	}
}

func endings() []string {
	return []string{
		"I let the silence stand for a while", "we wrote down who would do what", "I asked for a second opinion",
		"the family thanked us at the door", "I could not say afterwards what had changed", "it took longer than the rota allows",
		"I want to try the same again with more time", "I would like to understand why it stayed with me",
	}
}
