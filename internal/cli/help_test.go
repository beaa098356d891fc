package cli_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"afterword/internal/cli"
	"afterword/internal/journal"
	"afterword/internal/phrase"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// TestExamples runs every example of every command's help, each in a
// journal of its own with a few things in it. An example that is not fed
// by a pipe runs as on a terminal, where each question is skipped.
func TestExamples(t *testing.T) {
	keyring.MockInit() // kept in memory: there may be no desktop here
	seeded := seed(t)
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Name() == "completion" || c.Name() == "help" {
			return // these are cobra's
		}
		if c.Example == "" && c.Runnable() {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for line := range strings.Lines(c.Example) {
			if line = strings.TrimSpace(line); line != "" {
				t.Run(line, func(t *testing.T) { seeded.run(t, line) })
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(cli.Tree(seeded.env(t.TempDir(), strings.NewReader(""), false)))
}

// home is a journal to run examples in, and the ids of what is in it.
type home struct {
	dir string
	ids map[string]string // by the command that takes them
}

// now is the clock of the examples.
func now() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) }

// seed makes a journal with one of each thing, and enough entries.
func seed(t *testing.T) home {
	t.Helper()
	h := home{dir: t.TempDir(), ids: map[string]string{}}
	ctx := context.Background()
	v, err := vault.Create(ctx, vault.Place{Journal: filepath.Join(h.dir, "data", "journal.db"), Keys: filepath.Join(h.dir, "config", "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	save := func(things ...journal.Thing) {
		t.Helper()
		if err := v.Save(ctx, journal.StampOf(now(), "Europe/London"), things...); err != nil {
			t.Fatal(err)
		}
	}
	var last *journal.Entry
	for i, goal := range append(journal.Goals(), journal.Goals()...) {
		at := now().AddDate(0, 0, 2*i-31)
		last = &journal.Entry{}
		last.Written, last.Shift, last.Kind = journal.StampOf(at, "Europe/London"), journal.DateOf(at), journal.Reflected
		last.Goals, last.Energy, last.Visibility = []journal.Goal{goal}, 3, journal.Bring
		last.Tags, last.Aliases, last.Gist = []string{"nights"}, []string{"heron-3"}, "A calm handover"
		last.Answers = []journal.Answer{{Question: "What stayed with you?", Goal: goal, Text: "A calm handover, and time to listen."}}
		save(last)
	}
	s, q, act := new(journal.Settings), new(journal.Question), new(journal.Action)
	if err := v.Named(ctx, "settings", s); err != nil {
		t.Fatal(err)
	}
	s.Contacts = []journal.Contact{{Name: "On call", How: "extension 1"}, {Name: "A friend", How: "extension 2"}}
	q.Written, q.QuestionHead.State, q.Goal, q.Visibility, q.Text = last.Written, journal.QuestionDraft, journal.Ethics, journal.Bring, "When do I step in?"
	act.Written, act.ActionHead.State, act.Goal, act.Text = last.Written, journal.ActionOpen, journal.Quality, "Try a shorter handover"
	save(s)
	save(q)
	save(act)
	al, words := &journal.Alias{AliasHead: journal.AliasHead{Created: last.Written, Label: "heron-3", State: journal.AliasCurrent}}, new(journal.Lexicon)
	if err := v.Named(ctx, "lexicon", words); err != nil {
		t.Fatal(err)
	}
	words.Label(al.Label)
	save(al, words)
	// One thing in the trash, for restore and purge.
	gone := &journal.Entry{}
	gone.Written, gone.Kind, gone.Visibility = last.Written, journal.Note, journal.JustMe
	save(gone)
	if err := v.Delete(ctx, journal.StampOf(now(), ""), gone.ID); err != nil {
		t.Fatal(err)
	}
	d := &journal.Draft{Saved: last.Written, Started: last.Written, Answers: map[string]string{"s1": "Half a thought"}, At: "s1",
		Plan: journal.Plan{Flow: journal.FlowAdd, Shift: last.Shift, Steps: []journal.Step{{Text: "What stayed with you?"}}}}
	if err := v.KeepDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	pack := &journal.Shared{SharedHead: journal.SharedHead{Written: last.Written, For: "my supervisor", Formats: []string{"md"}, Items: 1, Fingerprint: "k7q2-9d3f"},
		SharedBody: journal.SharedBody{Items: []journal.SharedItem{{Kind: journal.KindEntry, ID: last.ID, Revision: 1, Hash: make([]byte, 32)}}}}
	save(pack)
	h.ids["drafts"], h.ids["resume"], h.ids["shared"] = d.ID.String()[:10], d.ID.String()[:10], pack.ID.String()[:10]
	sup, met := new(journal.Supervisor), new(journal.Session)
	sup.Written, sup.SupervisorHead.State, sup.Name, sup.Minutes = last.Written, journal.SupervisorCurrent, "Sam", 60
	save(sup)
	met.Written, met.Date, met.Supervisor, met.Next = last.Written, journal.DateOf(now()).AddDays(-7), sup.ID, journal.DateOf(now()).AddDays(21)
	met.Agreed = "A calmer handover"
	save(met)
	h.ids["supervisor"], h.ids["session"] = sup.ID.String()[:10], met.ID.String()[:10]
	learn := &journal.Learning{LearningHead: journal.LearningHead{Written: last.Written, State: journal.LearningOpen, Goal: journal.Independence},
		LearningBody: journal.LearningBody{Text: "Say less, and wait longer"}}
	save(learn)
	h.ids["goal"] = learn.ID.String()[:10]
	h.ids["question"], h.ids["action"] = q.ID.String()[:10], act.ID.String()[:10]
	h.ids["restore"], h.ids[""] = gone.ID.String()[:10], last.ID.String()[:10]
	return h
}

// env is the world for one run in dir.
func (h home) env(dir string, in io.Reader, terminal bool) *cli.Env {
	return &cli.Env{
		In: in, Out: io.Discard, Err: io.Discard, Now: now, Zone: "Europe/London",
		Getenv: func(name string) string {
			return map[string]string{"ACCESSIBLE": map[bool]string{true: "1"}[terminal]}[name]
		},
		Terminal: cli.Terminal{In: terminal, Out: terminal, Err: terminal, Size: func() (int, int) { return 80, 24 }},
		Dirs:     cli.Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state"), Timers: filepath.Join(dir, "timers")},
		Self:     []string{"/usr/bin/afterword"}, Cost: cheap,
	}
}

// cheap makes a passphrase quick to try, for tests.
func cheap() seal.Cost { return seal.Cost{Memory: 64, Time: 1, Threads: 1} }

// needs brings the journal of an example into the state that its command
// is for: with a passphrase, or in the keyring.
func (h home) needs(t *testing.T, dir string, env *cli.Env, args []string) {
	t.Helper()
	command := strings.Join(args[:min(2, len(args))], " ")
	before := map[string][]string{
		"keyring remove":        {"keyring", "add"},
		"alias name":            {"alias", "remember", "on"},
		"import journal.json":   {"archive", "--plain-json", "--out", "journal.json"},
		"restore-backup last":   {"backup"},
		"read pack.json":        {"export", "--since", "2026-11-18", "--format", "json", "--out", "pack.json", "--yes"},
		"restore-backup backup": {"backup"},
	}
	if first := before[command]; first != nil {
		if got := cli.Main(env, first); got != cli.StatusDone {
			t.Fatalf("%q exits %d", first, got)
		}
	}
	switch command {
	case "passphrase change", "passphrase remove", "recovery use":
		files := exampleFiles()
		secret, err := phrase.Secret(files["words"])
		if err != nil {
			t.Fatal(err)
		}
		l, err := vault.Reach(t.Context(), vault.Place{Journal: filepath.Join(dir, "data", "journal.db"), Keys: filepath.Join(dir, "config", "keys")})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		err = l.Change(t.Context(), vault.KeyFile(), vault.Change{Cost: cheap(), Remove: []seal.SlotKind{seal.SlotKeyFile},
			Add: []vault.Key{vault.Passphrase(strings.TrimSpace(files["old"])), vault.Recovery(secret)}})
		if err != nil {
			t.Fatal(err)
		}
		getenv := env.Getenv
		env.Getenv = func(name string) string {
			if name == "AFTERWORD_PASSPHRASE_COMMAND" {
				return "cat old"
			}
			return getenv(name)
		}
	}
}

// run runs one example, which must succeed.
func (h home) run(t *testing.T, line string) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(h.dir)); err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(work)
	for name, text := range exampleFiles() {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args, in, terminal := h.parse(t, line)
	var out, talk bytes.Buffer
	env := h.env(dir, in, terminal)
	env.Out, env.Err = &out, &talk
	h.needs(t, dir, env, args)
	if got := cli.Main(env, args); got != cli.StatusDone {
		t.Errorf("%q exits %d\nstdout: %s\nstderr: %s", args, got, out.String(), talk.String())
	}
	if i := strings.IndexByte(out.String(), 0x1b); i >= 0 {
		t.Errorf("%q prints an escape sequence at %d", args, i)
	}
}

// exampleFiles are the files that examples read.
func exampleFiles() map[string]string {
	return map[string]string{
		"note.txt": "A calm handover.\n",
		"old":      "tidal lantern copper orchard mild ferry\n",
		"new":      "velvet harbour gentle pencil autumn kettle\n",
		"words":    strings.Repeat("abandon ", 23) + "art\n",
		"reply.json": `{"schema": "afterword/reply/1", "pack": {"fingerprint": "k7q2-9d3f", "made": "2026-11-22T20:15:00Z"},
"made": "2026-11-23T09:00:00Z", "replies": [], "actions": [{"text": "Ask the team"}], "note": "A good month."}`,
		"my-ward.toml": `name = "My ward"
[[prompt]]
id = "ward-1"
goal = "support"
depth = "quick"
valence = "strength"
text = "What made the handover kind today?"
`,
	}
}

// idLike is an id as examples write them.
var idLike = regexp.MustCompile(`^([0-9][0-9a-hjkmnp-tv-z]*[a-hjkmnp-tv-z]|[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]*[0-9])[0-9a-hjkmnp-tv-z]*$`)

// parse takes an example apart: the pipe that feeds it, the command's
// words, and what comes after it.
func (h home) parse(t *testing.T, line string) (args []string, in io.Reader, terminal bool) {
	t.Helper()
	before, command, piped := strings.Cut(line, "| afterword")
	if !piped {
		before, command = "", strings.TrimPrefix(line, "afterword")
		if command == line {
			t.Fatalf("the example does not call afterword: %s", line)
		}
	}
	// Two spaces and more set off an explanation.
	if i := strings.Index(command, "  "); i >= 0 {
		command = command[:i]
	}
	fields := redirected(t, words(command))
	if i := slices.IndexFunc(fields, func(f string) bool { return f == "|" || f == ">" || f == "#" }); i >= 0 {
		fields = fields[:i]
	}
	for i, f := range fields {
		if len(f) >= 4 && len(f) <= 26 && i > 0 && !strings.HasPrefix(fields[i-1], "--") && idLike.MatchString(f) {
			fields[i] = h.id(fields[0])
		}
	}
	if i := slices.Index(fields, "<"); i >= 0 && i+1 < len(fields) {
		text, err := os.ReadFile(fields[i+1])
		if err != nil {
			t.Fatal(err)
		}
		return slices.Delete(fields, i, i+2), bytes.NewReader(text), false
	}
	if piped {
		return fields, strings.NewReader(strings.Join(words(before), " ") + "\n"), false
	}
	return fields, &skips{left: 500}, true
}

// redirected opens every N<FILE of an example and gives the command the
// descriptor that it got.
func redirected(t *testing.T, fields []string) []string {
	t.Helper()
	var left []string
	for _, f := range fields {
		number, name, ok := strings.Cut(f, "<")
		if !ok || number == "" || name == "" {
			left = append(left, f)
			continue
		}
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		fd, err := descriptorOf(file) // the program closes it
		if err = errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		for i := range left {
			if i > 0 && left[i] == number && strings.HasSuffix(left[i-1], "-fd") {
				left[i] = strconv.Itoa(fd)
			}
		}
	}
	return left
}

// id is the id that a command can be given.
func (h home) id(command string) string {
	if id, ok := h.ids[command]; ok {
		return id
	}
	return h.ids[""]
}

// words splits a command line at spaces, minding double and single quotes.
// Of an echo or a printf it gives what that would print.
func words(line string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		all = append(all, m[1]+m[2]+m[3])
	}
	switch {
	case len(all) > 0 && all[0] == "echo":
		all = all[1:]
	case len(all) > 1 && all[0] == "printf":
		all = []string{strings.ReplaceAll(all[1], `\n`, "\n")}
	}
	return all
}

// skips is someone who skips every question until patience ends. Where only
// a choice goes on it is the one that leaves: x in a menu, k to keep what is
// a demo's, n for not now.
type skips struct{ left int }

// Read implements io.Reader.
func (s *skips) Read(p []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	s.left--
	word := ":skip\n"
	if s.left < 400 {
		word = []string{"n\n", "k\n", "x\n"}[s.left*3/400]
	}
	return copy(p, word), nil
}
