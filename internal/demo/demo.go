// Package demo tells a made-up year of somebody's practice, to try
// Afterword with. The words are data, one file for each profession, written
// for it: they are about nobody, and a test holds them to the guard. The
// same profession and the same moment always give the same journal.
package demo

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"afterword/internal/journal"
	"afterword/internal/prompt"
)

//go:embed data/*.toml
var data embed.FS

// ErrProfession means that there is no year of the profession.
var ErrProfession = errors.New("there is no demo of that profession")

// Professions lists the professions that there is a year of, the one that
// is taken where none is named first.
func Professions() []string {
	return []string{"nurse", "counsellor", "social-worker", "psychologist", "midwife", "paramedic", "occupational-therapist"}
}

// Year is the year of a profession up to now, in the zone of now, whose
// IANA name is given or empty: every revision in the order in which it
// would have been saved. The prompts are those of the catalogue. An error
// wraps ErrProfession, or is a fault in our own data.
func Year(c *prompt.Catalogue, profession string, now time.Time, zone string) ([]*journal.Carried, error) {
	if !slices.Contains(Professions(), profession) {
		return nil, fmt.Errorf("%w: there are %s", ErrProfession, strings.Join(Professions(), ", "))
	}
	raw, err := data.ReadFile("data/" + profession + ".toml")
	if err != nil {
		return nil, err
	}
	var s story
	d := toml.NewDecoder(strings.NewReader(string(raw))).DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("reading the year %s: %w", profession, err)
	}
	seed := fnv.New64a()
	seed.Write([]byte(profession))
	t := &telling{
		calendar: calendar{now, zone}, catalogue: c, ids: map[string]journal.ID{},
		Rand: rand.New(rand.NewPCG(seed.Sum64(), uint64(now.Unix()/(24*60*60)))),
	}
	for _, tell := range []func(story) error{t.setting, t.sessions, t.entries, t.questions, t.actions, t.learning, t.packs} {
		if err := tell(s); err != nil {
			return nil, fmt.Errorf("the year %s: %w", profession, err)
		}
	}
	if key := t.missing(); key != "" {
		return nil, fmt.Errorf("the year %s: nothing has the key %q", profession, key)
	}
	return t.inOrder(), nil
}

// telling makes a journal of a story.
type telling struct {
	calendar
	*rand.Rand
	catalogue *prompt.Catalogue
	ids       map[string]journal.ID // by the keys of the story
	told      []*journal.Carried
}

// id is the id of what has a key; a new one where it has none.
func (t *telling) id(key string) journal.ID {
	if id, ok := t.ids[key]; ok && key != "" {
		return id
	}
	var id journal.ID
	for i := range id {
		id[i] = byte(t.Uint32())
	}
	if key != "" {
		t.ids[key] = id
	}
	return id
}

// missing is a key that something names and nothing has, empty where there
// is none.
func (t *telling) missing() string {
	told := map[journal.ID]bool{}
	for _, one := range t.told {
		told[one.ID] = true
	}
	for key, id := range t.ids {
		if !told[id] {
			return key
		}
	}
	return ""
}

// save adds a revision of a thing, saved at a moment.
func (t *telling) save(id journal.ID, revision int, at journal.Stamp, thing journal.Thing) {
	kind, _, _, _ := thing.Parts()
	t.told = append(t.told, &journal.Carried{ID: id, Kind: kind, Revision: revision, Saved: at, Content: thing})
}

// inOrder numbers the saves by their time. What came before in the story
// stays before what was saved in the same second.
func (t *telling) inOrder() []*journal.Carried {
	slices.SortStableFunc(t.told, func(a, b *journal.Carried) int { return cmp.Compare(a.Saved.Unix, b.Saved.Unix) })
	for i, one := range t.told {
		one.Save = i + 1
	}
	return t.told
}
