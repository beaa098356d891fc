package cli_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"afterword/internal/journal"
	"afterword/internal/phrase"
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

// with lists the files below dir whose bytes or names hold the marker, or
// another of these words, as UTF-8 in either case or as UTF-16.
func with(t *testing.T, dir string, words ...string) (found []string, read int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		for _, word := range append([]string{marker}, words...) {
			if strings.Contains(path, word) || holds(data, word) {
				found = append(found, path)
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, read
}

// holds reports whether data holds a word, as UTF-8 in either case or as
// UTF-16.
func holds(data []byte, word string) bool {
	low := bytes.ToLower(data)
	var wide []byte
	for _, u := range utf16.Encode([]rune(strings.ToLower(word))) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	return bytes.Contains(low, bytes.ToLower([]byte(word))) || bytes.Contains(low, wide) || bytes.Contains(data, []byte(word))
}

// clear fails if any file of the home holds the marker or one of the words.
func (h house) clear(t *testing.T, when string, words ...string) {
	t.Helper()
	found, read := with(t, h.home, words...)
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
	h.runs(t, 0, marker+" began it.\nAnd more.", "add", "--goal", "support", "--tag", marker, "--alias", "heron-3")
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
	h.runs(t, 0, "", "export", "--for", marker, "--by", marker, "--full-text", "--out", "pack.md", "--share-undecided", "--yes")
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

// TestResidueOfKeys gives a journal a passphrase and recovery words, writes
// while it is locked, and looks for what was written, the passphrases and
// the words in every file, and in what the system tells about a process.
func TestResidueOfKeys(t *testing.T) {
	h := newHouse(t, built(t))
	// The marker is in what is tried in vain, too.
	const first, second, archived = "velvet harbour gentle pencil", "tidal lantern copper orchard mild", "seven grey herons by the weir"
	const wrong = marker + " opens nothing at all"
	secrets := []string{first, second, archived}
	asked := func(want int, in string, args ...string) string {
		t.Helper()
		out, _ := h.runs(t, want, in, append(args, "--passphrase-fd", "0")...)
		return out
	}
	h.runs(t, 0, marker+" began it.", "add")
	h.runs(t, 0, first+"\n", "passphrase", "set", "--new-passphrase-fd", "0")

	h.runs(t, 0, marker+" on the bus.", "add", "--goal", "support", "--tag", marker, "--alias", "heron-3")
	h.runs(t, 0, marker+" moment\n\nwhat "+marker+" told\n\ncall "+marker, "quick", "--next", "action", "--energy", "3")
	h.runs(t, 0, marker+" moment\n\nwhat "+marker+" told\n\nwhy "+marker, "quick", "--next", "question", "--risk", "none")
	h.runs(t, 130, "3\nhalf "+marker+"\n", "--accessible", "quick", "--date", "today")
	h.clear(t, "while locked", secrets...)
	h.waits(t, first, secrets, "list", "--passphrase-fd", "0")
	h.waits(t, marker+" typed", secrets, "add")
	h.runs(t, 3, "", "list")
	asked(3, wrong+"\n", "list")
	asked(3, wrong+"\n", "unlock")
	h.runs(t, 3, wrong, "recovery", "use", "--recovery-fd", "0", "--key-file")
	h.clear(t, "after wrong passphrases", secrets...)

	t.Cleanup(func() { h.runs(t, 0, "", "lock") })
	asked(0, first+"\n", "unlock", "--for", "5m")
	if out, _ := h.runs(t, 0, "", "drafts", "--json"); strings.Count(out, `"flow"`) != 1 {
		t.Errorf("the draft written while locked is not listed: %s", out)
	}
	for _, args := range [][]string{{"search", marker}, {"show", "last"}, {"list"}, {"verify"}, {"backup"}, {"doctor"}} {
		h.runs(t, 0, "", args...)
	}
	h.clear(t, "while kept unlocked", secrets...)
	h.silent(t, "while kept unlocked", secrets)
	h.runs(t, 0, archived+"\n", "archive", "--out", "all.age", "--archive-passphrase-fd", "0")

	sheet := asked(0, first+"\n", "recovery", "new", "--out", "-")
	words := sheetWords(t, sheet)
	secret, err := phrase.Secret(strings.Join(words, " "))
	if err != nil {
		t.Fatal(err)
	}
	secrets = append(secrets, string(secret[:]), hex.EncodeToString(secret[:]))
	for i := range len(words) - 5 {
		secrets = append(secrets, strings.Join(words[i:i+6], " "))
	}
	numberedWords := regexp.MustCompile(`\d+  +[a-z]+`)
	for line := range strings.Lines(sheet) {
		if numberedWords.MatchString(line) {
			secrets = append(secrets, strings.TrimSpace(line))
		}
	}
	h.clear(t, "after recovery words", secrets...)
	h.runs(t, 3, wrong, "recovery", "use", "--recovery-fd", "0", "--key-file")
	// The words twice: the first run is cut off before its new passphrase.
	h.runs(t, 2, strings.Join(words, " ")+"\n", "recovery", "use", "--recovery-fd", "0")
	h.runs(t, 0, strings.Join(words, "\n"), "recovery", "use", "--recovery-fd", "0", "--key-file")
	h.runs(t, 0, second+"\n", "passphrase", "set", "--new-passphrase-fd", "0")
	asked(0, second+"\n", "verify")
	h.runs(t, 0, "", "lock")
	h.clear(t, "after all of it", secrets...)
	if found, read := with(t, h.outside, secrets...); len(found) > 0 || read != 1 {
		t.Errorf("outside are %d files, want the archive alone; %q hold what was typed", read, found)
	}
}

// sheetWords are the 24 words of a sheet, in their order.
func sheetWords(t *testing.T, sheet string) []string {
	t.Helper()
	words := make([]string, 24)
	for _, m := range regexp.MustCompile(`(\d+)  +([a-z]+)`).FindAllStringSubmatch(sheet, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= 24 {
			words[n-1] = m[2]
		}
	}
	if slices.Contains(words, "") {
		t.Fatalf("the sheet lacks a word:\n%s", sheet)
	}
	return words
}

// waits begins a command that has been given a text and is not finished
// reading, and looks at what the system tells about it.
func (h house) waits(t *testing.T, in string, secrets []string, args ...string) {
	t.Helper()
	cmd := exec.Command(h.binary, args...)
	cmd.Env, cmd.Dir = h.env, h.outside
	pipe, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if _, err := io.WriteString(pipe, in); err != nil {
		t.Fatal(err)
	}
	h.silent(t, "while "+args[0]+" reads", secrets)
	h.clear(t, "while "+args[0]+" reads", secrets...)
}

// silent fails if the command line or the environment of a process of the
// program, such as the agent, holds a secret. Only Linux shows them as files.
func (h house) silent(t *testing.T, when string, secrets []string) {
	t.Helper()
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range processes {
		if exe, err := os.Readlink(filepath.Join(dir, "exe")); err != nil || exe != h.binary {
			continue
		}
		for _, name := range []string{"cmdline", "environ"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrNotExist) {
				t.Error(err)
			}
			for _, secret := range append([]string{marker}, secrets...) {
				if holds(data, secret) {
					t.Errorf("%s: the %s of a process holds what was typed", when, name)
				}
			}
		}
	}
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
