//go:build external && linux

package fault

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// recording is a run of several commands, each of one save, so that after a
// loss of power one is there or it is not.
type recording struct {
	name    string
	prepare func(t *testing.T, h home)
	steps   []string
	looks   []string
	states  int // in the short form
}

// recordings are the scripts that are played. LONG is a text of several
// pages, OUT the directory for what leaves, $1 the program.
func recordings() []recording {
	return []recording{
		{"usual", func(t *testing.T, h home) { h.must(t, "Before it all, "+marker+".\n", "add", "--visibility", "bring") }, []string{
			`printf '%s' "$LONG" | "$1" add --json --goal culture`,
			`echo "A second one, ` + marker + `." | "$1" add --json`,
			`printf '%s' "$LONG" | "$1" edit last --answer 1 --json`,
			`"$1" bring last --json`,
			`"$1" export --since 2020-01-01 --yes --out "$OUT/pack.md" --json`,
			`"$1" delete last --yes --json`,
			`"$1" undo --json`,
			`"$1" settings --profession nursing --json`,
			`printf '` + strings.ReplaceAll(halfway, "\n", `\n`) + `' | "$1" reflect --framework what-so-what-now-what --date 2026-01-05 --accessible`,
			`"$1" purge last --yes --json`,
			`echo "A last one, ` + marker + `." | "$1" add --json`,
			`"$1" export --since 2020-01-01 --yes --full-text --out "$OUT/pack.md" --json`,
		}, []string{"settings"}, 200},
		{"beginning", func(*testing.T, home) {}, []string{
			`printf '%s' "$LONG" | "$1" add --json`,
			`echo "A second one, ` + marker + `." | "$1" add --json`,
		}, nil, 80},
	}
}

// script is a step as the shell runs it.
func (r recording) script(steps ...string) string {
	return "LONG='" + words("Long") + "'\n" + strings.Join(steps, "\n")
}

// TestPowerCut records runs of the program and looks at what a loss of
// power at any moment of them would have left.
func TestPowerCut(t *testing.T) {
	for _, r := range recordings() {
		t.Run(r.name, func(t *testing.T) { powerCut(t, r) })
	}
}

// trial is a recording, and what it should look like after each command.
type trial struct {
	recording
	tape
	pictures []string
	packs    [][]byte // the contents that out/pack.md has in turn
}

func powerCut(t *testing.T, r recording) {
	h := newHome(t)
	r.prepare(t, h)
	y := newTally()
	plain := h.copied(t)
	c := trial{recording: r, pictures: []string{y.picture(t, "before", plain, r.looks...)}}
	for _, s := range r.steps {
		plain.start(patience, "", "sh", "-c", r.script(s), "sh", program())
		c.pictures = append(c.pictures, y.picture(t, s, plain, r.looks...))
	}
	c.tape = record(t, h, r.script(r.steps...))
	c.packs = [][]byte{nil, packOf(c.tape), outOf(h)["pack.md"]}
	if n := len(slices.DeleteFunc(slices.Clone(c.ops), func(o op) bool { return o.kind != opAck })); n != len(r.steps) {
		t.Fatalf("%d of %d commands were seen to say that they were done", n, len(r.steps))
	}
	total := c.play(t, y, sized(r.states, 6000))
	y.hits = y.runs
	t.Logf("%s; calls recorded %d, states made %d", y, len(c.ops), total)

	// The test is tested: on a disk that syncs nothing, it must find losses.
	lying := c
	lying.ops = slices.DeleteFunc(slices.Clone(c.ops), func(o op) bool { return o.kind == opSync || o.kind == opSyncDir })
	lying.ops, lying.packs = lying.ops[:min(len(lying.ops), 120)], nil
	wrong := 0
	for _, d := range some(lying.cuts(2, 2), 40) {
		_, problem := lying.look(t, newTally(), d, 0)
		if problem != "" {
			wrong++
		}
	}
	if wrong == 0 {
		t.Error("on a disk that syncs nothing, no loss was found")
	}
	t.Logf("on a disk that syncs nothing, %d of 40 states show a loss", wrong)
}

// some are so many of the disks, chosen at random.
func some(disks []disk, most int) []disk {
	random := rand.New(rand.NewPCG(5, 5))
	random.Shuffle(len(disks), func(i, j int) { disks[i], disks[j] = disks[j], disks[i] })
	return disks[:min(len(disks), most)]
}

// play looks at so many of the states and returns how many there are.
func (c trial) play(t *testing.T, y *tally, most int) int {
	all := c.cuts(sized(3, 20), sized(4, 1))
	total := len(all)
	disks := some(all, most)
	pairs(len(disks), func(i int) {
		doubt, problem := c.look(t, y, disks[i], i)
		y.add(&y.runs, 1)
		y.add(&y.doubt, doubt)
		if problem != "" {
			y.broken(t, &y.lost, "%s, %d acknowledged: %s", disks[i].how, disks[i].acks, problem)
		}
	})
	return total
}

// look writes a state to the disk and looks at it with the program: at an
// odd turn verify is the first to meet what was left behind.
func (c trial) look(t *testing.T, y *tally, d disk, turn int) (doubt int, problem string) {
	h := home{t.TempDir()}
	defer h.drop()
	d.put(t, h, c.dirs)
	var checked result
	if turn%2 == 1 {
		checked = h.run("", "verify")
	}
	got := y.picture(t, d.how, h, c.looks...)
	if turn%2 == 0 {
		checked = h.run("", "verify")
	}
	y.calm(t, d.how, checked)
	y.sealed(t, d.how, h)
	if c.packs != nil {
		y.whole(t, d.how, h.path("out", "pack.md"), c.packs...)
	}
	if checked.status != 0 && !(noJournal(checked) && d.acks == 0) {
		return 0, fmt.Sprintf("verify: %v", checked)
	}
	switch at := c.pictures[d.acks:min(len(c.pictures), d.acks+2)]; {
	case got == at[0]:
		return 0, ""
	case len(at) > 1 && got == at[1]:
		return 1, ""
	case c.drafting(d.acks) && strings.HasPrefix(got, withoutDrafts(at[0])):
		return 1, ""
	default:
		return 0, fmt.Sprintf("there is\n%s\nand it should be\n%s", unlike(got, at[0]), unlike(at[0], got))
	}
}

// drafting reports whether the command after so many writes a draft: half
// of what was typed may be there.
func (r recording) drafting(acks int) bool {
	return acks < len(r.steps) && strings.Contains(r.steps[acks], "reflect")
}

// packOf is the first pack that a recording wrote: the file that was given
// the name first.
func packOf(p tape) []byte {
	for _, o := range p.ops {
		if o.kind == opRename && strings.HasSuffix(o.to, "pack.md") {
			var data []byte
			for _, w := range p.ops {
				if w.file == o.file && (w.kind == opWrite || w.kind == opTruncate) {
					data = w.applied(data)
				}
			}
			return data
		}
	}
	return nil
}

func sortedKeys(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }

// filesOf are the files below a home's root.
func filesOf(t *testing.T, h home) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(h.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, h.root+"/")] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// dirsOf are the directories below a home's root.
func dirsOf(t *testing.T, h home) []string {
	t.Helper()
	var dirs []string
	err := filepath.WalkDir(h.root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != h.root {
			dirs = append(dirs, strings.TrimPrefix(path, h.root+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}
