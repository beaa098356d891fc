package journal

import (
	"maps"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestLastVisited(t *testing.T) {
	written := time.Date(2026, 11, 10, 23, 0, 0, 0, time.UTC)
	heads := []EntryHead{
		{Shift: "2026-11-20", Goals: []Goal{Support}},
		{Shift: "2026-10-01", Goals: []Goal{Support, Ethics}},
		{Shift: "2026-11-25", Goals: []Goal{Culture}},
		{Written: StampOf(written, "UTC"), Goals: []Goal{Quality}},
		{Goals: []Goal{Development}},
		{Shift: "2026-11-23"},
	}
	want := map[Goal]int{Support: 3, Ethics: 53, Culture: 0, Quality: 13}
	if got := LastVisited(heads, "2026-11-23"); !maps.Equal(got, want) {
		t.Errorf("LastVisited = %v, want %v", got, want)
	}
	slices.Reverse(heads)
	if got := LastVisited(heads, "2026-11-23"); !maps.Equal(got, want) {
		t.Errorf("LastVisited in the other order = %v, want %v", got, want)
	}
}

func TestDaysUntil(t *testing.T) {
	for _, tt := range []struct {
		from, to Date
		want     int
	}{
		{"2026-11-23", "2026-11-23", 0},
		{"2026-10-24", "2026-10-26", 2}, // clocks go back between
		{"2026-03-28", "2026-03-30", 2},
		{"2026-11-23", "2026-11-20", -3},
		{"1900-01-01", "9999-12-31", 2958463},
		{"", "2026-11-23", 0},
	} {
		if got := tt.from.DaysUntil(tt.to); got != tt.want {
			t.Errorf("%q.DaysUntil(%q) = %d, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestRecentPrompts(t *testing.T) {
	heads := []EntryHead{
		{Prompts: []string{"support.one", "ethics.two"}},
		{},
		{Prompts: []string{"quality.three", "", "support.one"}},
	}
	want := []string{"ethics.two", "support.one", "quality.three"}
	if got := RecentPrompts(heads); !slices.Equal(got, want) {
		t.Errorf("RecentPrompts = %q, want %q", got, want)
	}
}

func TestShiftGuess(t *testing.T) {
	for _, tt := range []struct {
		name, zone, instant string
		day                 Date
		night               bool
	}{
		{"midnight", "Europe/London", "2026-11-21T00:00:00Z", "2026-11-20", true},
		{"last minute of the morning", "Europe/London", "2026-11-21T10:59:59Z", "2026-11-20", true},
		{"eleven", "Europe/London", "2026-11-21T11:00:00Z", "2026-11-21", false},
		{"evening", "Europe/London", "2026-11-21T23:59:59Z", "2026-11-21", false},
		{"new year", "Europe/London", "2027-01-01T06:00:00Z", "2026-12-31", true},
		{"first half past one, clocks going back", "Europe/London", "2026-10-25T00:30:00Z", "2026-10-24", true},
		{"second half past one, clocks going back", "Europe/London", "2026-10-25T01:30:00Z", "2026-10-24", true},
		{"late that day", "Europe/London", "2026-10-25T23:30:00Z", "2026-10-25", false},
		{"past midnight in summer time", "Europe/London", "2026-10-24T23:30:00Z", "2026-10-24", true},
		{"before the gap", "Europe/London", "2026-03-29T00:59:59Z", "2026-03-28", true},
		{"after the gap", "Europe/London", "2026-03-29T01:00:00Z", "2026-03-28", true},
		{"eleven after the gap", "Europe/London", "2026-03-29T10:00:00Z", "2026-03-29", false},
		{"Kathmandu, past midnight", "Asia/Kathmandu", "2026-11-20T18:15:00Z", "2026-11-20", true},
		{"Kathmandu, before midnight", "Asia/Kathmandu", "2026-11-20T18:14:59Z", "2026-11-20", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			instant, err := time.Parse(time.RFC3339, tt.instant)
			if err != nil {
				t.Fatal(err)
			}
			day, night := ShiftGuess(instant.In(zone))
			if day != tt.day || night != tt.night {
				t.Errorf("ShiftGuess(%s) = %s, %t, want %s, %t", instant.In(zone), day, night, tt.day, tt.night)
			}
		})
	}
}
