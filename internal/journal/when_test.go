package journal

import (
	"errors"
	"strings"
	"testing"
)

func TestParseWhen(t *testing.T) {
	const today Date = "2026-11-18" // a Wednesday
	for _, tt := range []struct {
		in   string
		want Date
	}{
		{"2026-11-23", "2026-11-23"},
		{"1900-01-01", "1900-01-01"},
		{"9999-12-31", "9999-12-31"},
		{"2024-02-29", "2024-02-29"},
		{"today", "2026-11-18"},
		{"  Yesterday ", "2026-11-17"},
		{"0 days ago", "2026-11-18"},
		{"3 days ago", "2026-11-15"},
		{"1 day ago", "2026-11-17"},
		{"a  week\tago", "2026-11-11"},
		{"twelve weeks ago", "2026-08-26"},
		{"one month ago", "2026-10-18"},
		{"14 months ago", "2025-09-18"},
		{"a year ago", "2025-11-18"},
		{"monday", "2026-11-16"},
		{"last monday", "2026-11-16"},
		{"tuesday", "2026-11-17"},
		{"wednesday", "2026-11-11"},
		{"last Wed", "2026-11-11"},
		{"thursday", "2026-11-12"},
		{"this monday", "2026-11-16"},
		{"this wednesday", "2026-11-18"},
		{"this sunday", "2026-11-22"},
		{"5 October 2025", "2025-10-05"},
		{"October 5, 2025", "2025-10-05"},
		{"5 Oct", "2026-10-05"},
		{"oct 5", "2026-10-05"},
		{"1 sept 2026", "2026-09-01"},
		{"18 november", "2026-11-18"},
		{"19 november", "2025-11-19"},
		{"29 february", "2024-02-29"},
		{"march 26", "2026-03-26"},
		{"this week", "2026-11-16"},
		{"last week", "2026-11-09"},
		{"this month", "2026-11-01"},
		{"last month", "2026-10-01"},
		{"this year", "2026-01-01"},
		{"LAST YEAR", "2025-01-01"},
	} {
		got, err := ParseWhen(tt.in, today)
		if err != nil || got != tt.want {
			t.Errorf("ParseWhen(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestParseWhenAtEdges(t *testing.T) {
	for _, tt := range []struct {
		in          string
		today, want Date
	}{
		{"last sunday", "2026-11-23", "2026-11-22"},
		{"monday", "2026-11-23", "2026-11-16"},
		{"monday", "2026-11-24", "2026-11-23"},
		{"this week", "2026-11-22", "2026-11-16"},
		{"this week", "2026-11-23", "2026-11-23"},
		{"last week", "2026-01-01", "2025-12-22"},
		{"last month", "2026-01-31", "2025-12-01"},
		{"a month ago", "2026-03-31", "2026-02-28"},
		{"a month ago", "2024-03-30", "2024-02-29"},
		{"3 months ago", "2026-01-15", "2025-10-15"},
		{"a year ago", "2024-02-29", "2023-02-28"},
		{"29 february", "1904-02-28", ""},
		{"29 february", "2104-02-28", "2096-02-29"},
		{"yesterday", "1900-01-01", ""},
		{"yesterday", "2026-03-29", "2026-03-28"},
	} {
		got, err := ParseWhen(tt.in, tt.today)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("on %s ParseWhen(%q) = %q, %v, want %q", tt.today, tt.in, got, err, tt.want)
		}
	}
}

func TestParseWhenRefuses(t *testing.T) {
	const today Date = "2026-11-18"
	for in, hint := range map[string]string{
		"":                 "nothing was given",
		"10/05/2026":       "from place to place",
		"10.05.2026":       "from place to place",
		"10/5":             "from place to place",
		"march 2026":       "no day of the month",
		"march":            "no day of the month",
		"2026-02-30":       "write 2026-11-23",
		"2026-13-45":       "write 2026-11-23",
		"2026-1-5":         "write 2026-11-23",
		"2026-11-23 10:00": "write 2026-11-23",
		"30 february":      "write 2026-11-23",
		"31 april 2026":    "write 2026-11-23",
		"0 may 2026":       "write 2026-11-23",
		"5 oct 25":         "write 2026-11-23",
		"1899-12-31":       "between the years",
		"5000 years ago":   "between the years",
		"5 october 1800":   "between the years",
		"may came to see":  "write 2026-11-23",
		"next monday":      "write 2026-11-23",
		"an hour ago":      "write 2026-11-23",
		"-3 days ago":      "write 2026-11-23",
		"12345 days ago":   "write 2026-11-23",
		"٣ days ago":       "write 2026-11-23",
		"monday week":      "write 2026-11-23",
		"nonsense":         "yesterday",
		"last session":     "last monday",
	} {
		got, err := ParseWhen(in, today)
		if !errors.Is(err, ErrNotADay) || got != "" {
			t.Errorf("ParseWhen(%q) = %q, %v, want ErrNotADay", in, got, err)
			continue
		}
		if !strings.Contains(err.Error(), hint) {
			t.Errorf("ParseWhen(%q) says %q, which lacks %q", in, err, hint)
		}
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"2026-11-23", "3 weeks ago", "last monday", "5 October", "10/05/2026", "29 feb 1900"} {
		f.Add(s, 9000)
	}
	f.Fuzz(func(t *testing.T, s string, days int) {
		today := Date("2000-01-01").AddDays(days % 36500)
		got, err := ParseWhen(s, today)
		if err != nil {
			if got != "" || !errors.Is(err, ErrNotADay) {
				t.Errorf("ParseWhen(%q, %s) = %q, %v", s, today, got, err)
			}
			return
		}
		if again, err := ParseISODate(string(got)); err != nil || again != got {
			t.Errorf("ParseWhen(%q, %s) = %q, which is no day", s, today, got)
		}
		if got < "1900-01-01" || got > "9999-12-31" {
			t.Errorf("ParseWhen(%q, %s) = %s", s, today, got)
		}
	})
}
