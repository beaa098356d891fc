package insight_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterword/internal/insight"
	"afterword/internal/journal"
)

// cross is a crosswalk with all that the models know.
func cross() insight.Crosswalk {
	c := insight.Crosswalk{Proctor: map[journal.Goal][]string{}, Kadushin: map[journal.Goal][]string{}, Eyes: map[journal.Goal][]int{},
		Stages: map[string]string{"gibbs-1": "description", "gibbs-2": "feelings"}, Order: []string{"feelings", "description"}}
	for i, g := range journal.Goals() {
		c.Proctor[g] = []string{[]string{"formative", "normative", "restorative"}[i%3]}
		c.Kadushin[g] = []string{[]string{"educational", "administrative", "supportive"}[i%3], "all"}
		c.Eyes[g] = []int{i%journal.Eyes + 1}
	}
	return c
}

// stamp is a moment of a day in a zone so many hours east.
func stamp(day journal.Date, hour, east int) journal.Stamp {
	t := day.Time().Add(time.Duration(hour-12-east) * time.Hour)
	return journal.Stamp{Unix: t.Unix(), Offset: east * 3600}
}

func entry(day journal.Date, goals ...journal.Goal) *journal.Entry {
	return &journal.Entry{EntryHead: journal.EntryHead{Written: stamp(day, 20, 0), Shift: day, Kind: journal.Quick, Goals: goals, Visibility: journal.JustMe}}
}

func names(counts []insight.Count) string {
	var out []string
	for _, c := range counts {
		if c.Times > 0 {
			out = append(out, fmt.Sprintf("%s %d", c.Name, c.Times))
		}
	}
	return strings.Join(out, ", ")
}

func TestPeriods(t *testing.T) {
	for _, tt := range []struct {
		unit string
		to   journal.Date
		from journal.Date
		days int
	}{
		{"month", "2026-11-23", "2026-10-24", 31},
		{"month", "2024-03-31", "2024-03-01", 31},
		{"month", "2024-03-29", "2024-03-01", 29},
		{"quarter", "2026-02-28", "2025-11-29", 92},
		{"year", "2024-12-31", "2024-01-01", 366},
		{"year", "2025-02-28", "2024-02-29", 366},
	} {
		p, ok := insight.Back(tt.unit, tt.to)
		if !ok || p.From != tt.from || p.Days() != tt.days {
			t.Errorf("a %s to %s is %v with %d days, want from %s with %d", tt.unit, tt.to, p, p.Days(), tt.from, tt.days)
		}
	}
	if _, ok := insight.Back("fortnight", "2026-11-23"); ok {
		t.Error("a fortnight is a period")
	}
}

// What a period has is told day by day: an empty book, one entry, several
// on one day, the leap day, travel and a decade.
func TestEntries(t *testing.T) {
	travelled := entry("2026-11-20")
	travelled.Written = stamp("2026-11-21", 1, 13) // 12 o'clock of the day before, in UTC
	decade := []*journal.Entry{}
	for y := 2016; y < 2026; y++ {
		decade = append(decade, entry(journal.Date(fmt.Sprintf("%d-06-15", y))))
	}
	for _, tt := range []struct {
		name            string
		entries         []*journal.Entry
		period          insight.Period
		want, days      int
		weekdays, hours string
		year            int
	}{
		{"nothing", nil, insight.Period{To: "2026-11-23"}, 0, 0, "", "", 0},
		{"one", []*journal.Entry{entry("2026-11-23")}, insight.Period{To: "2026-11-23"}, 1, 1, "monday 1", "evening 1", 1},
		{"one day", []*journal.Entry{entry("2026-11-22"), entry("2026-11-22")}, insight.Period{From: "2026-11-22", To: "2026-11-22"}, 2, 1, "sunday 2", "evening 2", 1},
		{"leap day", []*journal.Entry{entry("2024-02-28"), entry("2024-02-29"), entry("2024-03-01")}, insight.Period{From: "2024-02-29", To: "2024-02-29"}, 1, 1, "thursday 1", "evening 1", 2},
		{"travel", []*journal.Entry{travelled}, insight.Period{From: "2026-11-20", To: "2026-11-20"}, 1, 1, "friday 1", "night 1", 1},
		{"outside", []*journal.Entry{entry("2026-11-24"), entry("2026-10-01")}, insight.Period{From: "2026-11-01", To: "2026-11-23"}, 0, 0, "", "", 1},
		{"decade", decade, insight.Period{To: "2025-12-31"}, 10, 10, "monday 1, tuesday 1, wednesday 2, thursday 2, friday 1, saturday 2, sunday 1", "evening 10", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := insight.Of(insight.Book{Entries: tt.entries}, tt.period, cross())
			if n.Entries != tt.want || n.Days != tt.days || names(n.Weekdays) != tt.weekdays || names(n.Hours) != tt.hours || len(n.Year) != tt.year {
				t.Errorf("%d entries on %d days, %s; %s; year %v", n.Entries, n.Days, names(n.Weekdays), names(n.Hours), n.Year)
			}
			raw, err := json.Marshal(n)
			if err != nil || strings.Contains(string(raw), "null") {
				t.Errorf("as JSON a list is null: %s, %v", raw, err)
			}
		})
	}
}

