//go:build external && unix

package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestKeys uses a passphrase and recovery words in a real terminal, as wide
// as most and as narrow as a telephone's, drawn and line by line; and kills
// what writes and files at more random moments.
func TestKeys(t *testing.T) {
	binary := built(t)
	t.Run("killed 100 times", func(t *testing.T) { killedLocked(t, newLocked(t, binary), 100, 11) })
	named := strings.TrimSuffix(binary, ".exe")
	if out, err := exec.Command("cp", binary, named).CombinedOutput(); err != nil {
		t.Fatalf("naming the program: %v: %s", err, out)
	}
	for _, columns := range []int{80, 40} {
		t.Run(fmt.Sprint(columns, " columns"), func(t *testing.T) {
			s := newScreen(t, keysHome(t), named)
			s.tmux("resize-window", "-x", fmt.Sprint(columns), "-y", "24")
			keysDrawn(s)
		})
	}
	t.Run("accessible", func(t *testing.T) {
		s := newScreen(t, keysHome(t), named)
		keysSpoken(s)
	})
}

// keysHome is a home with a place for what ends with the session.
func keysHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "run"), 0o700); err != nil {
		t.Fatal(err)
	}
	return home
}

// flat is what the window shows, its lines joined.
func (s *screen) flat() string { return strings.Join(strings.Fields(s.show()), " ") }

// meets waits for words that may be on two lines.
func (s *screen) meets(text string) {
	s.t.Helper()
	for deadline := time.Now().Add(patienceAtScreen); time.Now().Before(deadline); {
		if strings.Contains(s.flat(), text) {
			return
		}
	}
	s.t.Fatalf("the window never showed %q:\n%s", text, s.show())
}

// patienceAtScreen is how long a screen may take; a passphrase is stretched
// on purpose.
const patienceAtScreen = 30 * time.Second

// find reads the first match of a group off the window.
func (s *screen) find(pattern string) string {
	s.t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(s.flat())
	if m == nil {
		s.t.Fatalf("the window does not show %q:\n%s", pattern, s.show())
	}
	return m[1]
}

// hides checks that none of these words stays in the window or in what
// scrolled out of it.
func (s *screen) hides(words ...string) {
	s.t.Helper()
	s.run("true")
	s.wait("ready$")
	past := strings.Join(strings.Fields(s.past()), " ")
	for _, word := range words {
		if strings.Contains(past, word) {
			s.t.Errorf("%q stays in the terminal's memory:\n%s", word, s.past())
		}
	}
}

// numbered are the words that stand behind their numbers.
func (s *screen) numbered() []string {
	s.t.Helper()
	words := make([]string, 24)
	for _, m := range regexp.MustCompile(`\b(\d+)  +([a-z]{3,8})\b`).FindAllStringSubmatch(s.show(), -1) {
		var n int
		if _, err := fmt.Sscan(m[1], &n); err == nil && n >= 1 && n <= 24 {
			words[n-1] = m[2]
		}
	}
	for i, word := range words {
		if word == "" {
			s.t.Fatalf("word %d is not on the screen:\n%s", i+1, s.show())
		}
	}
	return words
}

