package prompt

import (
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
)

func ids(prompts []Prompt) []string {
	var out []string
	for _, p := range prompts {
		out = append(out, p.ID)
	}
	return out
}

// choices are choices of every sort, to be made with many seeds.
func choices(c *Catalogue) map[string]Choice {
	asked := ids(c.Prompts(Filter{Depth: Quick}))
	return map[string]Choice{
		"plain":        {Count: 3},
		"deep":         {Depth: Deep, Count: 3},
		"many":         {Depth: Deep, Count: 20},
		"one goal":     {Goals: []journal.Goal{journal.Ethics}, Depth: Quick, Count: 3},
		"two goals":    {Goals: []journal.Goal{journal.Quality, journal.Support}, Depth: Deep, Count: 5},
		"heavy":        {Heavy: true, Count: 3},
		"heavy deep":   {Heavy: true, Depth: Deep, Count: 5},
		"heavy goal":   {Heavy: true, Goals: []journal.Goal{journal.Culture}, Count: 5},
		"half asked":   {Count: 3, Asked: asked[:len(asked)/2]},
		"all asked":    {Count: 3, Asked: asked},
		"all, visited": {Count: 4, Asked: asked, Visited: map[journal.Goal]int{journal.Ethics: 0, journal.Culture: 90}},
	}
}

func TestChooseProperties(t *testing.T) {
	c := load(t)
	for name, ch := range choices(c) {
		t.Run(name, func(t *testing.T) {
			for ch.Seed = range uint64(200) {
				set := c.Choose(ch)
				if again := c.Choose(ch); !slices.Equal(ids(set), ids(again)) {
					t.Fatalf("seed %d: %v, then %v", ch.Seed, ids(set), ids(again))
				}
				sound(t, ch, set)
				turns(t, ch, set)
			}
		})
	}
}

// sound checks what holds for every set.
func sound(t *testing.T, ch Choice, set []Prompt) {
	t.Helper()
	if len(set) == 0 || len(set) > ch.Count {
		t.Fatalf("seed %d: %d prompts of %d", ch.Seed, len(set), ch.Count)
	}
	seen := map[string]bool{}
	for i, p := range set {
		if seen[p.ID] || p.Retired || p.Framework != "" {
			t.Errorf("seed %d: %s is there twice, retired or a stage", ch.Seed, p.ID)
		}
		seen[p.ID] = true
		want := ch.Depth
		if want == "" || ch.Heavy {
			want = Quick
		}
		if p.Depth != want {
			t.Errorf("seed %d: %s is %s, want %s", ch.Seed, p.ID, p.Depth, want)
		}
		if ch.Heavy && (!p.OKWhenHeavy || p.Valence == Challenge) {
			t.Errorf("seed %d: %s after a heavy day", ch.Seed, p.ID)
		}
		if len(ch.Goals) > 0 && !slices.Contains(ch.Goals, p.Goal) {
			t.Errorf("seed %d: %s was not wanted", ch.Seed, p.ID)
		}
		if i == 0 && p.Valence == Challenge {
			t.Errorf("seed %d: %s is a challenge and comes first", ch.Seed, p.ID)
		}
		if len(set) > 3 {
			continue
		}
		if n := len(slices.DeleteFunc(slices.Clone(set), func(p Prompt) bool { return p.Valence != Challenge })); n > 1 {
			t.Errorf("seed %d: %d challenges in %v", ch.Seed, n, ids(set))
		}
	}
}

// turns checks that given goals alternate, and that drawn goals do not
// come twice before there is a reason.
func turns(t *testing.T, ch Choice, set []Prompt) {
	t.Helper()
	for i, p := range set {
		if n := len(ch.Goals); n > 0 && p.Goal != ch.Goals[i%n] {
			t.Errorf("seed %d: prompt %d is for %s, want %s", ch.Seed, i, p.Goal, ch.Goals[i%n])
		}
		if len(ch.Goals) == 0 && len(ch.Asked) == 0 && i < 8 && slices.ContainsFunc(set[:i], func(q Prompt) bool { return q.Goal == p.Goal }) {
			t.Errorf("seed %d: %s came twice among the first of %v", ch.Seed, p.Goal, ids(set))
		}
	}
}

func TestChooseWithoutGoalsPrefersUnasked(t *testing.T) {
	c := load(t)
	all := c.Prompts(Filter{Depth: Quick})
	for seed := range uint64(50) {
		left := all[int(seed*7)%len(all)]
		if left.Valence == Challenge {
			continue // it cannot come first
		}
		asked := slices.DeleteFunc(ids(all), func(id string) bool { return id == left.ID })
		if got := c.Choose(Choice{Count: 1, Asked: asked, Seed: seed}); len(got) != 1 || got[0].ID != left.ID {
			t.Errorf("seed %d: %v while %s was never asked", seed, ids(got), left.ID)
		}
	}
}

