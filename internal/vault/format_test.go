package vault

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// update makes the fixture of the newest format, once: one that is there
// is kept for ever and never made again.
var update = flag.Bool("update", false, "make the fixture journal of the newest format if there is none")

// fixture is where the journal of format 1 is kept.
const fixture = "testdata/format1"

// kept are the things that the fixture holds, as they were last saved.
type kept struct {
	full, edited, deleted, restored, purged, empty *journal.Entry
	question                                       *journal.Question
	action                                         *journal.Action
	shared                                         *journal.Shared
	settings                                       *journal.Settings
	draft                                          *journal.Draft
}

// fixtureID gives the things fixed ids, so that one can be told from
// another in a journal made long ago.
func fixtureID(n byte) journal.ID { return journal.ID{n, 0xaf, 0x7e, 0x12, 15: n} }

// expected is what the fixture holds, written out by hand.
func expected() kept {
	written := journal.Stamp{Unix: 1_790_000_000, Offset: 3600, Zone: "Europe/London"}
	long := strings.Repeat("Words that fill more than one page of four kilobytes. ", 200)
	k := kept{
		full: &journal.Entry{
			EntryHead: journal.EntryHead{
				Written: written, Shift: "2026-09-21", Kind: journal.SecondLook, Framework: "gibbs",
				Goals: []journal.Goal{journal.Reflection, journal.Support}, Visibility: journal.Bring,
				Energy: 2, Weight: 4, Confidence: 3, Decided: journal.DecidedChecked, Next: journal.NextAction,
				Risk: journal.RiskHandedOver, Tags: []string{"night", "übergabe"}, Aliases: []string{"heron-3"},
				Parent: fixtureID(2), Reopen: true, Prompts: []string{"reflection-1", "support-2"}, Gist: "A calm handover — ruhig",
			},
			EntryBody: journal.EntryBody{Answers: []journal.Answer{
				{Prompt: "reflection-1", Version: 2, Question: "What stood out?", Goal: journal.Reflection, Stage: "description", Text: "First line\nsecond line, 写, 🙂"},
				{Prompt: "support-2", Version: 1, Question: "What helped?", Goal: journal.Support, Skipped: true},
			}},
		},
		edited:   entry(long),
		deleted:  entry("in the trash"),
		restored: entry("taken out of the trash"),
		purged:   entry("these words are gone"),
		empty:    &journal.Entry{EntryHead: journal.EntryHead{Written: written, Shift: "2026-09-22", Kind: journal.Nothing, Visibility: journal.Never}},
		question: &journal.Question{
			QuestionHead: journal.QuestionHead{Written: written, State: journal.QuestionAsked, Goal: journal.Ethics, Visibility: journal.Bring, Entry: fixtureID(1)},
			QuestionBody: journal.QuestionBody{Text: "How do I say no?"},
		},
		action: &journal.Action{
			ActionHead: journal.ActionHead{Written: written, State: journal.ActionPartly, Goal: journal.Accountability, Due: "2026-10-01", Entry: fixtureID(1)},
			ActionBody: journal.ActionBody{Text: "Read the policy", Outcome: "Half of it"},
		},
		shared: &journal.Shared{
			SharedHead: journal.SharedHead{Written: written, From: "2026-09-01", To: "2026-09-30", For: "a supervisor", Formats: []string{"md", "json"},
				Items: 1, Replaced: 2, Kept: 3, Undecided: 4, Fingerprint: "abcd-efgh-jkmn-pqrs"},
			SharedBody: journal.SharedBody{
				Items: []journal.SharedItem{{Kind: journal.KindEntry, ID: fixtureID(1), Revision: 1, Hash: []byte{1, 2, 3}}},
				Files: []journal.SharedFile{{Name: "pack.md", Hash: []byte{4, 5, 6}}},
			},
		},
		settings: &journal.Settings{SettingsBody: journal.SettingsBody{Profession: "nursing", Region: "GB", Contacts: []journal.Contact{{Name: "A friend", How: "next door"}}}},
		draft: &journal.Draft{
			Saved: written, Started: written, Answers: map[string]string{"moment": "half a sentence"}, Skipped: map[string]bool{"weight": true}, At: "next",
			Plan: journal.Plan{Flow: journal.FlowReflect, Shift: "2026-09-23", Goals: []journal.Goal{journal.Quality}, Framework: "driscoll",
				Steps:  []journal.Step{{Prompt: "quality-1", Version: 3, Text: "So what?", Goal: journal.Quality, Stage: "so-what"}},
				Steady: []journal.Step{{Text: "What would steady you?"}}, Deeper: []journal.Step{{Text: "And what now?"}}, Night: "2026-09-22",
				Entry: fixtureID(1), Revision: 1, Tags: []string{"day"}, Aliases: []string{"wren-7"}, Visibility: journal.JustMe},
		},
	}
	for i, e := range []*journal.Entry{k.full, k.edited, k.deleted, k.restored, k.purged, k.empty} {
		e.ID = fixtureID(byte(i + 1))
	}
	k.question.ID, k.action.ID, k.shared.ID = fixtureID(11), fixtureID(12), fixtureID(13)
	return k
}

