package vault

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"afterword/internal/journal"
)

// model is what a journal should hold, kept as plainly as can be.
type model struct {
	things map[journal.ID][]version // every revision, the oldest first
	order  []journal.ID             // as they were first written
	undo   []batch                  // saves that can be taken back, the last at the end
	forgot map[journal.ID]int       // revisions that a thing had when it last forgot, with the one that did
}

type version struct {
	text   string
	tag    string
	state  journal.State
	locked bool // first written while the journal was locked
}

type batch struct {
	stays error    // why it cannot be taken back
	made  []change // in the order of the save
}

type change struct {
	id  journal.ID
	rev int // index of the revision in things
}

func (m *model) latest(id journal.ID) version { return m.things[id][len(m.things[id])-1] }

// add gives a thing a revision and returns where it stands.
func (m *model) add(id journal.ID, v version) change {
	if m.things[id] == nil {
		m.order = append(m.order, id)
	}
	m.things[id] = append(m.things[id], v)
	return change{id, len(m.things[id]) - 1}
}

func (m *model) mark(id journal.ID, s journal.State) error {
	v := m.latest(id)
	switch v.state {
	case journal.Purged:
		return ErrPurged
	case s:
		return nil
	}
	v.state = s
	m.undo = append(m.undo, batch{made: []change{m.add(id, v)}})
	return nil
}

func (m *model) purge(id journal.ID) error {
	if m.latest(id).state == journal.Purged {
		return ErrPurged
	}
	m.undo = append(m.undo, batch{stays: ErrPurged, made: []change{m.add(id, version{state: journal.Purged})}})
	return nil
}

// forget empties all revisions but the newest, and says how many.
func (m *model) forget(id journal.ID) (int, error) {
	v := m.latest(id)
	if v.state == journal.Purged {
		return 0, ErrPurged
	}
	worded := len(m.things[id]) - max(m.forgot[id]-1, 0)
	if worded < 2 {
		return 0, nil
	}
	m.undo = append(m.undo, batch{stays: ErrForgotten, made: []change{m.add(id, v)}})
	m.forgot[id] = len(m.things[id])
	return worded, nil
}

func (m *model) takeBack() (int, error) {
	if len(m.undo) == 0 {
		return 0, ErrNotFound
	}
	last := m.undo[len(m.undo)-1]
	if last.stays != nil {
		return 0, last.stays
	}
	m.undo = m.undo[:len(m.undo)-1]
	for _, c := range slices.Backward(last.made) {
		v := m.things[c.id][c.rev]
		v.state = journal.Deleted
		if c.rev > 0 {
			v = m.things[c.id][c.rev-1]
		}
		m.add(c.id, v)
	}
	return len(last.made), nil
}

// shown lists what Rows should come to.
func (m *model) shown(deleted bool) []string {
	var all []string
	for _, id := range slices.Backward(m.order) {
		v := m.latest(id)
		if v.state == journal.Purged || v.state == journal.Deleted && !deleted {
			continue
		}
		all = append(all, fmt.Sprintf("%s %d %q %t %s %s", id, len(m.things[id]), v.state, v.locked, v.tag, v.text))
	}
	return all
}

// history drives a vault and its model through the same random acts.
type history struct {
	*testing.T
	place   Place
	vault   *Vault
	box     *Letterbox         // as another window has it, without a key
	letters [][]*journal.Entry // put in and not filed yet
	model   *model
	random  *rand.Rand
	n       int64
}

func (h *history) pick() (journal.ID, bool) {
	if len(h.model.order) == 0 {
		return journal.ID{}, false
	}
	return h.model.order[h.random.IntN(len(h.model.order))], true
}

// step does one random act on both and compares what they answer.
func (h *history) step() {
	h.Helper()
	h.n++
	id, ok := h.pick()
	act := h.random.IntN(26)
	var err, want error
	name := ""
	switch {
	case !ok || act < 5:
		name = "add"
		err = h.add(1 + h.random.IntN(3))
	case act < 10:
		name = "edit"
		err, want = h.edit(id, act%2 == 0)
	case act < 13:
		name = "delete"
		err, want = h.vault.Delete(h.Context(), at(h.n), id), h.model.mark(id, journal.Deleted)
	case act < 15:
		name = "restore"
		err, want = h.vault.Restore(h.Context(), at(h.n), id), h.model.mark(id, journal.Live)
	case act < 19:
		name = "undo"
		var undone []Undone
		undone, err = h.vault.Undo(h.Context(), at(h.n))
		var n int
		if n, want = h.model.takeBack(); n != len(undone) {
			h.Errorf("step %d: undo took back %d things, want %d", h.n, len(undone), n)
		}
	case act < 20:
		name = "purge"
		err, want = h.vault.Purge(h.Context(), at(h.n), id), h.model.purge(id)
	case act >= 24:
		name = "forget"
		var n, wanted int
		n, err = h.vault.Forget(h.Context(), at(h.n), nil, id)
		if wanted, want = h.model.forget(id); n != wanted {
			h.Errorf("step %d: %d revisions were forgotten, want %d", h.n, n, wanted)
		}
	case act < 23:
		name = "letter"
		err = h.post(1 + h.random.IntN(3))
	default:
		name = "unlock"
		err = h.unlock()
	}
	if !errors.Is(err, want) || err != nil && want == nil {
		h.Fatalf("step %d: %s gives %v, want %v", h.n, name, err, want)
	}
}

