//go:build external && linux

package fault

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// tally counts what came of many runs. Only doubt may be above zero beside
// runs and hits.
type tally struct {
	sync.Mutex
	runs, hits, lost, damaged, doubt, panics, hung, plaintext, torn int
	statuses                                                        map[int]int
	shown                                                           int // problems printed so far
}

func newTally() *tally { return &tally{statuses: map[int]int{}} }

func (y *tally) String() string {
	y.Lock()
	defer y.Unlock()
	var statuses []string
	for _, s := range slices.Sorted(maps.Keys(y.statuses)) {
		statuses = append(statuses, fmt.Sprintf("%d: %d", s, y.statuses[s]))
	}
	return fmt.Sprintf("runs %d, hits %d, lost %d, damaged %d, in doubt %d, panics %d, plaintext %d; hung %d, torn files %d; statuses %s",
		y.runs, y.hits, y.lost, y.damaged, y.doubt, y.panics, y.plaintext, y.hung, y.torn, strings.Join(statuses, ", "))
}

// add counts something while others count too.
func (y *tally) add(counter *int, n int) {
	y.Lock()
	defer y.Unlock()
	*counter += n
}

// statusOf counts the status of a run.
func (y *tally) statusOf(r result) {
	y.Lock()
	defer y.Unlock()
	y.statuses[r.status]++
}

// ended counts the status of a run. The first few that are none of those
// which a failing disk should end with are printed, to be looked at.
func (y *tally) ended(t *testing.T, name string, r result) {
	t.Helper()
	y.statusOf(r)
	y.Lock()
	defer y.Unlock()
	if !slices.Contains([]int{0, 6, 7, 130}, r.status) && y.statuses[r.status] <= 2 {
		t.Logf("look: %s: %v", name, r)
	}
}

// broken counts and reports an invariant that did not hold. One fault of
// the program can break hundreds of runs, so only the first are printed.
func (y *tally) broken(t *testing.T, counter *int, format string, args ...any) {
	t.Helper()
	y.Lock()
	defer y.Unlock()
	*counter++
	if y.shown++; y.shown <= 12 {
		t.Errorf(format, args...)
	} else {
		t.Fail()
	}
}

// calm is I5: no panic and no hang, whatever happens.
func (y *tally) calm(t *testing.T, name string, r result) {
	t.Helper()
	if strings.Contains(r.talk, "panic:") || strings.Contains(r.talk, "goroutine ") || strings.Contains(r.talk, "fatal error:") {
		y.broken(t, &y.panics, "%s: it panics: %v", name, r)
	}
	if r.hung {
		y.broken(t, &y.hung, "%s: it hangs", name)
	}
}

// sound is I3: the journal opens and verify finds nothing wrong.
func (y *tally) sound(t *testing.T, name string, h home) {
	t.Helper()
	r := h.run("", "verify")
	y.calm(t, name+", verify", r)
	if r.status != 0 && !(noJournal(r) && empty(h.journal())) {
		y.broken(t, &y.damaged, "%s: verify: %v", name, r)
	}
}

// noJournal reports whether a run ended because there is none yet.
func noJournal(r result) bool {
	return r.status == 4 && strings.Contains(r.talk, "there is no journal yet")
}

// sealed is I6: nothing that was typed is in a file below HOME.
func (y *tally) sealed(t *testing.T, name string, h home) {
	t.Helper()
	_ = filepath.WalkDir(h.path("home"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // a file may go while another run ends
		}
		if data, err := os.ReadFile(path); err == nil && bytes.Contains(data, []byte(marker)) {
			y.broken(t, &y.plaintext, "%s: a text stands in clear in %s", name, strings.TrimPrefix(path, h.root))
		}
		return nil
	})
}

// whole is I7: a file that leaves is the one that was there, or none where
// none was, or the new one to its last byte but for the moment it names.
func (y *tally) whole(t *testing.T, name, path string, allowed ...[]byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		got = nil
	}
	moment := regexp.MustCompile(`\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)`)
	for _, want := range allowed {
		if (got == nil) == (want == nil) && bytes.Equal(moment.ReplaceAll(got, nil), moment.ReplaceAll(want, nil)) {
			return
		}
	}
	y.broken(t, &y.torn, "%s: %s is neither the old file nor the new one: %d bytes", name, filepath.Base(path), len(got))
}

