package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"afterword/internal/cli"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// sharer is a home of its own with a journal, from which the program is
// run in this process.
type sharer struct {
	dir string
	in  string
	tty bool // standard output is a terminal
}

// run runs the program and returns its status and what it wrote.
func (s sharer) run(args ...string) (status int, out, talk string) {
	var o, e bytes.Buffer
	env := &cli.Env{
		In: strings.NewReader(s.in), Out: &o, Err: &e,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) }, Zone: "Europe/London",
		Terminal: cli.Terminal{Out: s.tty, Size: func() (int, int) { return 0, 0 }},
		Dirs:     cli.Dirs{Data: filepath.Join(s.dir, "data"), Config: filepath.Join(s.dir, "config")},
	}
	status = cli.Main(env, args)
	return status, o.String(), e.String()
}

// newSharer makes a journal that holds the things, saved in order.
func newSharer(t *testing.T, things ...journal.Thing) sharer {
	t.Helper()
	s := sharer{dir: t.TempDir()}
	for _, name := range []string{"data", "config", "out"} {
		if err := os.Mkdir(filepath.Join(s.dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	v, err := vault.Create(t.Context(), vault.Place{
		Journal: filepath.Join(s.dir, "data", "journal.db"), Keys: filepath.Join(s.dir, "config", "keys"),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	save(t, v, things...)
	return s
}

func save(t *testing.T, v *vault.Vault, things ...journal.Thing) {
	t.Helper()
	for _, thing := range things {
		if err := v.Save(context.Background(), sharedStamp(), thing); err != nil {
			t.Fatal(err)
		}
	}
}

func sharedStamp() journal.Stamp {
	return journal.StampOf(time.Date(2026, 11, 20, 19, 0, 0, 0, time.UTC), "Europe/London")
}

func anEntry(v journal.Visibility, text string) *journal.Entry {
	e := &journal.Entry{}
	e.Written, e.Shift, e.Kind, e.Visibility, e.Gist = sharedStamp(), "2026-11-20", journal.Note, v, journal.GistOf(text)
	e.Tags, e.Aliases = []string{"MARKERtag"}, []string{"MARKERalias"}
	e.Answers = []journal.Answer{{Question: "What stayed with you?", Text: text}, {Question: "And?", Text: "MARKERskipped", Skipped: true}}
	return e
}

func aQuestion(v journal.Visibility, text string, from journal.ID) *journal.Question {
	q := &journal.Question{}
	q.Written, q.QuestionHead.State, q.Visibility, q.Entry, q.Text = sharedStamp(), journal.QuestionDraft, v, from, text
	return q
}

func anAction(text string, from journal.ID) *journal.Action {
	act := &journal.Action{}
	act.Written, act.ActionHead.State, act.Entry, act.Text = sharedStamp(), journal.ActionOpen, from, text
	return act
}

// marked is a journal with three things to bring, each with the word
// brought, and MARKER in everything else.
func marked(t *testing.T) sharer {
	t.Helper()
	s := newSharer(t)
	v, err := vault.Open(t.Context(), vault.Place{
		Journal: filepath.Join(s.dir, "data", "journal.db"), Keys: filepath.Join(s.dir, "config", "keys"),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	bring, private := anEntry(journal.Bring, "brought entry"), anEntry(journal.JustMe, "MARKERprivate")
	never, binned := anEntry(journal.Never, "MARKERnever"), anEntry(journal.Bring, "MARKERbinned")
	old := anEntry(journal.Bring, "MARKERold")
	old.Shift = "2025-01-01"
	save(t, v, bring, private, never, binned, old)
	closed := anAction("MARKERclosed", bring.ID)
	closed.Close(journal.ActionDone, "2026-10-01", "MARKERoutcome")
	met := &journal.Session{SessionHead: journal.SessionHead{Written: sharedStamp(), Date: "2026-11-20", Minutes: 60, SignedBy: "MARKERsigned"},
		SessionBody: journal.SessionBody{Agreed: "MARKERagreed", Impact: "MARKERimpact"}}
	save(t, v, closed, met, &journal.Supervisor{SupervisorHead: journal.SupervisorHead{Written: sharedStamp(), State: journal.SupervisorCurrent, Name: "MARKERname"}})
	answered := aQuestion(journal.Bring, "MARKERanswered", journal.ID{})
	answered.QuestionHead.State = journal.QuestionAnswered
	save(t, v,
		aQuestion(journal.Bring, "brought question", bring.ID), aQuestion(journal.JustMe, "MARKERq", bring.ID),
		aQuestion(journal.Bring, "MARKERqnever", never.ID), answered,
		anAction("brought action", bring.ID), anAction("carried action", private.ID),
		anAction("MARKERactnever", never.ID), anAction("MARKERbinnedact", binned.ID), anAction("agreed action", journal.ID{}))
	if err := v.Delete(t.Context(), sharedStamp(), binned.ID); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestExportHoldsOnlyWhatWasChosen(t *testing.T) {
	s := marked(t)
	out := filepath.Join(s.dir, "out", "pack")
	status, data, talk := s.run("export", "--since", "2026-11-01", "--full-text",
		"--format", "md", "--format", "text", "--format", "json", "--out", out, "--yes")
	if status != 0 {
		t.Fatalf("status %d: %s", status, talk)
	}
	if want := "1 question, 3 actions, 1 entry; no possible identifiers."; !strings.Contains(talk, want) {
		t.Errorf("said %q, want %q in it", talk, want)
	}
	if !strings.Contains(talk, "1 question and 2 actions that grew from an entry marked never") {
		t.Errorf("what was held back is not named: %q", talk)
	}
	files, err := os.ReadDir(filepath.Join(s.dir, "out"))
	if err != nil || len(files) != 3 {
		t.Fatalf("there are %d files, %v", len(files), err)
	}
	if info, err := os.Stat(out + ".md"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v; want 0600", info.Mode(), err)
	}
	everything := map[string]string{"standard output": data, "standard error": talk}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(s.dir, "out", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"brought entry", "brought question", "brought action", "carried action", "agreed action"} {
			if !strings.Contains(string(raw), want) {
				t.Errorf("%s lacks %q", f.Name(), want)
			}
		}
		everything[f.Name()] = string(raw)
	}
	for _, args := range [][]string{
		{"export", "--since", "2026-11-01", "--dry-run"}, {"export", "--since", "2026-11-01", "--out", "-", "--yes"},
		{"shared"}, {"shared", "--json"}, {"shared", "show", "last"}, {"shared", "show", "last-1", "--json"},
	} {
		status, data, talk := s.run(args...)
		if status != 0 {
			t.Errorf("%v: status %d: %s", args, status, talk)
		}
		everything[strings.Join(args, " ")] = data + talk
	}
	for name, text := range everything {
		if strings.Contains(text, "MARKER") {
			t.Errorf("%s holds what was not chosen", name)
		}
	}
	_, data, _ = s.run("shared", "show", "last-1", "--json")
	var shown struct {
		Shared struct {
			Contents []struct{ Kind string }
			Files    []struct{ Name string }
		}
	}
	if err := json.Unmarshal([]byte(data), &shown); err != nil || len(shown.Shared.Contents) != 5 || len(shown.Shared.Files) != 3 {
		t.Errorf("the record holds %+v, %v; want five items and three files", shown, err)
	}
}

func TestExportAsksAboutEachFinding(t *testing.T) {
	for _, tt := range []struct {
		name, in   string
		status     int
		has, hasnt string
	}{
		{"replaced, kept", "r\nk\n\ny\n", 0, "jo", "07700"},
		{"own words", "e\nthe ward\nk\n\ny\n", 0, "the ward", "07700"},
		{"refused at the end", "r\nr\n\nn\n", 0, "", ""},
		{"input ends", "r\n", 130, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSharer(t, anEntry(journal.Bring, "She rang from 07700 900123 or jo@example.org."))
			s.in = tt.in
			path := filepath.Join(s.dir, "out", "pack.md")
			status, _, talk := s.run("export", "--accessible", "--out", path)
			if status != tt.status {
				t.Fatalf("status %d, want %d: %s", status, tt.status, talk)
			}
			raw, err := os.ReadFile(path)
			if tt.has == "" {
				if err == nil {
					t.Error("a file was written")
				}
				if _, list, _ := s.run("shared"); list != "" {
					t.Errorf("something was recorded: %s", list)
				}
				return
			}
			if err != nil {
				t.Fatal(err, talk)
			}
			if text := string(raw); !strings.Contains(text, tt.has) || strings.Contains(text, tt.hasnt) {
				t.Errorf("the pack is %q", text)
			}
			if !strings.Contains(talk, "This is everything that will leave") {
				t.Error("no preview was shown")
			}
		})
	}
}

func TestExportLeavesNothingBehindWhenItFails(t *testing.T) {
	s := newSharer(t, anEntry(journal.Bring, "brought entry"))
	dir := filepath.Join(s.dir, "out")
	if err := os.Mkdir(filepath.Join(dir, "pack.txt"), 0o700); err != nil {
		t.Fatal(err)
	}
	status, _, _ := s.run("export", "--format", "md", "--format", "text", "--out", filepath.Join(dir, "pack"), "--yes")
	files, err := os.ReadDir(dir)
	if status != 2 || err != nil || len(files) != 1 {
		t.Errorf("status %d, %d files, %v", status, len(files), err)
	}
	if _, list, _ := s.run("shared"); list != "" {
		t.Errorf("something was recorded: %s", list)
	}
}

// A file that a terminal cannot show is not printed on one.
func TestExportPrintsNoDocumentOnATerminal(t *testing.T) {
	s := newSharer(t, anEntry(journal.Bring, "A calm handover."))
	for _, tt := range []struct {
		tty    bool
		args   []string
		status int
	}{
		{true, []string{"--format", "docx", "--dry-run"}, cli.StatusMisused},
		{true, []string{"--format", "docx", "--out", "-", "--yes"}, cli.StatusMisused},
		{true, []string{"--format", "html", "--dry-run"}, cli.StatusDone},
		{false, []string{"--format", "docx", "--dry-run"}, cli.StatusDone},
		{true, []string{"--out", filepath.Join(s.dir, "out", "pack.docx"), "--yes"}, cli.StatusDone},
	} {
		s.tty = tt.tty
		status, out, talk := s.run(append([]string{"export"}, tt.args...)...)
		if status != tt.status || tt.tty && strings.HasPrefix(out, "PK") || !tt.tty && !strings.HasPrefix(out, "PK") {
			t.Errorf("%v on a terminal %t: status %d, %.20q, %s", tt.args, tt.tty, status, out, talk)
		}
	}
}

// Who is asked about a file that cannot be read is shown its words, and all
// of them where another file holds a part.
func TestExportShowsTheWordsOfADocument(t *testing.T) {
	s := newSharer(t, anEntry(journal.Bring, "A calm <b> handover."))
	for _, formats := range [][]string{{"html"}, {"docx"}, {"csv", "docx"}, {"csv", "html"}} {
		args := []string{"export", "--accessible", "--out", filepath.Join(s.dir, "out", "pack")}
		for _, f := range formats {
			args = append(args, "--format", f)
		}
		s.in = "\nn\n"
		status, out, talk := s.run(args...)
		if status != cli.StatusDone || !strings.Contains(talk, "A calm <b> handover.") || !strings.Contains(talk, "This is everything that will leave") {
			t.Errorf("%v: status %d, %q, %s", formats, status, out, talk)
		}
		if left, err := os.ReadDir(filepath.Join(s.dir, "out")); err != nil || len(left) > 0 {
			t.Errorf("%v: %d files were written (%v)", formats, len(left), err)
		}
	}
}
