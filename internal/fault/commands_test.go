//go:build external && linux

package fault

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// command is one row of the sweep: what is there before, what is run, and
// how it says that it is done.
type command struct {
	name       string
	prepare    func(t *testing.T, h home)
	in         string
	args       []string // OUT in them is the directory for what leaves
	said       string   // what acknowledges, where that is not status 0
	changes    bool     // whether the picture of the journal changes
	partial    bool     // whether half of it may be kept unacknowledged
	everywhere bool     // faults in all files, not only in those known beforehand
	// left looks at what has left, where that is not the same each time.
	left    func(t *testing.T, y *tally, name string, h home, acknowledged bool)
	looks   []string                          // commands whose JSON belongs to the picture
	brief   bool                              // only the list is looked at, since every opening takes a passphrase
	opened  func(t *testing.T, h home) string // makes the journal open again and says by what
	after   []string                          // run without a fault before the picture is taken
	afterIn string
	runs    int // in the short form, if not the usual number
}

// short is how many runs the row has in the short form.
func (c command) short() int {
	if c.runs > 0 {
		return c.runs
	}
	return 22
}

// whenLong is how many of all there could be it has in the long form: all,
// but where each run takes seconds.
func (c command) whenLong(all int) int {
	if c.brief {
		return min(all, 100)
	}
	return all
}

// acknowledged reports whether the program said that it was done.
func (c command) acknowledged(r result) bool {
	if c.said != "" {
		return strings.Contains(r.talk, c.said)
	}
	return r.status == 0
}

// look does what shows the outcome, such as going on with a draft, and
// takes the picture.
func (c command) look(t *testing.T, y *tally, name string, h home) string {
	t.Helper()
	by := ""
	if c.opened != nil {
		by = c.opened(t, h) + "\n"
	}
	if len(c.after) > 0 {
		h.run(c.afterIn, c.after...)
	}
	if !c.brief {
		return by + y.picture(t, name, h, c.looks...)
	}
	r := h.run("", "list", "--limit", "0", "--json")
	y.calm(t, name, r)
	return by + timeless(r)
}

// words are of several pages, so that a save writes more than one.
func words(first string) string {
	return first + " " + marker + "\n" + strings.Repeat("A long and calm hour in "+marker+". ", 300) + "\n"
}

// entries makes a journal with two entries, the last one to be brought.
func entries(t *testing.T, h home) {
	t.Helper()
	h.must(t, words("The first"), "add", "--goal", "culture")
	h.must(t, "The second, "+marker+".\n", "add")
	h.must(t, "", "bring", "last")
}

// halfway is a reflection whose input ends after two answers, and rest is
// what completes it.
const (
	halfway = "2\nHalf of it, " + marker + ".\n.\n"
	rest    = "The rest, " + marker + ".\n.\n:skip\ne\n"
)

const (
	onePhrase     = "velvet harbour gentle pencil autumn kettle"
	anotherPhrase = "copper lantern meadow quiet window thistle"
)

// protected makes a journal with a passphrase, which nobody tries yet.
func protected(t *testing.T, h home) {
	t.Helper()
	entries(t, h)
	h.must(t, onePhrase+"\n", "passphrase", "set", "--new-passphrase-fd", "0")
}

// known is protected, with the passphrase given.
func known(t *testing.T, h home) {
	t.Helper()
	protected(t, h)
	h.knows(t, onePhrase)
}

// byPhrases finds out what opens the journal: its key file, or which
// passphrase, and leaves it so that it opens.
func byPhrases(t *testing.T, h home) string {
	t.Helper()
	for _, phrase := range []string{"", onePhrase, anotherPhrase} {
		if h.knows(t, phrase); h.run("", "list").status == 0 {
			return fmt.Sprintf("opens by %q", phrase)
		}
	}
	return "opens by nothing"
}

// byOnePhrase gives the passphrase, with nothing to find out.
func byOnePhrase(t *testing.T, h home) string {
	t.Helper()
	h.knows(t, onePhrase)
	return ""
}

