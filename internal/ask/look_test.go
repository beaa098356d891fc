//go:build unix

package ask

import (
	"strings"
	"testing"

	"afterword/internal/privacy"

	tea "github.com/charmbracelet/bubbletea"
)

// looking is the form whose answer in words is looked through.
func looking() Form {
	f := quick()
	f.Look, f.Lasting = findTracey, true
	return f
}

// While writing: marks beside the lines and a count once there is a pause,
// and not yet for the word at the cursor.
func TestFullMarks(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		for _, color := range []bool{true, false} {
			p := sitDown(t, size[0], size[1], looking(), Screen{Color: color})
			p.types("3Tracey rang." + enter + "So did 123 and tracey")
			p.sees("> 2 possible identifiers · ctrl+r")
			p.sees("> Tracey rang.")
			p.sees("> So did 123 and tracey")
			p.types(" again" + enter + "A calm end.")
			p.sees("> 3 possible identifiers · ctrl+r")
			p.until("no mark beside a calm line", func(rows []string) bool {
				return strings.Contains(strings.Join(rows, "\n"), "  A calm end.")
			})
			p.types(tab + "n")
			same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": "Tracey rang.\nSo did 123 and tracey again\nA calm end.", "risk": "none"})
			if underlined := strings.Contains(p.record(), "\x1b[4mTracey\x1b[0m"); underlined != color {
				t.Errorf("with colour %t, underlined %t", color, underlined)
			}
		}
	}
}

// A text that is being written is followed by one Watch of the form, and a
// review looks for itself.
func TestFullWatches(t *testing.T) {
	f := looking()
	begun := 0
	f.Watch = func() func(string) []privacy.Finding {
		begun++
		return func(text string) []privacy.Finding { return findTracey(strings.ReplaceAll(text, "winter", "tracey")) }
	}
	p := sitDown(t, 80, 24, f, Screen{})
	p.types("3In winter ")
	p.sees("> 1 possible identifier ")
	p.types("and winter ")
	p.sees("> 2 possible identifiers ")
	p.types(ctrlR)
	p.sees("Nothing found.")
	p.types(ctrlC)
	if p.leaves(); begun != 1 {
		t.Errorf("begun %d times", begun)
	}
}

func TestFullReview(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		f := looking()
		var kept []Decided
		f.Decided = func(all []Decided) { kept = append(kept, all...) }
		p := sitDown(t, size[0], size[1], f, Screen{})
		p.types("3Tracey rang 123, maybe tracey" + ctrlR)
		p.sees("[Tracey] rang")
		p.types("?")
		p.sees("A name: a first name.")
		p.types("r")
		p.sees("The same words stand in one other")
		p.types("y")
		p.sees("In 2 places. Now: [name]")
		p.types("u")
		p.sees("[Tracey] rang")
		p.types("e")
		p.sees("Which words shall stand there?")
		p.types("her  mum" + enter + "y")
		p.sees("her mum rang [123]")
		p.types(f1 + "x" + f9)
		p.showsOnly(pressAny)
		p.types("x")
		p.sees("her mum rang [123]")
		p.types("k")
		p.sees("All looked at: 2 replaced, 1 kept.")
		p.types("h")
		p.sees("Perhaps a place")
		p.types("a")
		p.sees("All looked at: 2 replaced, 2 kept.")
		p.types(enter)
		p.sees("What stayed with you?")
		p.types("!" + tab + "n")
		same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": "her mum rang 123, maybe her mum!", "risk": "none"})
		if len(kept) != 4 || kept[3].Act != ForGood && kept[2].Act != ForGood {
			t.Errorf("told of %+v", kept)
		}
	}
}