// Each of the eight goals has its own measure.
func TestMeasures(t *testing.T) {
	const day = journal.Date("2026-11-10")
	p := insight.Period{From: "2026-11-01", To: "2026-11-23"}
	with := func(change func(e *journal.Entry)) *journal.Entry {
		e := entry(day)
		change(e)
		return e
	}
	action := func(state journal.ActionState, due, closed journal.Date, change func(*journal.Action)) *journal.Action {
		a := &journal.Action{ActionHead: journal.ActionHead{Written: stamp("2026-11-02", 9, 0), State: state, Due: due, Closed: closed}}
		change(a)
		return a
	}
	same := func(*journal.Action) {}
	n := insight.Of(insight.Book{
		Entries: []*journal.Entry{
			with(func(e *journal.Entry) { e.Minutes, e.Noted = 45, []journal.Aside{journal.AsideFeedback} }),
			with(func(e *journal.Entry) { e.Minutes = 15 }),
			with(func(e *journal.Entry) {
				e.Goals, e.Noted = []journal.Goal{journal.Ethics}, []journal.Aside{journal.AsideOptions, journal.AsideConsulted}
			}),
			with(func(e *journal.Entry) { e.Energy, e.Weight, e.Noted = 2, 4, []journal.Aside{journal.AsideHelped} }),
			with(func(e *journal.Entry) { e.Framework, e.Prompts = "gibbs", []string{"gibbs-1", "gibbs-2", "else-1"} }),
			with(func(e *journal.Entry) { e.Kind = journal.SecondLook }),
			with(func(e *journal.Entry) { e.Confidence, e.Decided = 3, journal.DecidedAlone }),
			with(func(e *journal.Entry) { e.Decided = journal.DecidedAsked }),
		},
		Actions: []*journal.Action{
			action(journal.ActionDone, "2026-11-05", "2026-11-05", same),
			action(journal.ActionDone, "", "2026-11-06", func(a *journal.Action) { a.Standard = "part 8" }),
			action(journal.ActionDone, "2026-11-05", "2026-11-06", same),
			action(journal.ActionDone, "", "2026-10-31", same),
			action(journal.ActionPartly, "", "2026-11-06", func(a *journal.Action) { a.Kind, a.Sign = journal.ActionChange, "quieter nights" }),
			action(journal.ActionDropped, "", "2026-11-06", same),
			action(journal.ActionOpen, "2026-11-22", "", same),
			action(journal.ActionOpen, "2026-11-23", "", func(a *journal.Action) { a.Kind = journal.ActionProposal }),
		},
		Learning: []*journal.Learning{
			{LearningHead: journal.LearningHead{Written: stamp("2026-11-03", 9, 0), State: journal.LearningOpen}},
			{LearningHead: journal.LearningHead{Written: stamp("2026-01-03", 9, 0), State: journal.LearningClosed, Closed: "2026-11-04"}},
		},
	}, p, cross())
	m := n.Measures
	for _, tt := range []struct {
		goal      journal.Goal
		got, want string
	}{
		{journal.Development, fmt.Sprintf("%d %d %d %d %d %d", m.Development.Open, m.Development.Set, m.Development.Closed, m.Development.Feedback, m.Development.Minutes, len(m.Development.OverTime)), "1 1 1 1 60 2"},
		{journal.Ethics, fmt.Sprintf("%d %d %d", m.Ethics.Dilemmas, m.Ethics.Options, m.Ethics.Consulted), "1 1 1"},
		{journal.Support, fmt.Sprint(m.Support.Energy, m.Support.Weight, m.Support.Helped), "[{2026-11-10 2}] [{2026-11-10 4}] 1"},
		{journal.Accountability, fmt.Sprint(m.Accountability.Kept, m.Accountability.Late, m.Accountability.Partly, m.Accountability.Dropped, m.Accountability.Open, m.Accountability.Overdue, m.Accountability.Standards), "2 1 1 1 2 1 [{part 8 1}]"},
		{journal.Reflection, fmt.Sprint(m.Reflection.Frameworks, m.Reflection.Stages, m.Reflection.SecondLooks), "[{gibbs 1}] [{feelings 1} {description 1}] 1"},
		{journal.Independence, fmt.Sprint(m.Independence.Confidence, m.Independence.Alone, m.Independence.Checked, m.Independence.Asked), "[{2026-11-10 3}] 1 0 1"},
		{journal.Culture, fmt.Sprintf("%d %s", len(m.Culture.Proposals), m.Culture.Proposals[0].State), "1 open"},
		{journal.Quality, fmt.Sprintf("%d %s %t", len(m.Quality.Changes), m.Quality.Changes[0].State, m.Quality.Changes[0].Signed), "1 partly true"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %s, want %s", tt.goal, tt.got, tt.want)
		}
		if first, _ := m.OverTime(tt.goal); len(first) == 0 {
			t.Errorf("%s has nothing over time", tt.goal)
		}
	}
}