// keysDrawn goes through it all in full-screen forms.
func keysDrawn(s *screen) {
	s.t.Helper()
	// First run: six words are taken and typed back.
	s.run("afterword")
	s.meets("A journal for reflective practice")
	s.leafTo("How shall it be protected?")
	s.keys("p")
	s.meets("What is your work?")
	s.keys("n")
	s.meets("Take these six words")
	passphrase := s.find(`([a-z]+(?: [a-z]+){5}) Six words drawn`)
	s.keys("t")
	s.meets("Type it once more")
	s.words("these are other words")
	s.keys("Enter")
	s.meets("The two were not the same")
	s.words(passphrase)
	s.keys("Enter")
	s.meets("Make recovery words now?")
	s.keys("l")
	s.night("energy is left?")
	s.keys("C-c")
	s.wait("ready$")

	// Writing while it is locked.
	s.run("afterword quick")
	s.night("energy is left?")
	s.keys("3")
	s.meets("One moment is enough")
	s.words("The calm handover of the heron team")
	s.meets("heron team")
	s.keys("F9")
	s.meets("Hidden. Press any key to go on.")
	if strings.Contains(s.flat(), "heron") {
		s.t.Errorf("the hidden screen shows what was typed:\n%s", s.show())
	}
	s.tickAway("x")
	s.meets("heron team")
	s.keys("Enter")
	s.meets("what does that tell you?")
	s.keys("Tab")
	s.meets("And next?")
	s.keys("l")
	s.meets("Is anyone at risk")
	s.keys("n")
	s.meets("Done")
	s.keys("Enter")
	s.meets("Only you can see it.")

	// Home, unlocked from there.
	s.run("afterword")
	s.meets("The journal is locked. Writing needs no passphrase.")
	s.keys("u")
	s.wait("Passphrase:")
	s.words("a wrong one altogether")
	s.keys("Enter")
	s.meets("Caps Lock")
	s.words(passphrase) // ahead of the prompt
	s.keys("Enter")
	s.meets("Last fortnight: 1 entry")
	s.keys("x")
	s.wait("ready$")
	s.hides(passphrase, "wrong one", "heron")

	// Recovery words, two of which are asked back.
	s.run("afterword recovery new")
	s.wait("Passphrase:")
	s.words(passphrase)
	s.keys("Enter")
	s.meets("Write these 24 words down")
	words := s.numbered()
	s.leafTo("Which is word")
	first := s.place()
	s.words("zebra")
	s.keys("Enter")
	s.awayFrom(first)
	s.words(words[s.place()-1])
	s.keys("Enter")
	s.meets("is another one. Here they are again.")
	s.leafTo("Which is word")
	s.words(words[first-1])
	s.keys("Enter")
	s.awayFrom(first)
	s.words(words[s.place()-1])
	s.keys("Enter")
	s.meets("The recovery words open the journal now")
	s.hides(passphrase, strings.Join(words[:2], " "), words[0]+" 9", words[0]+" 13")

	// The passphrase is forgotten; the words give another.
	s.run("afterword recovery use")
	s.meets("The 24 words, in their order")
	s.words(strings.Join(words, " "))
	s.keys("Enter")
	s.meets("Take these six words")
	newer := s.find(`([a-z]+(?: [a-z]+){5}) Six words drawn`)
	s.keys("t")
	s.meets("Type it once more")
	s.words(newer)
	s.keys("Enter")
	s.meets("The recovery words go on working.")

	// Unlock, list, lock.
	s.run("afterword unlock --for 5m")
	s.wait("Passphrase:")
	s.words(newer)
	s.keys("Enter")
	s.meets("Unlocked until")
	s.run("afterword list")
	s.meets("The calm handover")
	s.run("afterword lock")
	s.meets("Locked.")
	s.run("afterword list")
	s.wait("Passphrase:")
	s.keys("C-c")
	s.wait("ready$")
	s.run("echo $?")
	s.hides(passphrase, newer)
}

// leafTo goes on through a card, however many pages it has here.
func (s *screen) leafTo(text string) {
	s.t.Helper()
	for deadline := time.Now().Add(patienceAtScreen); time.Now().Before(deadline); {
		s.keys("Enter")
		for wait := time.Now().Add(time.Second); time.Now().Before(wait); {
			if strings.Contains(s.flat(), text) {
				return
			}
		}
	}
	s.t.Fatalf("the window never showed %q:\n%s", text, s.show())
}