func TestChooseTakesTheOldest(t *testing.T) {
	c := load(t)
	for _, g := range journal.Goals() {
		var asked []string
		for _, p := range c.Prompts(Filter{Goal: g, Depth: Deep}) {
			asked = append(asked, p.ID)
		}
		slices.Reverse(asked) // the first of the file was asked longest ago
		want := asked[len(asked)-1]
		for seed := range uint64(10) {
			ch := Choice{Goals: []journal.Goal{g}, Depth: Deep, Count: 1, Asked: append(asked, asked[0], "gone-1"), Seed: seed}
			if got := c.Choose(ch); len(got) != 1 || got[0].ID != want {
				t.Errorf("%s, seed %d: %v, want %s", g, seed, ids(got), want)
			}
		}
	}
}

// Day after day, with each answer remembered, nothing comes back before
// everything that may come first was asked.
func TestChooseGoesRound(t *testing.T) {
	c := load(t)
	may := slices.DeleteFunc(c.Prompts(Filter{Depth: Quick}), isChallenge)
	var asked []string
	for day := range len(may) {
		set := c.Choose(Choice{Count: 1, Asked: asked, Seed: uint64(day)})
		if len(set) != 1 || slices.Contains(asked, set[0].ID) {
			t.Fatalf("day %d: %v was asked before", day, ids(set))
		}
		asked = append([]string{set[0].ID}, asked...)
	}
}

func TestChooseReachesEverything(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name   string
		choice Choice
		want   func(Prompt) bool
	}{
		{"quick", Choice{Count: 3}, func(p Prompt) bool { return p.Depth == Quick }},
		{"deep", Choice{Depth: Deep, Count: 3}, func(p Prompt) bool { return p.Depth == Deep }},
		{"heavy", Choice{Heavy: true, Count: 1}, func(p Prompt) bool { return p.OKWhenHeavy }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reached := map[string]bool{}
			for tt.choice.Seed = range uint64(1500) {
				for _, p := range c.Choose(tt.choice) {
					reached[p.ID] = true
				}
			}
			for _, p := range c.Prompts(Filter{}) {
				if tt.want(p) != reached[p.ID] {
					t.Errorf("%s: reached is %t", p.ID, reached[p.ID])
				}
			}
		})
	}
}

func TestChooseFavoursGoalsLeftAlone(t *testing.T) {
	c := load(t)
	asked := ids(c.Prompts(Filter{Depth: Quick}))
	for name, before := range map[string][]string{"nothing asked": nil, "all asked": asked} {
		t.Run(name, func(t *testing.T) {
			visited := map[journal.Goal]int{}
			for _, g := range journal.Goals() {
				visited[g] = 0
			}
			visited[journal.Culture] = 200
			delete(visited, journal.Quality)
			visited[journal.Ethics] = 7
			count := map[journal.Goal]int{}
			const draws = 4000
			for seed := range uint64(draws) {
				count[c.Choose(Choice{Count: 1, Asked: before, Visited: visited, Seed: seed})[0].Goal]++
			}
			// The weights are 5, 5 and 2 among five of 1: 17 in all.
			for goal, weight := range map[journal.Goal]int{journal.Culture: 5, journal.Quality: 5, journal.Ethics: 2, journal.Support: 1} {
				want := draws * weight / 17
				if got := count[goal]; got < want*3/4 || got > want*5/4 {
					t.Errorf("%s came %d times, want about %d", goal, got, want)
				}
			}
		})
	}
}

func TestChooseReturnsWhatThereIs(t *testing.T) {
	c := load(t)
	all := c.Prompts(Filter{Depth: Deep})
	if got := c.Choose(Choice{Depth: Deep, Count: 10000}); len(got) != len(all) {
		t.Errorf("%d prompts of %d", len(got), len(all))
	}
	for _, ch := range []Choice{{}, {Count: -1}, {Count: 3, Goals: []journal.Goal{"karma"}}} {
		if got := c.Choose(ch); len(got) != 0 {
			t.Errorf("%+v gave %v", ch, ids(got))
		}
	}
}

// A set that is all challenges still never opens with one.
func TestChooseFromAHarshSet(t *testing.T) {
	c := load(t)
	c.prompts = nil
	var b strings.Builder
	b.WriteString("name = \"harsh\"\n")
	for _, id := range []string{"a", "b", "c", "d"} {
		b.WriteString("[[prompt]]\nid = \"harsh-" + id + "\"\ngoal = \"ethics\"\ndepth = \"quick\"\nvalence = \"challenge\"\ntext = \"What about " + id + "?\"\n")
	}
	if err := c.AddSet("harsh", strings.NewReader(b.String())); err != nil {
		t.Fatal(err)
	}
	if got := c.Choose(Choice{Count: 3}); len(got) != 0 {
		t.Errorf("chose %v", ids(got))
	}
	mild := "name = \"mild\"\n[[prompt]]\nid = \"mild-a\"\ngoal = \"ethics\"\ndepth = \"quick\"\nvalence = \"neutral\"\ntext = \"What else?\"\n"
	if err := c.AddSet("mild", strings.NewReader(mild)); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		got := c.Choose(Choice{Count: 3, Seed: seed})
		if len(got) != 2 || got[0].ID != "mild-a" {
			t.Errorf("chose %v", ids(got))
		}
	}
}