// What was not brought for eight weeks is asked about, and nothing else.
func TestQuiet(t *testing.T) {
	heron, wren, new := entry("2026-01-10", journal.Ethics), entry("2026-01-10", journal.Support), entry("2026-11-20", journal.Quality)
	heron.Aliases, wren.Aliases, new.Aliases = []string{"heron-3"}, []string{"wren-7"}, []string{"tern-1"}
	heron.Visibility = journal.Bring
	brought := entry("2026-11-01")
	brought.Aliases, brought.Visibility = []string{"wren-7"}, journal.Bring
	n := insight.Of(insight.Book{Entries: []*journal.Entry{heron, wren, new, brought},
		Sessions:  []*journal.Session{{SessionHead: journal.SessionHead{Date: "2026-11-02", Minutes: 60, Goals: []journal.Goal{journal.Quality}}}},
		Questions: []*journal.Question{{QuestionHead: journal.QuestionHead{Written: stamp("2026-11-02", 9, 0), State: journal.QuestionAnswered, Goal: journal.Culture, Eye: 7}}},
	}, insight.Period{From: "2026-10-01", To: "2026-11-23"}, cross())
	if got := fmt.Sprint(n.QuietAliases); got != "[{heron-3 2026-01-10}]" {
		t.Errorf("quiet aliases: %s", got)
	}
	if got := fmt.Sprint(n.QuietGoals); got != "[{development } {ethics 2026-01-10} {support } {accountability } {reflection } {independence }]" {
		t.Errorf("quiet goals: %s", got)
	}
	if n.Sessions != 1 || fmt.Sprint(n.SessionMinutes) != "[60]" || n.QuestionsWritten != 1 || n.QuestionsAnswered != 1 || n.Eyes[6].Questions != 1 {
		t.Errorf("sessions %d %v, questions %d %d, eyes %v", n.Sessions, n.SessionMinutes, n.QuestionsWritten, n.QuestionsAnswered, n.Eyes)
	}
	young := insight.Of(insight.Book{Entries: []*journal.Entry{new}}, insight.Period{To: "2026-11-23"}, cross())
	if len(young.QuietGoals)+len(young.QuietAliases) > 0 {
		t.Errorf("of a young journal it is asked about %v %v", young.QuietGoals, young.QuietAliases)
	}
}

