package interchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterword/internal/interchange"
	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// failing is what ends a test, whether rapid runs it or not.
type failing interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// book is a journal with what was put into it, driven by random acts.
type book struct {
	*vault.Vault
	place  vault.Place
	clock  int64
	ids    []journal.ID
	forgot map[journal.ID]bool // things of which something was forgotten
}

func newBook(t failing, dir string, n int) *book {
	p := vault.Place{Journal: filepath.Join(dir, fmt.Sprint(n), "data", "journal.db"), Keys: filepath.Join(dir, fmt.Sprint(n), "keys")}
	v, err := vault.Create(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return &book{Vault: v, place: p, forgot: map[journal.ID]bool{}}
}

// now is later each time.
func (b *book) now() journal.Stamp {
	b.clock++
	return journal.Stamp{Unix: 1_790_000_000 + b.clock*61, Offset: 3600, Zone: "Europe/London"}
}

// words are texts as people write them, and as they do not.
func words() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "A calm handover.", "<b>&amp;</b>\n\ttwo\u2028lines", "\u202eright to left", "e\u0301 \U0001F600", "\ufffd \\u0041 \"q\""}),
		rapid.StringN(0, 40, -1)).Filter(func(s string) bool { clean, changed := journal.Clean(s); return len(changed) == 0 && clean == s })
}

func pick[T any](t *rapid.T, what string, values ...T) T {
	return rapid.SampledFrom(values).Draw(t, what)
}

func entryHead(t *rapid.T, at journal.Stamp) journal.EntryHead {
	h := journal.EntryHead{Written: at, Shift: pick(t, "shift", at.Date(), journal.Date("2024-02-29"), ""),
		Kind:       pick(t, "kind", journal.Quick, journal.Reflected, journal.Note, journal.Nothing, journal.SecondLook),
		Visibility: pick(t, "visibility", journal.JustMe, journal.Bring, journal.Never),
		Goals:      rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Goals()), 0, 3, rapid.ID).Draw(t, "goals"),
		Energy:     rapid.IntRange(0, 5).Draw(t, "energy"), Weight: rapid.IntRange(0, 5).Draw(t, "weight"),
		Decided: pick(t, "decided", "", journal.DecidedAsked), Next: pick(t, "next", "", journal.NextLetGo),
		Risk: pick(t, "risk", "", journal.RiskOpen), Tags: rapid.SliceOfN(words(), 0, 2).Draw(t, "tags"),
		Reopen: rapid.Bool().Draw(t, "reopen"), Settled: rapid.Bool().Draw(t, "settled"),
		Later: pick(t, "later", "", journal.Date("2024-03-14")), Gist: words().Draw(t, "gist"),
		Noted:   rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Asides()), 0, 2, rapid.ID).Draw(t, "noted"),
		Minutes: rapid.IntRange(0, journal.LongestSession).Draw(t, "minutes"), Learning: pick(t, "learning", journal.ID{}, journal.ID{2})}
	if rapid.Bool().Draw(t, "parent") {
		h.Parent = journal.ID{1, 2, 3, byte(at.Unix)}
	}
	return h
}