// An alias is chosen among several by its number, or at once where there
// is one.
func TestFullReviewAliases(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		f := looking()
		f.Aliases = offering
		p := sitDown(t, size[0], size[1], f, Screen{})
		p.types("3Tracey rang. A client tracey" + ctrlR)
		p.sees("use an alias")
		p.types("l")
		p.sees("heron-3, last on 12 March")
		p.sees("wren-4, a new one")
		p.types("7" + escape)
		p.sees("use an alias")
		p.types("l1")
		p.sees("The same words stand in one other")
		p.types("n")
		p.sees("heron-3 rang. A client [tracey]")
		p.types("u" + "l2y")
		p.sees("All looked at: 2 replaced.")
		p.types(enter)
		p.sees("What stayed with you?")
		p.types(tab + "n")
		same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": "wren-4 rang. A client wren-4", "risk": "none"})
	}
}

// What a review changed is in the draft at once, and Ctrl-C keeps it.
func TestFullReviewInterrupted(t *testing.T) {
	p := sitDown(t, 80, 24, looking(), Screen{})
	p.types("3Tracey rang" + ctrlR)
	p.sees("[Tracey] rang")
	p.types("r")
	p.sees("All looked at")
	p.types(ctrlC)
	r := p.leaves()
	same(t, r.Answers, map[string]string{"energy": "3", "words": "[name] rang"})
	if r.End != Interrupted || r.At != "words" {
		t.Errorf("ended %v at %q", r.End, r.At)
	}
}

// Nothing is looked for once that was switched off, until it is switched on
// again; the review works all the same.
func TestFullLookSwitch(t *testing.T) {
	p := sitDown(t, 80, 24, looking(), Screen{})
	p.types("3Tracey rang ")
	p.sees("> 1 possible identifier ")
	p.types(escape)
	p.sees("stop looking for identifiers in this entry; it looks again before")
	p.types("l")
	p.sees("Not looking for identifiers here.")
	p.until("no mark", func(rows []string) bool { return !strings.Contains(strings.Join(rows, "\n"), "> ") })
	p.types(ctrlR)
	p.sees("[Tracey] rang")
	p.types(escape)
	p.sees("tab next")
	p.types(escape)
	p.sees("look for identifiers again")
	p.types("l x")
	p.sees("> 1 possible identifier ")
	p.types(ctrlC)
	same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": "Tracey rang  x"})
}

func TestReviewOfTexts(t *testing.T) {
	r := Review{Passages: []Passage{
		{Name: "answer 1", Text: "one\nTracey rang", Found: findTracey("one\nTracey rang")},
		{Name: "answer 2", Text: "rare and rare", Found: findTracey("rare and rare")},
	}}
	p := sitDownWith(t, 80, 24, func(f Form, s Screen, p *session) {
		p.outcome, p.result.End, p.err = ReviewFull(p.ctx, f, s, r)
	}, Form{Title: "Possible identifiers", Support: "Call someone."}, Screen{})
	p.sees("answer 1, line 2")
	p.sees("1 possible identifier, and 2 hints")
	p.types("r")
	p.sees("from these together")
	p.types("k")
	p.sees("All looked at: 1 replaced, 2 kept.")
	p.types(enter)
	if end := p.leaves().End; end != Completed || p.outcome.Texts[0] != "one\n[name] rang" || p.outcome.Count(Kept) != 2 {
		t.Errorf("ended %v with %+v", end, p.outcome)
	}
}