// Every sum is what counting one by one gives.
func TestSums(t *testing.T) {
	days := rapid.Custom(func(t *rapid.T) journal.Date {
		return journal.Date("2024-01-31").AddDays(rapid.IntRange(0, 900).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		var b insight.Book
		for range rapid.IntRange(0, 40).Draw(t, "entries") {
			e := entry(days.Draw(t, "day"), rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Goals()), 0, 3, rapid.ID).Draw(t, "goals")...)
			e.Written = stamp(e.Shift, rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(-12, 14).Draw(t, "east"))
			e.Energy, e.Minutes = rapid.IntRange(0, 5).Draw(t, "energy"), rapid.IntRange(0, 90).Draw(t, "minutes")
			b.Entries = append(b.Entries, e)
		}
		p := insight.Period{From: days.Draw(t, "from")}
		p.To = p.From.AddDays(rapid.IntRange(0, 900).Draw(t, "days"))
		c := cross()
		n := insight.Of(b, p, c)
		entries, minutes, energy := 0, 0, []int{}
		normative, ethics := 0, 0
		for _, e := range b.Entries {
			if e.Shift < p.From || e.Shift > p.To {
				continue
			}
			entries++
			minutes += e.Minutes
			if e.Energy > 0 {
				energy = append(energy, e.Energy)
			}
			if slices.Contains(e.Goals, journal.Ethics) {
				ethics++
			}
			if slices.ContainsFunc(e.Goals, func(g journal.Goal) bool { return c.Proctor[g][0] == "normative" }) {
				normative++
			}
		}
		total := func(counts []insight.Count) (sum int) {
			for _, c := range counts {
				sum += c.Times
			}
			return sum
		}
		if n.Entries != entries || total(n.Weekdays) != entries || total(n.Hours) != entries || total(n.Kinds) != entries {
			t.Fatalf("%d entries by brute force; %d, by weekday %d, by hour %d, by kind %d", entries, n.Entries, total(n.Weekdays), total(n.Hours), total(n.Kinds))
		}
		if n.Proctor[1].Entries != normative || n.Goals[1].Entries != ethics || n.Measures.Development.Minutes != minutes || len(n.Measures.Support.Energy) != len(energy) {
			t.Fatalf("normative %d of %d, ethics %d of %d, minutes %d of %d, energy %d of %d", n.Proctor[1].Entries, normative,
				n.Goals[1].Entries, ethics, n.Measures.Development.Minutes, minutes, len(n.Measures.Support.Energy), len(energy))
		}
		unit, parts := insight.Split(p, n.Measures.Development.OverTime, rapid.IntRange(1, 70).Draw(t, "most"))
		sum := 0
		for i, part := range parts {
			sum += part.Sum()
			if i > 0 && !parts[i-1].From.Before(part.From) {
				t.Fatalf("%ss do not follow each other: %v", unit, parts)
			}
		}
		if sum != minutes {
			t.Fatalf("%d minutes by %s, want %d", sum, unit, minutes)
		}
	})
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		from, to journal.Date
		most     int
		unit     string
		parts    int
		second   journal.Date
	}{
		{"2026-11-23", "2026-11-23", 60, "day", 1, ""},
		{"2026-10-24", "2026-11-23", 60, "day", 31, "2026-10-25"},
		{"2025-11-24", "2026-11-23", 60, "week", 53, "2025-12-01"},
		{"2024-01-17", "2024-12-31", 30, "month", 12, "2024-02-01"},
		{"2016-11-24", "2026-11-23", 60, "quarter", 41, "2017-01-01"},
		{"2016-11-24", "2026-11-23", 12, "year", 11, "2017-01-01"},
		{"2016-11-24", "2026-11-23", 4, "year", 11, "2017-01-01"},
	} {
		unit, parts := insight.Split(insight.Period{From: tt.from, To: tt.to}, nil, tt.most)
		if unit != tt.unit || len(parts) != tt.parts || tt.second != "" && parts[1].From != tt.second {
			t.Errorf("%s to %s in at most %d: %d %ss, the second from %v", tt.from, tt.to, tt.most, len(parts), unit, parts)
		}
	}
	for _, tt := range []struct {
		values []int
		want   int
	}{{[]int{3}, 3}, {[]int{5, 1}, 1}, {[]int{5, 1, 4}, 4}} {
		if got, ok := (insight.Bucket{Values: tt.values}).Middle(); got != tt.want || !ok {
			t.Errorf("the middle of %v is %d", tt.values, got)
		}
	}
	if _, ok := (insight.Bucket{}).Middle(); ok {
		t.Error("nothing has a middle")
	}
}

func TestWords(t *testing.T) {
	w := insight.NewWords()
	for _, text := range []string{"The Übergabe was rushed. Übergabe!", "ubergabe, and I waited with heron-3", "Waited; heron-3's family waited."} {
		e := entry("2026-11-01")
		e.Answers = []journal.Answer{{Question: "Question words are not mine", Text: text}}
		w.Add(e)
	}
	never := entry("2026-11-01")
	never.Visibility, never.Answers = journal.Never, []journal.Answer{{Text: "rushed waited family"}}
	w.Add(never)
	if got := fmt.Sprint(w.Recurring(1, 10)); got != "[{waited 2} {übergabe 2} {family 1} {rushed 1}]" {
		t.Errorf("words: %s", got)
	}
	if got := fmt.Sprint(w.Recurring(2, 1)); got != "[{waited 2}]" {
		t.Errorf("words: %s", got)
	}
}
