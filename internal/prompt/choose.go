package prompt

import (
	"math/rand/v2"
	"slices"

	"afterword/internal/journal"
)

// Choice says what to choose from and what was asked before. The same
// Choice of the same catalogue always gives the same prompts.
type Choice struct {
	Goals   []journal.Goal       // asked in turn, in this order; empty for all eight, drawn
	Depth   Depth                // Quick where it is empty
	Count   int                  // how many prompts, if there are as many
	Heavy   bool                 // the day was heavy: whatever the depth, only the steadying prompts
	Asked   []string             // ids of prompts asked before, the latest first
	Visited map[journal.Goal]int // days since a goal was last visited; absent for never
	Seed    uint64
}

// Choose returns up to Count prompts to ask, no two the same, none
// retired, and none of frameworks or the deeper ladder.
//
// With Goals given, each has its turn in the order given, round after
// round, and gives a prompt never asked, or, where it has none left, the
// one asked longest ago. With no Goals, a prompt never asked goes first
// whichever its goal; among the goals that have one (or, when all were
// asked, among all goals, each giving its oldest) those with the fewest
// prompts in this set are in the draw, with the weight
//
//	1 + min(days since the last visit, 28) / 7
//
// and 5 for a goal never visited. So a goal left alone for four weeks is
// five times as likely to come up as one visited today, and none is shut
// out.
//
// The first prompt is never a challenge, and of any three in a row at
// most one is, unless more than three are wanted and nothing else is
// left. After a heavy day the prompts are quick, OKWhenHeavy and never a
// challenge. Rules of valence come before those of repetition.
func (c *Catalogue) Choose(ch Choice) []Prompt {
	t := c.newTable(ch)
	for len(t.set) < ch.Count {
		p, ok := t.next()
		if !ok {
			break
		}
		t.set = append(t.set, p)
	}
	return t.set
}

// table is a choice under way.
type table struct {
	choice Choice
	goals  []journal.Goal
	left   map[journal.Goal][]Prompt
	used   map[journal.Goal]int
	asked  map[string]int // 0 for the latest
	random *rand.Rand
	set    []Prompt
}

func (c *Catalogue) newTable(ch Choice) *table {
	t := &table{
		choice: ch,
		left:   map[journal.Goal][]Prompt{},
		used:   map[journal.Goal]int{},
		asked:  map[string]int{},
		random: rand.New(rand.NewPCG(ch.Seed, 0)),
	}
	for _, g := range ch.Goals {
		if !slices.Contains(t.goals, g) {
			t.goals = append(t.goals, g)
		}
	}
	if len(t.goals) == 0 {
		t.goals = journal.Goals()
	}
	for i, id := range ch.Asked {
		if _, known := t.asked[id]; !known {
			t.asked[id] = i
		}
	}
	depth := ch.Depth
	if depth == "" || ch.Heavy {
		depth = Quick
	}
	for _, p := range c.Prompts(Filter{Depth: depth}) {
		if slices.Contains(t.goals, p.Goal) && (!ch.Heavy || p.OKWhenHeavy && p.Valence != Challenge) {
			t.left[p.Goal] = append(t.left[p.Goal], p)
		}
	}
	return t
}

// next takes the next prompt off the table, and reports whether one fits.
func (t *table) next() (Prompt, bool) {
	fits := t.fits()
	goal, ok := t.turn(fits)
	if !ok {
		return Prompt{}, false
	}
	p := t.pick(fits[goal])
	t.used[goal]++
	t.left[goal] = slices.DeleteFunc(t.left[goal], func(q Prompt) bool { return q.ID == p.ID })
	return p, true
}

// fits returns what may come next as far as valence goes.
func (t *table) fits() map[journal.Goal][]Prompt {
	n := len(t.set)
	if n > 0 && !slices.ContainsFunc(t.set[max(0, n-2):], isChallenge) {
		return t.left
	}
	mild := map[journal.Goal][]Prompt{}
	for g, prompts := range t.left {
		rest := slices.DeleteFunc(slices.Clone(prompts), isChallenge)
		if len(rest) > 0 {
			mild[g] = rest
		}
	}
	if len(mild) == 0 && n >= 3 {
		return t.left
	}
	return mild
}

func isChallenge(p Prompt) bool { return p.Valence == Challenge }

// turn says which goal comes next.
func (t *table) turn(fits map[journal.Goal][]Prompt) (journal.Goal, bool) {
	open := t.having(func(g journal.Goal) bool { return len(fits[g]) > 0 })
	given := len(t.choice.Goals) > 0
	if !given {
		if fresh := t.having(func(g journal.Goal) bool { return slices.ContainsFunc(fits[g], t.isFresh) }); len(fresh) > 0 {
			open = fresh
		}
	}
	if len(open) == 0 {
		return "", false
	}
	fewest := t.used[slices.MinFunc(open, func(a, b journal.Goal) int { return t.used[a] - t.used[b] })]
	open = slices.DeleteFunc(open, func(g journal.Goal) bool { return t.used[g] > fewest })
	if given {
		return open[0], true
	}
	return t.draw(open), true
}

func (t *table) having(wanted func(journal.Goal) bool) []journal.Goal {
	return slices.DeleteFunc(slices.Clone(t.goals), func(g journal.Goal) bool { return !wanted(g) })
}

// draw picks a goal by weight.
func (t *table) draw(goals []journal.Goal) journal.Goal {
	total := 0.0
	for _, g := range goals {
		total += t.weight(g)
	}
	at := t.random.Float64() * total
	for _, g := range goals {
		if at -= t.weight(g); at < 0 {
			return g
		}
	}
	return goals[len(goals)-1]
}

// weight favours goals not visited lately: Choose says how much.
func (t *table) weight(g journal.Goal) float64 {
	days, visited := t.choice.Visited[g]
	if !visited {
		days = 28
	}
	return 1 + float64(min(max(days, 0), 28))/7
}

func (t *table) isFresh(p Prompt) bool {
	_, asked := t.asked[p.ID]
	return !asked
}

// pick takes any prompt never asked, else the one asked longest ago.
func (t *table) pick(prompts []Prompt) Prompt {
	fresh := slices.DeleteFunc(slices.Clone(prompts), func(p Prompt) bool { return !t.isFresh(p) })
	if len(fresh) > 0 {
		return fresh[t.random.IntN(len(fresh))]
	}
	return slices.MaxFunc(prompts, func(a, b Prompt) int { return t.asked[a.ID] - t.asked[b.ID] })
}