// thing makes up a new thing.
func (b *book) thing(t *rapid.T) journal.Thing {
	at := b.now()
	switch rapid.IntRange(0, 8).Draw(t, "noun") {
	case 0:
		return &journal.Question{QuestionHead: journal.QuestionHead{Written: at, State: journal.QuestionAsked, Visibility: journal.Bring,
			Goal: journal.Ethics, Want: pick(t, "want", "", journal.WantThink), Eye: rapid.IntRange(0, 7).Draw(t, "eye")},
			QuestionBody: journal.QuestionBody{Text: words().Draw(t, "text"), Context: words().Draw(t, "context"), Tried: words().Draw(t, "tried"), Outcome: words().Draw(t, "outcome")}}
	case 1:
		return &journal.Action{ActionHead: journal.ActionHead{Written: at, State: journal.ActionPartly, Due: "2026-12-24", Entry: journal.ID{9},
			Session: journal.ID{8}, Owner: words().Draw(t, "owner"), Standard: words().Draw(t, "standard"), Closed: pick(t, "closed", "", at.Date()),
			Kind: pick(t, "sort of action", "", journal.ActionChange, journal.ActionProposal), Sign: words().Draw(t, "sign")},
			ActionBody: journal.ActionBody{Text: words().Draw(t, "text"), Outcome: words().Draw(t, "outcome")}}
	case 2:
		return &journal.Shared{SharedHead: journal.SharedHead{Written: at, For: words().Draw(t, "for"), Formats: pick(t, "formats", nil, []string{}, []string{"md", "json"}),
			Items: 1, Fingerprint: "abcd"}, SharedBody: journal.SharedBody{Items: []journal.SharedItem{{Kind: journal.KindEntry, ID: journal.ID{7}, Revision: 2, Hash: bytes.Repeat([]byte{at0(at)}, 32),
			Edits: pick(t, "edits", nil, []journal.SharedEdit{{Part: "answer 1", End: 3, Words: "a colleague"}, {Part: "text", Start: 2, End: 9, Words: " \u2026", Shortened: true}})}},
			Sealed: pick(t, "sealed", journal.Sealed{}, journal.Sealed{With: journal.SealedByPassphrase}, journal.Sealed{With: journal.SealedToRecipients, To: []string{"age1short"}})}}
	case 3:
		return supervisor(t, at)
	case 4:
		return session(t, at)
	case 5:
		return &journal.Learning{LearningHead: journal.LearningHead{Written: at, State: pick(t, "state", journal.LearningOpen, journal.LearningClosed),
			Goal: pick(t, "goal", "", journal.Culture), Closed: pick(t, "closed", "", at.Date())},
			LearningBody: journal.LearningBody{Text: words().Draw(t, "text"), Outcome: words().Draw(t, "outcome")}}
	}
	if rapid.IntRange(0, 5).Draw(t, "alias") == 0 {
		return &journal.Alias{AliasHead: journal.AliasHead{Created: at, Label: "heron-3", Role: pick(t, "role", "", journal.RoleClient),
			State: pick(t, "state", journal.AliasCurrent, journal.AliasRetired)}, AliasBody: journal.AliasBody{Names: pick(t, "names", nil, [][]byte{bytes.Repeat([]byte{at0(at)}, 32)})}}
	}
	e := &journal.Entry{EntryHead: entryHead(t, at)}
	for range rapid.IntRange(0, 3).Draw(t, "answers") {
		e.Answers = append(e.Answers, journal.Answer{Prompt: "culture-1", Version: 2, Question: words().Draw(t, "question"),
			Goal: journal.Culture, Text: words().Draw(t, "text"), Skipped: rapid.Bool().Draw(t, "skipped")})
	}
	return e
}

// supervisor and session make up the two things that only the loop has.
func supervisor(t *rapid.T, at journal.Stamp) *journal.Supervisor {
	return &journal.Supervisor{
		SupervisorHead: journal.SupervisorHead{Written: at, State: pick(t, "state", journal.SupervisorCurrent, journal.SupervisorEnded),
			Name: "S" + words().Draw(t, "name"), Role: words().Draw(t, "role"), Minutes: rapid.IntRange(0, 1440).Draw(t, "minutes"),
			Start: pick(t, "start", "", at.Date()), Review: pick(t, "review", "", at.Date()), Ended: pick(t, "ended", "", at.Date())},
		SupervisorBody: journal.SupervisorBody{Credential: words().Draw(t, "credential"), Contact: words().Draw(t, "contact"),
			Frequency: words().Draw(t, "frequency"), Purpose: words().Draw(t, "purpose"), Limits: words().Draw(t, "limits")}}
}

