package journal

import (
	"testing"
	"time"
)

func TestParseISODate(t *testing.T) {
	for _, in := range []string{"2026-11-23", "2024-02-29", "0001-01-01"} {
		if got, err := ParseISODate(in); err != nil || got != Date(in) {
			t.Errorf("ParseISODate(%q) = %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "2026-02-29", "2026-13-01", "2026-1-2", "23-11-2026", "2026-11-23T10:00", "20261123", " 2026-11-23"} {
		if got, err := ParseISODate(in); err == nil || got != "" {
			t.Errorf("ParseISODate(%q) = %q, %v, want an error", in, got, err)
		}
	}
}

func TestDateAddDays(t *testing.T) {
	for _, tt := range []struct {
		day  Date
		n    int
		want Date
	}{
		{"2026-11-23", 0, "2026-11-23"},
		{"2026-12-31", 1, "2027-01-01"},
		{"2026-03-01", -1, "2026-02-28"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2026-10-24", 2, "2026-10-26"},
		{"", 5, ""},
	} {
		if got := tt.day.AddDays(tt.n); got != tt.want {
			t.Errorf("%q.AddDays(%d) = %q, want %q", tt.day, tt.n, got, tt.want)
		}
	}
}

func TestDateWords(t *testing.T) {
	if got := Date("2026-11-23").Long(); got != "Monday 23 November 2026" {
		t.Errorf("Long = %q", got)
	}
	if got := Date("").Long(); got != "no date" {
		t.Errorf("Long of no day = %q", got)
	}
	if !Date("2026-09-30").Before("2026-10-01") || Date("2026-10-01").Before("2026-10-01") {
		t.Error("Before puts days in the wrong order")
	}
	if got := Date("2026-02-30").Time(); !got.IsZero() {
		t.Errorf("Time of 30 February = %s", got)
	}
}

func TestStampKeepsTheWritersDay(t *testing.T) {
	for _, tt := range []struct {
		zone string
		want Date
	}{
		{"Europe/London", "2026-10-25"},
		{"Asia/Kathmandu", "2026-10-25"},
		{"America/New_York", "2026-10-24"},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC).In(zone)
		stamp := StampOf(now, tt.zone)
		if stamp.Date() != tt.want || !stamp.Time().Equal(now) || stamp.IsZero() {
			t.Errorf("in %s the stamp says %s at %s, want %s at %s", tt.zone, stamp.Date(), stamp.Time(), tt.want, now)
		}
		if got, want := stamp.Time().Format("15:04 -0700"), now.Format("15:04 -0700"); got != want {
			t.Errorf("in %s the stamp's clock shows %s, want %s", tt.zone, got, want)
		}
	}
}
