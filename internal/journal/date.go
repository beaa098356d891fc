package journal

import (
	"fmt"
	"time"
)

// Date is a calendar day written as ISO 8601 (2026-11-23), without a zone.
// Dates order as text. The zero Date is no day.
type Date string

// isoDay is the layout of a Date.
const isoDay = "2006-01-02"

// DateOf returns the calendar day that t's clock shows.
func DateOf(t time.Time) Date { return Date(t.Format(isoDay)) }

// ParseISODate reads a day written as 2026-11-23.
func ParseISODate(s string) (Date, error) {
	t, err := time.Parse(isoDay, s)
	if err != nil {
		return "", fmt.Errorf("%q is not a day such as 2026-11-23", s)
	}
	return DateOf(t), nil
}

// Time returns noon UTC of d, an instant that no zone moves to another
// day. It is the zero time for no day.
func (d Date) Time() time.Time {
	t, err := time.Parse(isoDay, string(d))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}

// AddDays returns the day n days after d, or before it where n is negative.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return ""
	}
	return DateOf(d.Time().AddDate(0, 0, n))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d < other }

// Long writes d as a person says it: Monday 23 November 2026.
func (d Date) Long() string {
	if d == "" {
		return "no date"
	}
	return d.Time().Format("Monday 2 January 2006")
}