func session(t *rapid.T, at journal.Stamp) *journal.Session {
	s := &journal.Session{
		SessionHead: journal.SessionHead{Written: at, Date: at.Date(), Minutes: rapid.IntRange(0, 1440).Draw(t, "minutes"),
			Mode: pick(t, "mode", "", journal.InGroup), Size: rapid.IntRange(0, 999).Draw(t, "size"), Medium: pick(t, "medium", "", journal.Video),
			Supervisor: pick(t, "who", journal.ID{}, journal.ID{5}), Goals: rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Goals()), 0, 3, rapid.ID).Draw(t, "goals"),
			Next: pick(t, "next", "", at.Date()), SignedBy: words().Draw(t, "by"), SignedOn: pick(t, "on", "", at.Date())},
		SessionBody: journal.SessionBody{Agreed: words().Draw(t, "agreed"), Impact: words().Draw(t, "impact")}}
	for range rapid.IntRange(0, 2).Draw(t, "brought") {
		s.Brought = append(s.Brought, journal.Brought{Question: journal.ID{4}, Became: pick(t, "became", journal.BecameAnswered, journal.BecameMissed, journal.BecameAgain)})
	}
	return s
}

func at0(s journal.Stamp) byte { return byte(s.Unix) }

// act does one random thing. What cannot be done is no matter.
func (b *book) act(t *rapid.T) {
	ctx, at := context.Background(), b.now()
	var err error
	name := pick(t, "act", "add", "add", "add", "edit", "edit head", "edit head", "delete", "restore", "undo", "undo", "purge", "draft", "settings", "lexicon", "lexicon", "locked", "hold", "look", "forget", "forget")
	switch name {
	case "add":
		things := []journal.Thing{b.thing(t)}
		if rapid.Bool().Draw(t, "two") {
			things = append(things, b.thing(t))
		}
		err = b.Save(ctx, at, things...)
		for _, thing := range things {
			_, meta, _, _ := thing.Parts()
			b.ids = append(b.ids, meta.ID)
		}
	case "draft":
		d := &journal.Draft{Saved: at, Started: at, At: "s1", Answers: map[string]string{"s1": words().Draw(t, "answer"), "e2": "half"},
			Skipped: map[string]bool{"s2": true}, Plan: journal.Plan{Flow: journal.FlowReflect, Shift: at.Date(), Given: entryHead(t, at),
				Steps: []journal.Step{{Prompt: "p-1", Version: 1, Text: words().Draw(t, "step"), Stage: "what"}}, Thing: journal.ID{3}, Act: "edit", Session: journal.ID{6}, Brought: []journal.ID{{1}, {2}}}}
		err = b.KeepDraft(ctx, d)
	case "settings":
		s := new(journal.Settings)
		if err = b.Named(ctx, "settings", s); err == nil {
			s.Person, s.Shift, s.Supervision = words().Draw(t, "person"), "day", words().Draw(t, "supervision")
			s.Suggestions = pick(t, "suggestions", "", journal.SuggestionsOff)
			s.Contacts = append(s.Contacts, journal.Contact{Name: words().Draw(t, "name"), How: "1"})
			err = b.Save(ctx, at, s)
		}
	case "lexicon":
		l := new(journal.Lexicon)
		if err = b.Named(ctx, "lexicon", l); err == nil {
			l.Own = append(l.Own, journal.OwnWord{Text: fmt.Sprint("word ", b.clock), Kind: pick(t, "word", journal.WordKinds()...)})
			l.Allowed = append(l.Allowed, journal.AllowedWord{Text: fmt.Sprint("allowed ", b.clock), Entry: pick(t, "where", journal.ID{}, journal.ID{3})})
			err = b.Save(ctx, at, l)
		}
	case "locked":
		b.writeLocked(t, at)
	case "undo":
		_, err = b.Undo(ctx, at)
	default:
		if len(b.ids) == 0 {
			return
		}
		id := rapid.SampledFrom(b.ids).Draw(t, "id")
		switch name {
		case "delete":
			err = b.Delete(ctx, at, id)
		case "restore":
			err = b.Restore(ctx, at, id)
		case "purge":
			err = b.Purge(ctx, at, id)
		case "hold":
			err = b.Hold(ctx, at, rapid.Bool().Draw(t, "held"), id)
		case "look":
			err = b.Look(ctx, at, id)
		case "forget":
			var n int
			n, err = b.Forget(ctx, at, nil, id)
			b.forgot[id] = b.forgot[id] || n > 0
		default:
			err = b.edit(t, at, id, name == "edit")
		}
	}
	if err != nil && !errors.Is(err, vault.ErrPurged) && !errors.Is(err, vault.ErrNotFound) && !errors.Is(err, vault.ErrHeld) && !errors.Is(err, vault.ErrForgotten) {
		t.Fatalf("%s: %v", name, err)
	}
}

