package pack

import (
	"errors"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// A reply passes the gate by the same decisions as a pack, text by text,
// and is not changed by being looked at.
func TestUnsentReply(t *testing.T) {
	p, err := asked(t, "When do I step in?").Release(Decisions{})
	if err != nil {
		t.Fatal(err)
	}
	said := Reply{
		Replies: []ReplyTo{{1, journal.BecameAnswered, "ring 07700 900123"}},
		Actions: []Agreed{{Text: "ring 07700 900124", Owner: "Mr Brown"}},
		Note:    "ring 07700 900125",
	}
	u := p.Unsent(said, privacy.Guard{})
	var list []Decision
	var places []string
	for _, f := range u.Findings() {
		places = append(places, f.Item+", "+f.Part)
		list = append(list, Decision{Key: f.Key, Act: Replace})
	}
	want := []string{"question 1, text", "action 1, text", "action 1, owner", "note, text"}
	if len(places) != len(want) {
		t.Fatalf("found in %q, want %q", places, want)
	}
	for i := range want {
		if places[i] != want[i] {
			t.Errorf("finding %d is in %s, want %s", i, places[i], want[i])
		}
	}
	list[3].Act = Keep
	for _, tt := range []struct {
		name string
		d    Decisions
		want Counts
		open int
		err  error
	}{
		{"nothing decided", Decisions{}, Counts{}, 4, nil},
		{"some decided", Decisions{List: list[:3]}, Counts{}, 1, nil},
		{"all decided", Decisions{List: list}, Counts{Replaced: 3, Kept: 1}, 0, nil},
		{"shared undecided", Decisions{List: list[2:], ShareUndecided: true}, Counts{Replaced: 1, Kept: 1, Undecided: 2}, 0, nil},
		{"stale", Decisions{List: []Decision{{Key: "0", Act: Keep}}, ShareUndecided: true}, Counts{}, 0, ErrStale},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, counts, err := u.Release(tt.d)
			open := 0
			if undecided := new(UndecidedError); errors.As(err, &undecided) {
				open = undecided.Count
			} else if !errors.Is(err, tt.err) {
				t.Fatal(err)
			}
			if counts != tt.want || open != tt.open {
				t.Errorf("%+v with %d undecided, want %+v with %d", counts, open, tt.want, tt.open)
			}
			if err != nil && !r.IsEmpty() {
				t.Error("a reply came out of a closed gate")
			}
			if tt.want.Replaced == 3 && (r.Replies[0].Text != "ring [phone number]" || r.Note != said.Note) {
				t.Error("the decisions were not carried out")
			}
		})
	}
	if said.Replies[0].Text != "ring 07700 900123" || said.Actions[0].Owner != "Mr Brown" {
		t.Error("the reply that was handed in has changed")
	}
}
