package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// marker is typed into every field that takes words. It is found nowhere
// else.
const marker = "zqxmarker"

// house is a home whose every directory is known, and one outside it into
// which packs go.
type house struct {
	binary  string
	home    string
	outside string
	env     []string
}

func newHouse(t *testing.T, binary string) house {
	t.Helper()
	h := house{binary: binary, home: t.TempDir(), outside: t.TempDir()}
	for name, dir := range map[string]string{
		"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state",
		"XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp", "AFTERWORD_CONFIG_DIR": "config/afterword",
	} {
		path := filepath.Join(h.home, filepath.FromSlash(dir))
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		h.env = append(h.env, name+"="+path)
	}
	h.env = elsewhere(t, append(h.env, "HOME="+h.home, "AFTERWORD_JOURNAL=")...)
	return h
}

// runs runs the program, which must end with the status, and
// returns its standard output and standard error.
func (h house) runs(t *testing.T, want int, in string, args ...string) (out, talk string) {
	t.Helper()
	var o, e strings.Builder
	cmd := exec.Command(h.binary, args...)
	cmd.Env, cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = h.env, h.outside, strings.NewReader(in), &o, &e
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("%.60q: %v", args, err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		t.Fatalf("%.60q ends with status %d, want %d; it said:\n%.2000s", args, got, want, e.String())
	}
	return o.String(), e.String()
}