// writeLocked writes while the journal is locked, and opens it again.
func (b *book) writeLocked(t *rapid.T, at journal.Stamp) {
	ctx := context.Background()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := vault.Reach(ctx, b.place)
	if err != nil {
		t.Fatal(err)
	}
	box, err := l.Letterbox(ctx)
	if errors.Is(err, vault.ErrNoBox) { // a passphrase brings one
		if err = l.Change(ctx, vault.KeyFile(), vault.Change{Add: []vault.Key{vault.Passphrase("velvet harbour gentle")},
			Cost: seal.Cost{Memory: 64, Time: 1, Threads: 1}}); err == nil {
			box, err = l.Letterbox(ctx)
		}
	}
	if err == nil {
		err = box.Save(ctx, at, &journal.Entry{EntryHead: entryHead(t, at)})
	}
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	if b.Vault, err = vault.Open(ctx, b.place); err != nil {
		t.Fatal(err)
	}
}

func (b *book) edit(t *rapid.T, at journal.Stamp, id journal.ID, body bool) error {
	e := new(journal.Entry)
	ctx := context.Background()
	if err := b.Load(ctx, id, e); err != nil {
		if errors.Is(err, vault.ErrPurged) || errors.Is(err, vault.ErrNotFound) {
			return err
		}
		return nil // another kind of thing
	}
	if e.State == journal.Purged {
		return nil
	}
	e.EntryHead = entryHead(t, at)
	if body {
		e.Answers = append(e.Answers, journal.Answer{Text: words().Draw(t, "more")})
	}
	return b.Save(ctx, at, e)
}