// kept is I1, I2 and I4 for one command: what it did is there if it ended
// as if it was, and either all of it or nothing otherwise. partial allows
// for a part, of a draft that was not said to be kept.
func (y *tally) kept(t *testing.T, name string, r result, got, before, after string, acknowledged, partial bool) {
	t.Helper()
	switch {
	case got == after && acknowledged, got == before && !acknowledged:
	case got == after:
		y.add(&y.doubt, 1)
		if r.status != 7 { // it could have looked, and said so
			t.Logf("%s: kept, though %v", name, r)
		}
	case partial && !acknowledged && strings.HasPrefix(got, withoutDrafts(before)):
		y.add(&y.doubt, 1)
	default:
		y.broken(t, &y.lost, "%s: acknowledged %v, %v; there is\n%s\nand it should be\n%s", name, acknowledged, r, unlike(got, after), unlike(after, got))
	}
}

// withoutDrafts is a picture up to where the drafts are.
func withoutDrafts(picture string) string {
	entries, _, _ := strings.Cut(picture, `{"drafts":`)
	return entries
}

// unlike are the lines of one picture that another has not, cut short.
func unlike(a, b string) string {
	other := strings.Split(b, "\n")
	var lines []string
	for line := range strings.SplitSeq(a, "\n") {
		if !slices.Contains(other, line) {
			lines = append(lines, fmt.Sprintf("%.500s", line))
		}
	}
	return strings.Join(lines, "\n")
}

// noThings is the picture of a journal that holds nothing, or is not there.
const noThings = `{"drafts":[],"schema":"afterword/drafts/1"}`

// picture is everything that can be read of a journal, without what differs
// from one run to the next: ids and moments. Two journals in which the same
// was done have the same picture. The more commands print their JSON at the
// end of it.
func (y *tally) picture(t *testing.T, name string, h home, more ...string) string {
	t.Helper()
	var lines []string
	for _, list := range [][]string{{"list", "--limit", "0"}, {"list", "--limit", "0", "--deleted"}} {
		r := h.run("", append(list, "--json")...)
		y.calm(t, name, r)
		if noJournal(r) {
			return noThings
		}
		if r.status != 0 {
			return fmt.Sprintf("%s: %v", list, r)
		}
		for _, id := range idsIn(r.out, "entries") {
			shown := h.run("", "show", id, "--json")
			y.calm(t, name, shown)
			lines = append(lines, timeless(shown))
		}
	}
	slices.Sort(lines)
	for _, command := range append([]string{"drafts"}, more...) {
		r := h.run("", append(strings.Fields(command), "--json")...)
		y.calm(t, name, r)
		lines = append(lines, timeless(r))
	}
	return strings.Join(lines, "\n")
}

// idsIn are the ids in a list of a JSON document.
func idsIn(document, list string) []string {
	var lists map[string]json.RawMessage
	var things []struct{ ID string }
	if json.Unmarshal([]byte(document), &lists) != nil || json.Unmarshal(lists[list], &things) != nil {
		return nil
	}
	ids := make([]string, len(things))
	for i, thing := range things {
		ids[i] = thing.ID
	}
	return ids
}

// timeless is a JSON document without ids and moments.
func timeless(r result) string {
	var document any
	if err := json.Unmarshal([]byte(r.out), &document); r.status != 0 || err != nil {
		return fmt.Sprint(r)
	}
	strip(document)
	out, err := json.Marshal(document) // its keys in order
	if err != nil {
		return err.Error()
	}
	return string(out)
}

// strip takes ids and moments out of a document.
func strip(document any) {
	switch d := document.(type) {
	case map[string]any:
		for _, key := range []string{"id", "entry_id", "written_at", "started_at", "saved_at", "second_looks", "parent", "made", "fingerprint", "until"} {
			delete(d, key)
		}
		if e, ok := d["entry"].(string); ok && e != "" {
			delete(d, "entry")
		}
		for _, inner := range d {
			strip(inner)
		}
	case []any:
		for _, inner := range d {
			strip(inner)
		}
	}
}
