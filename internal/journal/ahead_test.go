package journal

import (
	"errors"
	"testing"
)

func TestParseAhead(t *testing.T) {
	const today Date = "2026-11-18" // a Wednesday
	for _, tt := range []struct {
		in   string
		want Date // none where it is refused
	}{
		{"2026-11-23", "2026-11-23"},
		{"2026-11-18", "2026-11-18"},
		{"today", "2026-11-18"},
		{" Tomorrow ", "2026-11-19"},
		{"thursday", "2026-11-19"},
		{"Fri", "2026-11-20"},
		{"on friday", "2026-11-20"},
		{"by friday", "2026-11-20"},
		{"wednesday", "2026-11-25"},
		{"tuesday", "2026-11-24"},
		{"this friday", "2026-11-20"},
		{"this wednesday", "2026-11-18"},
		{"next friday", "2026-11-27"},
		{"next  MONDAY", "2026-11-23"},
		{"next week", "2026-11-23"},
		{"next month", "2026-12-01"},
		{"next year", "2027-01-01"},
		{"in 3 days", "2026-11-21"},
		{"in two weeks", "2026-12-02"},
		{"in a week", "2026-11-25"},
		{"in a month", "2026-12-18"},
		{"in 3 months", "2027-02-18"},
		{"in a year", "2027-11-18"},
		{"5 October", "2027-10-05"},
		{"dec 5", "2026-12-05"},
		{"18 november", "2026-11-18"},
		{"29 february", "2028-02-29"},
		{"5 December 2026", "2026-12-05"},
		{"by 5 december", "2026-12-05"},
		{"2026-11-17", ""},
		{"this monday", ""},
		{"5 October 2025", ""},
		{"yesterday", ""},
		{"2 weeks ago", ""},
		{"last friday", ""},
		{"10/12/2026", ""},
		{"31 april", ""},
		{"in weeks", ""},
		{"soon", ""},
		{"on", ""},
		{"", ""},
		{"in 9999 years", ""},
	} {
		got, err := ParseAhead(tt.in, today)
		if got != tt.want || errors.Is(err, ErrNotADay) != (tt.want == "") {
			t.Errorf("ParseAhead(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	if got, err := ParseAhead("in a month", "2026-01-31"); got != "2026-02-28" {
		t.Errorf("a month from 31 January is %q, %v", got, err)
	}
}

func FuzzParseAhead(f *testing.F) {
	for _, s := range []string{"friday", "in 2 weeks", "5 October", "2026-11-23", "next month", ""} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, days int) {
		today := Date("2026-11-18").AddDays(days % 10_000)
		d, err := ParseAhead(s, today)
		if err == nil && (d.Before(today) || d.Time().IsZero()) || err != nil && d != "" {
			t.Errorf("ParseAhead(%q, %s) = %q, %v", s, today, d, err)
		}
	})
}