// archive is the journal's archive.
func (b *book) archive(t failing) []byte {
	var out bytes.Buffer
	drafts, _, err := b.Drafts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w, err := interchange.NewWriter(&out, interchange.Header{Journal: b.ID(), Made: b.now()})
	if err != nil {
		t.Fatal(err)
	}
	purged, err := b.Carry(context.Background(), nil, w.Revision)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range slices.Backward(drafts) {
		if err := w.Draft(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(purged, 0); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// take imports an archive.
func (b *book) take(t failing, archive []byte, dry bool) vault.Taken {
	taken, err := b.tryTake(bytes.NewReader(archive), dry)
	if err != nil {
		t.Fatalf("importing: %v\n%s", err, archive)
	}
	return taken
}

func (b *book) tryTake(in io.Reader, dry bool) (vault.Taken, error) {
	r, err := interchange.NewReader(in)
	if err != nil {
		return vault.Taken{}, err
	}
	taken, err := b.Take(context.Background(), vault.Incoming{Things: r.Revisions, Drafts: r.Drafts, Dry: dry})
	if err == nil && r.Changes() > 0 {
		err = fmt.Errorf("%d texts were changed", r.Changes())
	}
	return taken, err
}

// told is an archive without what belongs to the journal it was made from.
func told(archive []byte) string {
	return string(regexp.MustCompile(`(?m)^"(journal|made|purged)":.*$`).ReplaceAll(archive, nil))
}

func (b *book) sound(t failing) {
	report, err := b.Verify(context.Background())
	if err != nil || !report.Sound() {
		t.Fatalf("verify found %+v, %v", report, err)
	}
}

// TestRoundTrip: an archive makes the same journal again, and taking it in
// twice adds nothing.
func TestRoundTrip(t *testing.T) {
	n, dir := 0, t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		n += 3
		was, fresh, forked := newBook(t, dir, n), newBook(t, dir, n+1), newBook(t, dir, n+2)
		defer was.Close()
		defer fresh.Close()
		defer forked.Close()
		acts := func(b *book, least, most int) {
			for range rapid.IntRange(least, most).Draw(t, "acts") {
				b.act(t)
			}
		}
		acts(was, 1, 12)
		half := was.archive(t)

		// What a dry run says is what happens, and then nothing is left to do.
		would := forked.take(t, half, true)
		if got := forked.take(t, half, false); got != would {
			t.Fatalf("took %+v; the dry run said %+v", got, would)
		}
		again := forked.take(t, half, false)
		if again.New() || again.Differ > 0 || again.Settings {
			t.Fatalf("a second time took %+v", again)
		}
		if got, want := told(forked.archive(t)), told(half); got != want {
			t.Fatalf("the new journal's archive is\n%s\nand not\n%s", got, want)
		}

		// The journal goes on; its later archive continues the earlier one.
		acts(was, 0, 8)
		whole := was.archive(t)
		if got := was.take(t, whole, false); got.New() || got.Differ > 0 || got.Settings || got.Purged > 0 {
			t.Fatalf("its own archive gave the journal %+v", got)
		}
		if got := fresh.take(t, whole, false); got.Continued+got.Same+got.Differ+got.Purged > 0 {
			t.Fatalf("an empty journal took %+v", got)
		}
		if got, want := told(fresh.archive(t)), told(whole); got != want {
			t.Fatalf("the new journal's archive is\n%s\nand not\n%s", got, want)
		}
		if got := forked.take(t, whole, false); got.Differ > len(was.forgot) {
			t.Fatalf("where an earlier archive was, the later one differs: %+v", got)
		}
		if got := forked.take(t, whole, false); got.New() {
			t.Fatalf("a second time took %+v", got)
		}

		// Here and there go different ways: here stays as it is.
		forked.clock, forked.ids = was.clock+10_000, was.ids
		acts(forked, 0, 6)
		acts(was, 0, 6)
		there, before := lives(t, was), lives(t, forked)
		gone := map[journal.ID]bool{}
		for id := range there {
			_, err := forked.History(context.Background(), id)
			gone[id] = before[id] == "" && err == nil
		}
		got := forked.take(t, was.archive(t), false)
		after := lives(t, forked)
		var want vault.Taken
		loose := 0 // things that one of the two has forgotten: they are the same, or differ
		for id, text := range there {
			here, known := before[id]
			switch {
			case gone[id]:
				want.Purged++
				text = ""
			case !known:
				want.Added++
			case strings.HasPrefix(here, text):
				want.Same++
				text = here
			case strings.HasPrefix(text, here):
				want.Continued++
			case id == theSettings():
				want.Settings, text = true, here
			case id == theLexicon():
				mine, theirs := lexiconOf(t, forked), lexiconOf(t, was)
				if words := mine.Merge(theirs.LexiconBody); words > 0 || (got.Words > 0) != (here != after[id]) {
					t.Fatalf("after merging %d words are missing; it took %d", words, got.Words)
				}
				text = after[id]
				if !strings.HasPrefix(text, here) {
					t.Fatalf("the lexicon was\n%s\nand is\n%s", here, text)
				}
			case was.forgot[id] || forked.forgot[id]:
				loose, text = loose+1, here
			default:
				want.Differ, text = want.Differ+1, here
			}
			if after[id] != text {
				t.Fatalf("%s is\n%s\nand not\n%s", id, after[id], text)
			}
		}
		if got.Added != want.Added || got.Continued != want.Continued || got.Differ < want.Differ || got.Differ > want.Differ+loose || got.Settings != want.Settings ||
			got.Purged < want.Purged || got.Same < want.Same { // of these two drafts are counted too
			t.Fatalf("took %+v, want %+v", got, want)
		}
		for _, b := range []*book{was, fresh, forked} {
			b.sound(t)
		}
	})
}

// theSettings and theLexicon stand for the ids of what there is one of.
func theSettings() journal.ID { return journal.ID{0: 1, 15: 1} }
func theLexicon() journal.ID  { return journal.ID{0: 1, 15: 2} }

func lexiconOf(t failing, b *book) *journal.Lexicon {
	l := new(journal.Lexicon)
	if err := b.Named(context.Background(), "lexicon", l); err != nil {
		t.Fatal(err)
	}
	if l.State == journal.Deleted { // undo took its words out
		return new(journal.Lexicon)
	}
	return l
}

// lives are the histories of all things, as they are archived.
func lives(t failing, b *book) map[journal.ID]string {
	all := map[journal.ID]string{}
	_, err := b.Carry(context.Background(), nil, func(one *journal.Carried) error {
		var content any
		if one.Content != nil {
			content = reflect.ValueOf(one.Content).Elem().Interface()
		}
		id := one.ID
		switch one.Kind {
		case journal.KindSettings:
			id = theSettings()
		case journal.KindLexicon:
			id = theLexicon()
		}
		all[id] += fmt.Sprintf("%d %s %v %v %v %v %v;", one.Revision, one.State, one.Saved, one.Locked, one.Held, one.Looked, content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestUndoAfterImport: what a save and an undo belong to is the same in the
// journal that took the archive in.
func TestUndoAfterImport(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		was, fresh := newBook(rt, dir, 1), newBook(rt, dir, 2)
		defer was.Close()
		defer fresh.Close()
		for range rapid.IntRange(1, 15).Draw(rt, "acts") {
			was.act(rt)
		}
		fresh.take(rt, was.archive(rt), false)
		fresh.clock = was.clock
		for range 3 {
			at := was.now()
			one, err := was.Undo(context.Background(), at)
			if err != nil {
				return // a purge is in the way, which the archive does not have
			}
			two, err := fresh.Undo(context.Background(), at)
			if err != nil || len(one) != len(two) {
				rt.Fatalf("undo took back %d things here and %d there: %v", len(one), len(two), err)
			}
		}
		if got, want := told(fresh.archive(rt)), told(was.archive(rt)); got != want {
			rt.Fatalf("after undo the archive is\n%s\nand not\n%s", got, want)
		}
	})
}

// TestNewerKeys: what a newer program wrote and this one does not know
// comes through, and cannot say anything that this one does know.
func TestNewerKeys(t *testing.T) {
	codec, err := seal.NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	more, err := codec.Encode(map[string]any{"zz": []int{1, 2}, "new": "words"})
	if err != nil {
		t.Fatal(err)
	}
	sly, err := codec.Encode(map[string]any{"v": "bring"})
	if err != nil {
		t.Fatal(err)
	}
	b, other := newBook(t, t.TempDir(), 1), newBook(t, t.TempDir(), 2)
	defer b.Close()
	defer other.Close()
	e := &journal.Entry{EntryHead: journal.EntryHead{Written: b.now(), Kind: journal.Note, Visibility: journal.Never}}
	give := func(one *journal.Carried) vault.Incoming {
		return vault.Incoming{Drafts: func(func(*journal.Draft) error) error { return nil },
			Things: func(each func(*journal.Carried) error) error { return each(one) }}
	}
	one := &journal.Carried{ID: journal.ID{1}, Kind: journal.KindEntry, Revision: 1, Saved: b.now(), Save: 1, Content: e, HeadMore: sly}
	if _, err := b.Take(context.Background(), give(one)); !errors.Is(err, seal.ErrMore) {
		t.Fatalf("a hidden visibility was taken: %v", err)
	}
	one.HeadMore, one.BodyMore = more, more
	if _, err := b.Take(context.Background(), give(one)); err != nil {
		t.Fatal(err)
	}
	unknown := &journal.Carried{ID: journal.ID{2}, Kind: "letter", Revision: 1, Saved: b.now(), Save: 1, HeadMore: more, BodyMore: more}
	if _, err := b.Take(context.Background(), give(unknown)); err != nil {
		t.Fatal(err)
	}
	archive := b.archive(t)
	if bytes.Count(archive, []byte("_more")) != 4 {
		t.Fatalf("the archive lacks what is not known:\n%s", archive)
	}
	other.take(t, archive, false)
	if got, want := told(other.archive(t)), told(archive); got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	b.sound(t)
}