// fresh makes new entries.
func (h *history) fresh(n int) (things []journal.Thing, entries []*journal.Entry) {
	for i := range n {
		e := entry(fmt.Sprintf("words %d.%d", h.n, i))
		things, entries = append(things, e), append(entries, e)
	}
	return things, entries
}

// saved tells the model of entries that were saved together.
func (h *history) saved(entries []*journal.Entry, locked bool) {
	var b batch
	for _, e := range entries {
		b.made = append(b.made, h.model.add(e.ID, version{text: e.Answers[0].Text, locked: locked}))
	}
	h.model.undo = append(h.model.undo, b)
}

// add saves new entries together.
func (h *history) add(n int) error {
	things, entries := h.fresh(n)
	err := h.vault.Save(h.Context(), at(h.n), things...)
	h.saved(entries, false)
	return err
}

// post puts new entries into the letterbox, in one letter.
func (h *history) post(n int) error {
	things, entries := h.fresh(n)
	h.letters = append(h.letters, entries)
	return h.box.Save(h.Context(), at(h.n), things...)
}

// unlock opens the journal anew, which files the letters. The vault that
// was open is another window until then.
func (h *history) unlock() error {
	l, err := Reach(h.Context(), h.place)
	if err != nil {
		return err
	}
	h.Cleanup(func() { l.Close() })
	key := []Key{Passphrase(lockPhrase), Recovery(recoverySecret())}[h.random.IntN(2)]
	fresh, err := l.Unlock(h.Context(), key)
	if err != nil {
		return err
	}
	things := 0
	for _, entries := range h.letters {
		h.saved(entries, true)
		things += len(entries)
	}
	if fresh.Strayed() != nil || fresh.Filed() != (Filing{Things: things}) {
		h.Errorf("step %d: filed %+v of %d, %v", h.n, fresh.Filed(), things, fresh.Strayed())
	}
	h.letters = nil
	err = h.vault.Close()
	h.vault = fresh
	return err
}

// edit changes the words of an entry, or its head alone.
func (h *history) edit(id journal.ID, words bool) (err, want error) {
	var e journal.Entry
	if err := h.vault.Load(h.Context(), id, &e); err != nil {
		return err, nil
	}
	v := h.model.latest(id)
	if v.state == journal.Purged {
		return h.vault.Save(h.Context(), at(h.n), &e), ErrPurged
	}
	v.state = journal.Live
	if words {
		v.text = fmt.Sprintf("words %d, again", h.n)
		e.Answers[0].Text = v.text
	} else {
		v.tag = fmt.Sprint("tag-", h.n)
		e.Tags = []string{v.tag}
	}
	h.model.undo = append(h.model.undo, batch{made: []change{h.model.add(id, v)}})
	return h.vault.Save(h.Context(), at(h.n), &e), nil
}

// compare holds the journal to the model.
func (h *history) compare() {
	h.Helper()
	for _, deleted := range []bool{false, true} {
		var got []string
		for row, err := range h.vault.Rows(h.Context(), Reading{Bodies: true, Deleted: deleted}) {
			if err != nil {
				h.Fatal(err)
			}
			var e journal.Entry
			if err := row.Into(&e); err != nil {
				h.Fatal(err)
			}
			tag := ""
			if len(e.Tags) > 0 {
				tag = e.Tags[0]
			}
			got = append(got, fmt.Sprintf("%s %d %q %t %s %s", e.ID, e.Revision, e.State, e.Locked, tag, e.Answers[0].Text))
		}
		if want := h.model.shown(deleted); !slices.Equal(got, want) {
			h.Fatalf("step %d: with the trash %t the journal holds\n%q, want\n%q", h.n, deleted, got, want)
		}
	}
	for id, n := range h.model.forgot {
		past, err := h.vault.History(h.Context(), id)
		if err != nil || len(past) != len(h.model.things[id]) {
			h.Fatalf("step %d: %d revisions, want %d: %v", h.n, len(past), len(h.model.things[id]), err)
		}
		for i, m := range past[:n-1] {
			err := h.vault.LoadRevision(h.Context(), id, i+1, new(journal.Entry))
			if gone := errors.Is(err, ErrForgotten) || errors.Is(err, ErrPurged); !gone || m.State != journal.Forgotten && m.State != journal.Purged {
				h.Fatalf("step %d: revision %d of a thing that forgot it is %q and gives %v", h.n, i+1, m.State, err)
			}
		}
	}
	sound(h.T, h.vault)
}

// Whatever is done in whatever order, the journal holds what a plain map
// would, and its chain is whole.
func TestAgainstModel(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			p := guardedPlace(t)
			lockedJournal(t, p)
			h := &history{T: t, place: p, vault: unlocked(t, p, Passphrase(lockPhrase)), box: boxOf(t, p),
				model: &model{things: map[journal.ID][]version{}, forgot: map[journal.ID]int{}}, random: rand.New(rand.NewPCG(seed, 1))}
			for range 8 {
				for range 10 {
					h.step()
				}
				h.compare()
			}
			if err := h.unlock(); err != nil || !h.vault.Whole() {
				t.Errorf("after unlocking again: whole %t, %v", h.vault.Whole(), err)
			}
			h.compare()
			if n := numberOf(t, h.vault.store, `select count(*) from letter`); n != 0 {
				t.Errorf("%d letters are left", n)
			}
		})
	}
}
