package journal

import (
	"fmt"
	"strings"
	"time"
)

// aheadExamples are shown with every refusal.
const aheadExamples = "2026-11-23, tomorrow, friday, next monday, in 2 weeks or 5 October"

// ParseAhead reads the day to come that s names, seen from today:
//
//	2026-11-23, 5 October 2027     that day
//	today, tomorrow
//	in 3 days, in a week           also months and years, and words up to twelve
//	friday, on friday              the first Friday after today, never today
//	this friday                    the Friday of this week
//	next friday                    the Friday of the week after this one
//	5 October, Oct 5               the first one that is not before today
//	next week                      the Monday it begins on
//	next month, next year          its first day
//
// Weeks begin on Monday. In a month or a year is the same day of that
// month, or its last day where it is shorter. Everything else is
// ErrNotADay, and so is a day before today: a promise cannot be due in the
// past, and a year that was mistyped would be passed over in silence.
func ParseAhead(s string, today Date) (Date, error) {
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(s), ",", " "))
	if len(words) > 1 && (words[0] == "on" || words[0] == "by") {
		words = words[1:]
	}
	t, ok := dayAhead(words, today.Time())
	if !ok {
		t, ok = namedAhead(words, today.Time())
	}
	if !ok && len(words) == 1 {
		if d, err := ParseISODate(words[0]); err == nil {
			t, ok = d.Time(), true
		}
	}
	if !ok {
		return "", refuseAhead(s, words)
	}
	d, err := dayInRange(s, t)
	if err == nil && d.Before(today) {
		return "", fmt.Errorf("%w to come: %q is %s, which has passed; write %s", ErrNotADay, s, d.Long(), aheadExamples)
	}
	return d, err
}

// refuseAhead says why words name no day to come and how one is written.
func refuseAhead(s string, words []string) error {
	switch {
	case len(words) == 0:
		return fmt.Errorf("%w: nothing was given; write %s", ErrNotADay, aheadExamples)
	case len(words) == 1 && hasSlashes(words[0]):
		return fmt.Errorf("%w: %q is in figures, which are read differently from place to place; write 2026-11-23 or 23 November 2026", ErrNotADay, s)
	}
	return fmt.Errorf("%w: %q; write %s", ErrNotADay, s, aheadExamples)
}

// dayAhead reads the forms that are counted from today.
func dayAhead(words []string, today time.Time) (time.Time, bool) {
	switch len(words) {
	case 1:
		switch words[0] {
		case "today":
			return today, true
		case "tomorrow":
			return today.AddDate(0, 0, 1), true
		}
		if day, ok := weekdayNamed(words[0]); ok {
			on := (int(day-today.Weekday()) + 6) % 7 // 0 for tomorrow, 6 for a week from now
			return today.AddDate(0, 0, on+1), true
		}
	case 2:
		weeks := map[string]int{"this": 0, "next": 1}
		n, known := weeks[words[0]]
		if !known {
			break
		}
		if day, ok := weekdayNamed(words[1]); ok {
			return today.AddDate(0, 0, sinceMonday(day)-sinceMonday(today.Weekday())+7*n), true
		}
		if words[0] == "next" {
			return startOf(words[1], today, -1)
		}
	case 3:
		if n, ok := countNamed(words[1]); ok && words[0] == "in" {
			return ago(-n, strings.TrimSuffix(words[2], "s"), today)
		}
	}
	return time.Time{}, false
}

// namedAhead reads a day of a named month, with or without its year.
func namedAhead(words []string, today time.Time) (time.Time, bool) {
	if len(words) != 2 {
		return namedDay(words, today)
	}
	// Nine years hold a 29 February even around a century that has none.
	for year := today.Year(); year < today.Year()+9; year++ {
		t, ok := namedDay([]string{words[0], words[1], fmt.Sprint(year)}, today)
		if ok && !t.Before(today) {
			return t, true
		}
	}
	return time.Time{}, false
}