// with lists the files below dir whose bytes or names hold the marker, as
// UTF-8 in either case or as UTF-16.
func with(t *testing.T, dir string) (found []string, read int) {
	t.Helper()
	var wide []byte
	for _, u := range utf16.Encode([]rune(marker)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		low := bytes.ToLower(data)
		if strings.Contains(path, marker) || bytes.Contains(low, []byte(marker)) || bytes.Contains(low, wide) {
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, read
}

// clear fails if any file of the home holds the marker.
func (h house) clear(t *testing.T, when string) {
	t.Helper()
	found, read := with(t, h.home)
	if read < 2 {
		t.Fatalf("%s: %d files were read, fewer than the journal and its key", when, read)
	}
	for _, path := range found {
		t.Errorf("%s: %s holds what was typed", when, path)
	}
}

// TestResidue types a word into every field and looks for it in every file.
func TestResidue(t *testing.T) {
	h := newHouse(t, built(t))
	h.runs(t, 0, marker+" began it.\nAnd more.", "add", "--goal", "support", "--tag", marker, "--alias", marker+"-3")
	h.runs(t, 0, marker+" moment\n\nwhat "+marker+" told\n\ncall "+marker, "quick", "--next", "action", "--energy", "3")
	h.runs(t, 0, marker+" moment\n\nwhat "+marker+" told\n\nwhy "+marker, "quick", "--next", "question", "--risk", "none")
	h.runs(t, 0, "edited "+marker, "edit", "last", "--answer", "1")
	h.runs(t, 0, "again "+marker, "again", "last")
	h.runs(t, 0, "", "support", "add", "--name", marker, "--how", "ring "+marker)
	h.runs(t, 130, "3\nhalf "+marker+"\n", "--accessible", "quick", "--date", "today")
	h.clear(t, "after writing")

	if out, _ := h.runs(t, 0, "", "drafts", "--json"); strings.Count(out, `"flow"`) != 1 {
		t.Errorf("the unfinished draft is not listed: %s", out)
	}
	h.runs(t, 0, "", "bring", "last", "last-1", "last-2", "last-3")
	h.runs(t, 0, "", "export", "--for", marker, "--by", marker, "--full-text", "--out", "pack.md", "--yes")
	if found, _ := with(t, h.outside); len(found) != 1 {
		t.Errorf("the marker is in %d files outside, want it in the pack", len(found))
	}
	for _, args := range [][]string{{"search", marker}, {"search", "tag:" + marker}, {"show", "last"}, {"history", "last-1"}, {"shared"}, {"list"}, {"support"}, {"verify"}, {"doctor"}} {
		h.runs(t, 0, "", args...)
	}
	h.clear(t, "after looking back and sharing")

	out, _ := h.runs(t, 0, "", "list", "--limit", "0", "--json")
	var list struct{ Entries []struct{ ID string } }
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list.Entries) != 4 {
		t.Fatalf("%d entries are listed, want 4: %v", len(list.Entries), err)
	}
	for _, e := range list.Entries {
		h.runs(t, 0, "", "delete", e.ID, "--yes")
	}
	h.clear(t, "after deleting")
	for _, e := range list.Entries {
		h.runs(t, 0, "", "purge", e.ID, "--yes")
	}
	h.runs(t, 0, "", "verify")
	h.clear(t, "after purging")
}

// TestTexts puts every kind of text in through add and takes it out again.
// Nothing is lost in silence: what has to change is said.
func TestTexts(t *testing.T) {
	h := newHouse(t, built(t))
	long := strings.Repeat("a calm hour. ", (4<<20)/13) // a little under 4 MiB
	for _, tt := range []struct {
		name, in, want string
		says           string // on standard error; empty for not a word
	}{
		{"plain", "A calm handover.", "A calm handover.", ""},
		{"emoji", "\U0001F469\u200d\u2695\ufe0f and \U0001F1FA\U0001F1E6", "\U0001F469\u200d\u2695\ufe0f and \U0001F1FA\U0001F1E6", ""},
		{"right to left", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", ""},
		{"direction marks", "a \u202eb\u202c c", "a \u202eb\u202c c", ""},
		{"combining", "cafe\u0301 not caf\u00e9", "cafe\u0301 not caf\u00e9", ""},
		{"CR LF", "one\r\ntwo\rthree", "one\ntwo\nthree", "2 line endings changed to LF"},
		{"NUL", "one\x00two", "onetwo", "1 NUL removed"},
		{"invalid UTF-8", "caf\xe9 \xff", "caf\ufffd \ufffd", "2 unreadable bytes shown as \ufffd"},
		{"controls", "red \x1b[31mtext\x07", "red [31mtext", "2 control characters removed"},
		{"byte order mark", "\ufeffcalm", "calm", "1 byte order mark removed"},
		{"4 MiB", long, strings.TrimSpace(long), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, talk := h.runs(t, 0, tt.in, "add")
			if tt.says == "" && strings.Contains(talk, "Changed in the text") {
				t.Errorf("a change is reported where there is none: %.200q", talk)
			}
			if !strings.Contains(strings.Join(strings.Fields(talk), " "), tt.says) {
				t.Errorf("it says %.300q, want %q", talk, tt.says)
			}
			if got := h.text(t, "last"); got != tt.want {
				t.Errorf("what comes out is %.80q (%d bytes), want %.80q (%d bytes)", got, len(got), tt.want, len(tt.want))
			}
		})
	}
	t.Run("over 4 MiB", func(t *testing.T) {
		before := h.text(t, "last")
		_, talk := h.runs(t, 2, strings.Repeat("a", 4<<20+1), "add")
		if !strings.Contains(talk, "4 MiB") || h.text(t, "last") != before {
			t.Errorf("a text of over 4 MiB: %.200q", talk)
		}
	})
}

// text is the text of an entry's only answer.
func (h house) text(t *testing.T, ref string) string {
	t.Helper()
	out, _ := h.runs(t, 0, "", "show", ref, "--json")
	var shown struct {
		Entry struct{ Answers []struct{ Text string } }
	}
	if err := json.Unmarshal([]byte(out), &shown); err != nil {
		t.Fatal(err)
	}
	if len(shown.Entry.Answers) != 1 {
		t.Fatalf("%d answers, want one", len(shown.Entry.Answers))
	}
	return shown.Entry.Answers[0].Text
}

// TestNoEscapes keeps an entry that could steer a terminal, as no command
// would store it, and prints it in every way there is.
func TestNoEscapes(t *testing.T) {
	h := newHouse(t, built(t))
	h.keepHostile(t, "calm \x1b]0;title\x07 \x1b[2J \u009b31m \u202egnol\u202c end")
	if out, _ := h.runs(t, 0, "", "show", "last", "--json"); !strings.Contains(out, `\u001b`) {
		t.Fatalf("the entry does not hold what this test is about: %s", out)
	}
	for _, args := range [][]string{
		{"show", "last"}, {"list"}, {"search", "calm"}, {"history", "last"}, {"check", "last"}, {"show", "last", "--json"},
		{"list", "--json"}, {"--plain", "show", "last"}, {"--accessible", "show", "last"}, {"--accessible", "list"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			out, talk := h.runs(t, 0, "", args...)
			if out == "" {
				t.Error("it printed nothing")
			}
			bad := []string{"\x1b", "\x07"}
			if !slices.Contains(args, "--json") { // there the words are data
				bad = append(bad, "\u009b", "\u202e")
			}
			for _, b := range bad {
				if strings.Contains(out+talk, b) {
					t.Errorf("it prints %q: %.300q", b, out+talk)
				}
			}
		})
	}
}

// keepHostile puts a text, with nothing taken out, into every field of an
// entry that takes one.
func (h house) keepHostile(t *testing.T, text string) {
	t.Helper()
	v, err := vault.Create(t.Context(), vault.Place{
		Journal: filepath.Join(h.home, "data", "afterword", "journal.db"),
		Keys:    filepath.Join(h.home, "config", "afterword", "keys"),
	})
	if err != nil {
		t.Fatal(err)
	}
	at := journal.Stamp{Unix: 1795000000}
	e := &journal.Entry{
		EntryHead: journal.EntryHead{Written: at, Shift: at.Date(), Kind: journal.Note, Visibility: journal.JustMe,
			Tags: []string{text}, Aliases: []string{text}, Framework: text, Gist: text},
		EntryBody: journal.EntryBody{Answers: []journal.Answer{{Question: text, Stage: text, Text: text}}},
	}
	if err := errors.Join(v.Save(t.Context(), at, e), v.Close()); err != nil {
		t.Fatal(err)
	}
}