// archived is a journal that takes in the archive of another.
func archived(t *testing.T, h home) {
	t.Helper()
	other := newHome(t)
	entries(t, other)
	other.must(t, "", "archive", "--out", "OUT/journal.json", "--plain-json", "--yes")
	data, err := os.ReadFile(other.path("out", "journal.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(h.path("out", "journal.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	h.must(t, "One of its own, "+marker+".\n", "add")
}

// backups checks that whatever has the name of a backup is a whole one, and
// that there is one where it was said to be.
func backups(t *testing.T, y *tally, name string, h home, acknowledged bool) {
	t.Helper()
	found, err := filepath.Glob(h.path("out", "*.db"))
	if err != nil {
		t.Fatal(err)
	}
	if acknowledged && len(found) != 1 {
		y.broken(t, &y.lost, "%s: a backup was said to be made, and there are %d", name, len(found))
	}
	for _, file := range found {
		if r := h.run("", "--journal", file, "verify"); r.status != 0 {
			y.broken(t, &y.torn, "%s: the backup is not whole: %v", name, r)
		}
	}
}

// commands are the rows that the program has: one of an earlier release
// can be tried too.
func commands(t *testing.T) []command {
	t.Helper()
	h := newHome(t)
	help := h.must(t, "", "--help")
	return slices.DeleteFunc(rows(), func(c command) bool { return !strings.Contains(help, "\n  "+c.args[0]+" ") })
}

// rows are everything that writes to the journal, and what writes a file.
func rows() []command {
	export := []string{"export", "--since", "2020-01-01", "--yes", "--out", "OUT/pack.md"}
	return []command{
		{name: "first add", prepare: func(*testing.T, home) {}, in: words("A beginning"), args: []string{"add"}, changes: true, everywhere: true},
		{name: "add", prepare: entries, in: words("A new one"), args: []string{"add"}, changes: true},
		{name: "draft", prepare: entries, in: halfway, changes: true, partial: true, said: "Draft kept",
			args:  []string{"reflect", "--framework", "what-so-what-now-what", "--date", "2026-01-05", "--accessible"},
			after: []string{"resume", "--accessible"}, afterIn: rest},
		{name: "edit", prepare: entries, in: words("In other words"), args: []string{"edit", "last", "--answer", "1"}, changes: true},
		{name: "delete", prepare: entries, args: []string{"delete", "last", "--yes"}, changes: true},
		{name: "purge", prepare: entries, args: []string{"purge", "last", "--yes"}, changes: true},
		{name: "forget", prepare: func(t *testing.T, h home) {
			entries(t, h)
			h.must(t, words("In other words"), "edit", "last", "--answer", "1")
		}, args: []string{"forget", "last", "--yes"}, changes: true, looks: []string{"history last"}},
		{name: "words", prepare: entries, in: "Harbour " + marker + "\n", args: []string{"words", "add"}, changes: true, looks: []string{"words list"}},
		{name: "undo", prepare: entries, args: []string{"undo"}, changes: true},
		{name: "settings", prepare: entries, args: []string{"settings", "--profession", "nursing", "--region", "GB"}, changes: true, looks: []string{"settings"}},
		{name: "export", prepare: entries, args: export, changes: true, everywhere: true, looks: []string{"shared"}},
		{name: "export again", prepare: func(t *testing.T, h home) {
			entries(t, h)
			h.must(t, "", export...)
			h.must(t, "", "edit", "last", "--goal", "ethics")
		}, args: export, changes: true, everywhere: true, looks: []string{"shared"}},
		{name: "passphrase set", prepare: entries, in: onePhrase + "\n", args: []string{"passphrase", "set", "--new-passphrase-fd", "0"},
			changes: true, brief: true, opened: byPhrases, runs: 6},
		{name: "passphrase change", prepare: known, in: anotherPhrase + "\n", args: []string{"passphrase", "change", "--new-passphrase-fd", "0"},
			changes: true, brief: true, opened: byPhrases, runs: 5},
		{name: "locked add", prepare: protected, in: words("Written locked"), args: []string{"add"},
			changes: true, brief: true, opened: byOnePhrase, runs: 8},
		{name: "filing", prepare: func(t *testing.T, h home) {
			protected(t, h)
			h.must(t, words("A letter"), "add")
			h.must(t, words("Another"), "add")
			h.knows(t, onePhrase)
		}, args: []string{"list"}, brief: true, opened: byOnePhrase, runs: 8},
		{name: "backup", prepare: entries, args: []string{"backup", "--to", "OUT", "--keep-all"}, everywhere: true, left: backups},
		{name: "restore-backup", prepare: func(t *testing.T, h home) {
			entries(t, h)
			h.must(t, "", "backup", "--to", "OUT")
			h.must(t, words("After it"), "add")
		}, args: []string{"restore-backup", "last", "--yes"}, changes: true},
		{name: "archive", prepare: entries, args: []string{"archive", "--out", "OUT/journal.json", "--plain-json", "--yes"}, everywhere: true},
		{name: "import", prepare: archived, args: []string{"import", "OUT/journal.json", "--yes"}, changes: true},
	}
}