// place is the word that is asked back.
func (s *screen) place() int {
	s.t.Helper()
	var n int
	if _, err := fmt.Sscan(s.find(`Which is word (\d+)\?`), &n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// awayFrom waits until another word is asked back.
func (s *screen) awayFrom(n int) {
	s.t.Helper()
	for deadline := time.Now().Add(patienceAtScreen); time.Now().Before(deadline); {
		now := s.flat()
		if strings.Contains(now, "Which is word") && !strings.Contains(now, fmt.Sprintf("Which is word %d?", n)) {
			return
		}
	}
	s.t.Fatalf("word %d is still asked for:\n%s", n, s.show())
}

// tickAway presses a key until the hidden screen has gone.
func (s *screen) tickAway(key string) {
	s.t.Helper()
	for deadline := time.Now().Add(patienceAtScreen); time.Now().Before(deadline); {
		s.keys(key)
		for wait := time.Now().Add(time.Second); time.Now().Before(wait); {
			if !strings.Contains(s.flat(), "Hidden.") {
				return
			}
		}
	}
	s.t.Fatalf("the screen stays hidden:\n%s", s.show())
}

// spoken types a line in answer to what was printed last.
func (s *screen) spoken(after, line string) {
	s.t.Helper()
	s.meets(after)
	s.words(line)
	s.keys("Enter")
}

// keysSpoken goes through it all line by line.
func keysSpoken(s *screen) {
	s.t.Helper()
	s.run("export ACCESSIBLE=1")
	s.run("afterword")
	s.spoken("A journal for reflective practice", "")
	s.spoken("How shall it be protected?", "p")
	s.spoken("What is your work?", "n")
	s.meets("Choose my own instead (o)")
	passphrase := s.find(`([a-z]+(?: [a-z]+){5}) Six words drawn`)
	s.spoken("Take these six words", "t")
	s.spoken("Type it once more", passphrase)
	s.spoken("Make recovery words now?", "l")
	s.meets("After the shift")
	s.keys("C-c")
	s.meets("Nothing was written.")
	s.run("true")
	s.tmux("clear-history") // what was printed line by line is there
	s.run("echo a kind word | afterword add --accessible=false")
	s.meets("filed when it is next unlocked")

	s.run("afterword")
	s.spoken("The journal is locked.", "u")
	s.wait("Passphrase:")
	s.words("not these words")
	s.keys("Enter")
	s.meets("Caps Lock")
	s.words(passphrase)
	s.keys("Enter")
	s.spoken("Last fortnight: 1 entry", "x")
	s.wait("ready$")
	s.hides(passphrase, "not these words")

	s.run("afterword recovery new")
	s.wait("Passphrase:")
	s.words(passphrase)
	s.keys("Enter")
	s.tmux("resize-window", "-x", "80", "-y", "60") // as a screen reader, which reads all of it
	s.meets("Keep the paper apart")
	words := s.numbered()
	s.keys("Enter")
	for range 2 {
		s.meets("Which is word")
		all := regexp.MustCompile(`Which is word (\d+)\?`).FindAllStringSubmatch(s.flat(), -1)
		var n int
		if _, err := fmt.Sscan(all[len(all)-1][1], &n); err != nil {
			s.t.Fatal(err)
		}
		s.words(words[n-1])
		s.keys("Enter")
		if n <= 12 {
			s.awaitsSecond()
		}
	}
	s.meets("The recovery words open the journal now")

	s.run("afterword recovery use")
	s.spoken("The 24 words, in their order", strings.Join(words, " "))
	s.meets("Choose my own instead (o)")
	newer := s.find(`([a-z]+(?: [a-z]+){5}) Six words drawn`)
	s.spoken("Take these six words", "t")
	s.spoken("Type it once more", newer)
	s.meets("The recovery words go on working.")

	s.run("afterword unlock --for 5m")
	s.wait("Passphrase:")
	s.words(newer)
	s.keys("Enter")
	s.meets("Unlocked until")
	s.run("afterword list")
	s.meets("a kind word")
	s.run("afterword lock")
	s.meets("Locked.")
}

// awaitsSecond waits until two words have been asked back.
func (s *screen) awaitsSecond() {
	s.t.Helper()
	for deadline := time.Now().Add(patienceAtScreen); time.Now().Before(deadline); {
		if strings.Count(s.flat(), "Which is word") == 2 {
			return
		}
	}
	s.t.Fatalf("no second word is asked for:\n%s", s.show())
}