// makeFixture writes a journal with one of everything that the format has.
func makeFixture(t *testing.T) {
	if _, err := os.Stat(fixture); err == nil {
		t.Fatalf("%s is there, and a fixture is never made again", fixture)
	}
	ctx, k := t.Context(), expected()
	v, err := Create(ctx, Place{Journal: filepath.Join(fixture, "journal.db"), Keys: filepath.Join(fixture, "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	wanted := k.edited.Answers[0].Text
	k.edited.Answers[0].Text = "as it was first"
	save(t, v, 1, k.full, k.edited)
	save(t, v, 2, k.deleted, k.restored, k.purged, k.empty)
	k.edited.Answers[0].Text = wanted
	save(t, v, 3, k.edited)
	k.edited.Tags = []string{"a head of its own"}
	save(t, v, 4, k.edited)
	must(v.Delete(ctx, at(5), k.deleted.ID))
	must(v.Delete(ctx, at(6), k.restored.ID))
	must(v.Restore(ctx, at(7), k.restored.ID))
	must(v.Purge(ctx, at(8), k.purged.ID))
	must(v.Vacuum(ctx))
	must(v.Named(ctx, "settings", &journal.Settings{}))
	k.settings.ID = journal.ID(v.ring.Name("settings"))
	save(t, v, 9, k.question, k.action, k.shared, k.settings)
	k.question.Visibility = journal.Never
	save(t, v, 10, k.question)
	if _, err := v.Undo(ctx, at(11)); err != nil {
		t.Fatal(err)
	}
	must(v.KeepDraft(ctx, k.draft))
	must(v.KeepDraft(ctx, k.draft))
}

// copyFixture puts a copy of the fixture where it may be written to.
func copyFixture(t *testing.T) Place {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	return Place{Journal: filepath.Join(dir, "journal.db"), Keys: filepath.Join(dir, "keys")}
}

// A journal of format 1 opens, for ever, and holds what was written.
func TestFormat1(t *testing.T) {
	if *update {
		makeFixture(t)
	}
	p, ctx, k := copyFixture(t), t.Context(), expected()
	v, err := Open(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if !v.Whole() {
		t.Error("the fixture is not whole")
	}
	sound(t, v)
	k.edited.Tags = []string{"a head of its own"}
	k.settings.ID = journal.ID(v.ring.Name("settings"))
	for _, tt := range []struct {
		name     string
		want     journal.Thing
		got      journal.Thing
		revision int
		state    journal.State
	}{
		{"full", k.full, &journal.Entry{}, 1, journal.Live},
		{"edited", k.edited, &journal.Entry{}, 3, journal.Live},
		{"deleted", k.deleted, &journal.Entry{}, 2, journal.Deleted},
		{"restored", k.restored, &journal.Entry{}, 3, journal.Live},
		{"purged", &journal.Entry{Meta: k.purged.Meta}, &journal.Entry{}, 2, journal.Purged},
		{"empty", k.empty, &journal.Entry{}, 1, journal.Live},
		{"question", k.question, &journal.Question{}, 3, journal.Live},
		{"action", k.action, &journal.Action{}, 1, journal.Live},
		{"shared", k.shared, &journal.Shared{}, 1, journal.Live},
		{"settings", k.settings, &journal.Settings{}, 1, journal.Live},
	} {
		_, want, _, _ := tt.want.Parts()
		if err := v.Load(ctx, want.ID, tt.got); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		_, got, _, _ := tt.got.Parts()
		if got.Revision != tt.revision || got.State != tt.state || got.Saved.IsZero() || got.First == 0 {
			t.Errorf("%s: meta = %+v", tt.name, got)
		}
		*want = *got
		if !reflect.DeepEqual(tt.got, tt.want) {
			t.Errorf("%s holds\n%+v, want\n%+v", tt.name, tt.got, tt.want)
		}
	}
	drafts, damage, err := v.Drafts(ctx)
	if err != nil || len(damage) != 0 || len(drafts) != 1 {
		t.Fatalf("drafts = %v, %v, %v", drafts, damage, err)
	}
	k.draft.ID, k.draft.Count = drafts[0].ID, 2
	if !reflect.DeepEqual(drafts[0], k.draft) {
		t.Errorf("the draft holds\n%+v, want\n%+v", drafts[0], k.draft)
	}
	var old journal.Entry
	if err := v.LoadRevision(ctx, k.edited.ID, 1, &old); err != nil || old.Answers[0].Text != "as it was first" {
		t.Errorf("the first revision: %v", err)
	}
	save(t, v, 20, entry("a journal of format 1 is still written to"))
	sound(t, v)
}

// Every key of every noun is in its table of docs/format.md, and no other.
func TestDocumentedKeys(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]any{
		"header": header{}, "stamp": journal.Stamp{}, "entry head": journal.EntryHead{}, "entry body": journal.EntryBody{},
		"answer": journal.Answer{}, "question head": journal.QuestionHead{}, "question body": journal.QuestionBody{},
		"action head": journal.ActionHead{}, "action body": journal.ActionBody{}, "shared head": journal.SharedHead{},
		"shared body": journal.SharedBody{}, "shared item": journal.SharedItem{}, "shared file": journal.SharedFile{},
		"shared edit": journal.SharedEdit{}, "sealed": journal.Sealed{}, "pack ref": journal.PackRef{},
		"settings body": journal.SettingsBody{}, "contact": journal.Contact{}, "draft": journal.Draft{}, "plan": journal.Plan{}, "step": journal.Step{},
		"retention": journal.Retention{}, "letter": letter{}, "posted": posted{},
		"supervisor head": journal.SupervisorHead{}, "supervisor body": journal.SupervisorBody{},
		"session head": journal.SessionHead{}, "session body": journal.SessionBody{}, "brought": journal.Brought{},
		"alias head": journal.AliasHead{}, "alias body": journal.AliasBody{}, "lexicon body": journal.LexiconBody{},
		"own word": journal.OwnWord{}, "allowed word": journal.AllowedWord{},
		"learning head": journal.LearningHead{}, "learning body": journal.LearningBody{},
	}
	for _, part := range strings.Split(string(raw), "\n#### ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		text, _, _ = strings.Cut(text, "\n#")
		noun, ok := tables[name]
		if !ok {
			t.Errorf("docs/format.md has a table %q that nothing checks", name)
			continue
		}
		delete(tables, name)
		documented := map[string]bool{} // by key: may it be left out
		for line := range strings.Lines(text) {
			if cells := strings.Split(line, "|"); len(cells) > 3 && strings.HasPrefix(line, "| `") {
				documented[strings.Trim(cells[1], " `")] = strings.Contains(cells[2], "optional")
			}
		}
		of := reflect.TypeOf(noun)
		for i := range of.NumField() {
			key, rest, _ := strings.Cut(of.Field(i).Tag.Get("cbor"), ",")
			optional, ok := documented[key]
			switch {
			case key == "-":
			case !ok:
				t.Errorf("%s: key %q of %s is not documented", name, key, of.Field(i).Name)
			case optional != strings.HasPrefix(rest, "omit"):
				t.Errorf("%s: key %q is documented as optional: %t", name, key, optional)
			}
			delete(documented, key)
		}
		for key := range documented {
			t.Errorf("%s: key %q is documented and not there", name, key)
		}
	}
	for name := range tables {
		t.Errorf("docs/format.md has no table for %s", name)
	}
}

// The reader that stands beside the document has its own list of words.
func TestReaderHasTheWords(t *testing.T) {
	ours, err := os.ReadFile("../phrase/data/bip39-english.txt")
	fine(t, err)
	beside, err := os.ReadFile("../../docs/reader/bip39-english.txt")
	fine(t, err)
	if string(ours) != string(beside) {
		t.Error("the two lists of recovery words differ")
	}
}

// The file says what it is at the places where docs/format.md says so.
func TestFileHeader(t *testing.T) {
	p := place(t)
	create(t, p).Close()
	for path, version := range map[string]string{p.Journal: "\x00\x00\x00\x02", filepath.Join(fixture, "journal.db"): "\x00\x00\x00\x01",
		filepath.Join(fixture2, "journal.db"): "\x00\x00\x00\x02"} {
		b, err := os.ReadFile(path)
		if err != nil || len(b) < 100 {
			t.Fatalf("%s: %d bytes, %v", path, len(b), err)
		}
		for _, tt := range []struct {
			what string
			at   int
			want string
		}{
			{"SQLite 3", 0, "SQLite format 3\x00"},
			{"a page size of 4096", 16, "\x10\x00"},
			{"no write-ahead log", 18, "\x01\x01"},
			{"no auto-vacuum", 52, "\x00\x00\x00\x00"},
			{"UTF-8", 56, "\x00\x00\x00\x01"},
			{"user_version", 60, version},
			{"application_id", 68, "AFTW"},
		} {
			if got := string(b[tt.at : tt.at+len(tt.want)]); got != tt.want {
				t.Errorf("%s: %s: the bytes at %d are %q, want %q", path, tt.what, tt.at, got, tt.want)
			}
		}
	}
}
