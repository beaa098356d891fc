package journal

import (
	"maps"
	"testing"
)

func TestOpen(t *testing.T) {
	entry := func(n, parent byte, v Visibility, s State) *Entry {
		e := &Entry{Meta: Meta{ID: ID{n}, State: s}, EntryHead: EntryHead{Visibility: v}}
		if parent > 0 {
			e.Parent = ID{parent}
		}
		return e
	}
	got := Open([]*Entry{
		entry(1, 0, JustMe, Live), entry(2, 1, Bring, Live),
		entry(5, 4, Bring, Live), entry(4, 3, Bring, Live), entry(3, 0, Never, Live), // the grown before what it grew from
		entry(6, 0, Bring, Deleted), entry(7, 6, Bring, Live),
		entry(8, 99, Bring, Live),
		entry(9, 0, Bring, Live), entry(9, 0, Never, Live),
		entry(10, 11, Bring, Live), entry(11, 10, Bring, Live),
	})
	want := map[ID]bool{{1}: true, {2}: true, {3}: false, {4}: false, {5}: false, {6}: false, {7}: false, {8}: false, {9}: false, {10}: true, {11}: true}
	if !maps.Equal(got, want) {
		t.Errorf("open are %v, want %v", got, want)
	}
}