func TestPlainReview(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        map[string]string
		says        string
	}{
		{"after an answer", "3\nTracey and 123\n.\n:review\nr\nk\n\nn\n", map[string]string{"energy": "3", "words": "[name] and 123", "risk": "none"}, "2 possible identifiers: a name, a long number. :review to look at them."},
		{"within an answer", "3\nTracey\n:review\ne\nher mum\n\nrang\n.\nn\n", map[string]string{"energy": "3", "words": "her mum\nrang", "risk": "none"}, "Now: [her mum]"},
		{"the same elsewhere", "3\nTracey, tracey\n.\n:review\nr\ny\n\nn\n", map[string]string{"energy": "3", "words": "[name], [name]", "risk": "none"}, "The same words stand in one other place."},
		{"why, skip, undo", "3\nTracey 123\n.\n:review\n?\nr\nu\ns\n\nd\nn\n", map[string]string{"energy": "3", "words": "Tracey 123", "risk": "none"}, "A name: a first name."},
		{"always is asked once more", "3\nTracey\n.\n:review\na\na\n\nn\n", map[string]string{"energy": "3", "words": "Tracey", "risk": "none"}, "Others may have this name, too."},
		{"nothing found", "3\ncalm\n.\n:review\n\nn\n", map[string]string{"energy": "3", "words": "calm", "risk": "none"}, "Nothing found. Looked for"},
		{"an alias of several", "3\nTracey\n.\n:review\nl\n9\n\nl\n1\n\nn\n", map[string]string{"energy": "3", "words": "heron-3", "risk": "none"}, "1. heron-3, last on 12 March."},
		{"the one alias", "3\nA client Tracey\n.\n:review\nl\n\nn\n", map[string]string{"energy": "3", "words": "A client wren-4", "risk": "none"}, "wren-4, a new one (l)"},
		{"input ends at the aliases", "3\nTracey\n.\n:review\nl\n", map[string]string{"energy": "3", "words": "Tracey"}, "Which alias?"},
		{"not a letter", "3\nTracey\n.\n:review\nx\nrr\nd\nn\n", map[string]string{"energy": "3", "words": "Tracey", "risk": "none"}, "That is not one of the letters."},
		{"off", "3\n:look off\nTracey\n.\n:look on\nn\n", map[string]string{"energy": "3", "words": "Tracey", "risk": "none"}, "Not looking for identifiers in this entry any more."},
		{"input ends", "3\nTracey 123\n.\n:review\nr\n", map[string]string{"energy": "3", "words": "[name] 123"}, "All"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := looking()
			f.Aliases = offering
			r, out := linear(t, f, tt.typed)
			same(t, r.Answers, tt.want)
			if tt.says != "All" && !strings.Contains(out, tt.says) {
				t.Errorf("%q is not in what was said:\n%s", tt.says, out)
			}
			if tt.name == "off" && strings.Contains(out, "possible identifier") {
				t.Errorf("it looked all the same:\n%s", out)
			}
			plainOnly(t, out)
		})
	}
}

// BenchmarkKeyWatched is one key typed into 10 kB and drawn, and the look
// that follows at a pause, with what the program looks with.
func BenchmarkKeyWatched(b *testing.B) {
	paragraph := strings.Repeat("Mrs Patel came to Ward 7 on 3 March and the ward was full, and nobody had eaten at all. ", 6)
	text := strings.Repeat(paragraph+"\n\n", 20)
	for _, one := range []struct {
		name string
		text string
	}{{"paragraphs", text}, {"one-paragraph", strings.ReplaceAll(text, "\n\n", "")}} {
		b.Run(one.name, func(b *testing.B) {
			guard := privacy.Guard{}
			m := atDesk(one.text)
			m.watch = newWatch(Form{Look: guard.Scan, Watch: func() func(string) []privacy.Finding { return guard.Watch().Scan }})
			m.looked(lookedMsg{"words", one.text, m.watch.follow(one.text)})
			if m.View(); len(m.sight.shown) < 200 {
				b.Fatalf("%d marks in %d bytes", len(m.sight.shown), len(one.text))
			}
			for b.Loop() {
				m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
				now := m.field.value()
				m.looked(lookedMsg{"words", now, m.watch.follow(now)})
				m.View()
			}
		})
	}
}

// BenchmarkKeyMarked is one key typed into 10 kB with marks in it.
func BenchmarkKeyMarked(b *testing.B) {
	text := strings.Repeat("Tracey came and the ward was full, and nobody had eaten at all. ", 160)
	text = strings.ReplaceAll(text, "all. Tracey", "all.\n\nTracey")
	m := atDesk(text)
	m.watch.look = func(text string) []privacy.Finding { return findTracey(text)[:20] }
	m.looked(lookedMsg{"words", text, m.watch.look(text)})
	if m.View(); len(m.sight.shown) != 20 {
		b.Fatalf("%d marks", len(m.sight.shown))
	}
	for b.Loop() {
		m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
		m.View()
	}
}
