package journal

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrNotADay means that a text names no single day.
var ErrNotADay = errors.New("not a day")

// dayExamples are shown with every refusal.
const dayExamples = "2026-11-23, yesterday, last monday, 3 weeks ago or 5 October 2025"

// ParseWhen reads the day that s names, seen from today:
//
//	2026-11-23                       that day
//	today, yesterday
//	3 days ago, a week ago           also months and years, and words up to twelve
//	monday, last monday              the latest Monday before today, never today
//	this monday                      the Monday of this week, past or to come
//	5 October 2025, October 5 2025   also with Oct
//	5 October, Oct 5                 the latest one that is not after today
//	this week, last week             the Monday it began on
//	this month, last month           its first day
//	this year, last year             the first of January
//
// Case and spacing do not matter and weeks begin on Monday. A month or a
// year ago is the same day of that month, or its last day where it is
// shorter. Everything else is ErrNotADay, and so is a day before the year
// 1900 or after 9999: 10/05/2026, which could be two days, is not guessed at.
func ParseWhen(s string, today Date) (Date, error) {
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(s), ",", " "))
	if t, ok := relativeDay(words, today.Time()); ok {
		return dayInRange(s, t)
	}
	if t, ok := namedDay(words, today.Time()); ok {
		return dayInRange(s, t)
	}
	if len(words) == 1 {
		if d, err := ParseISODate(words[0]); err == nil {
			return dayInRange(s, d.Time())
		}
	}
	return "", refuseDay(s, words)
}

// dayInRange returns t's day where its year is one a journal can hold.
func dayInRange(s string, t time.Time) (Date, error) {
	if t.Year() < 1900 || t.Year() > 9999 {
		return "", fmt.Errorf("%w: %q is not between the years 1900 and 9999", ErrNotADay, s)
	}
	return DateOf(t), nil
}

// refuseDay says why words name no day and how a day is written.
func refuseDay(s string, words []string) error {
	switch {
	case len(words) == 0:
		return fmt.Errorf("%w: nothing was given; write %s", ErrNotADay, dayExamples)
	case len(words) == 1 && hasSlashes(words[0]):
		return fmt.Errorf("%w: %q is in figures, which are read differently from place to place; write 2026-11-23 or 23 November 2026", ErrNotADay, s)
	case len(words) <= 2 && monthNamed(words[0]) != 0:
		return fmt.Errorf("%w: %q names no day of the month; write 5 October 2025", ErrNotADay, s)
	}
	return fmt.Errorf("%w: %q; write %s", ErrNotADay, s, dayExamples)
}

// hasSlashes reports whether word is numbers divided by strokes or dots.
func hasSlashes(word string) bool {
	return strings.ContainsAny(word, "/.") && strings.Trim(word, "0123456789/.") == ""
}

// relativeDay reads the forms that are counted from today.
func relativeDay(words []string, today time.Time) (time.Time, bool) {
	switch len(words) {
	case 1:
		switch words[0] {
		case "today":
			return today, true
		case "yesterday":
			return today.AddDate(0, 0, -1), true
		}
		return latestWeekday(words[0], today)
	case 2:
		switch words[0] {
		case "last":
			if t, ok := latestWeekday(words[1], today); ok {
				return t, true
			}
			return startOf(words[1], today, 1)
		case "this":
			if day, ok := weekdayNamed(words[1]); ok {
				return today.AddDate(0, 0, sinceMonday(day)-sinceMonday(today.Weekday())), true
			}
			return startOf(words[1], today, 0)
		}
	case 3:
		if n, ok := countNamed(words[0]); ok && words[2] == "ago" {
			return ago(n, strings.TrimSuffix(words[1], "s"), today)
		}
	}
	return time.Time{}, false
}

// latestWeekday returns the latest day of that name before today.
func latestWeekday(name string, today time.Time) (time.Time, bool) {
	day, ok := weekdayNamed(name)
	if !ok {
		return time.Time{}, false
	}
	back := (int(today.Weekday()-day) + 6) % 7 // 0 for yesterday, 6 for a week ago
	return today.AddDate(0, 0, -back-1), true
}

// sinceMonday returns how many days of the week lie before day.
func sinceMonday(day time.Weekday) int { return (int(day) + 6) % 7 }

// startOf returns the first day of the week, month or year that lies back
// of them before today's.
func startOf(unit string, today time.Time, back int) (time.Time, bool) {
	switch unit {
	case "week":
		return today.AddDate(0, 0, -sinceMonday(today.Weekday())-7*back), true
	case "month":
		return noon(today.Year(), today.Month()-time.Month(back), 1), true
	case "year":
		return noon(today.Year()-back, time.January, 1), true
	}
	return time.Time{}, false
}

// ago returns the day n units before today.
func ago(n int, unit string, today time.Time) (time.Time, bool) {
	switch unit {
	case "day":
		return today.AddDate(0, 0, -n), true
	case "week":
		return today.AddDate(0, 0, -7*n), true
	case "year":
		n *= 12
	case "month":
	default:
		return time.Time{}, false
	}
	t := noon(today.Year(), today.Month()-time.Month(n), today.Day())
	if t.Day() != today.Day() { // the 31st of a shorter month ran over into the next
		t = t.AddDate(0, 0, -t.Day())
	}
	return t, true
}

// namedDay reads a day of a named month, with or without its year.
func namedDay(words []string, today time.Time) (time.Time, bool) {
	if len(words) != 2 && len(words) != 3 {
		return time.Time{}, false
	}
	first, second := words[0], words[1]
	if monthNamed(first) != 0 {
		first, second = second, first
	}
	day, ok := number(first, 1, 2)
	month := monthNamed(second)
	if !ok || month == 0 {
		return time.Time{}, false
	}
	if len(words) == 3 {
		year, ok := number(words[2], 4, 4)
		t := noon(year, month, day)
		return t, ok && t.Day() == day && t.Month() == month
	}
	// Nine years hold a 29 February even around a century that has none.
	for year := today.Year(); year > today.Year()-9; year-- {
		t := noon(year, month, day)
		if t.Day() == day && t.Month() == month && !t.After(today) {
			return t, true
		}
	}
	return time.Time{}, false
}

// noon returns the middle of a day, as Date.Time does.
func noon(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}

// number reads between least and most ASCII digits.
func number(word string, least, most int) (int, bool) {
	if len(word) < least || len(word) > most || strings.Trim(word, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// countNamed reads a count: up to four digits, "a" or a word to twelve.
func countNamed(word string) (int, bool) {
	if word == "a" || word == "an" {
		return 1, true
	}
	names := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if i := slices.Index(names, word); i >= 0 {
		return i + 1, true
	}
	return number(word, 1, 4)
}

// monthNamed returns the month of that English name, whole or cut to
// three letters (or sept), and 0 for any other word.
func monthNamed(word string) time.Month {
	if word == "sept" {
		return time.September
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); word == name || word == name[:3] {
			return m
		}
	}
	return 0
}

// weekdayNamed returns the weekday of that English name, whole or cut to
// three letters.
func weekdayNamed(word string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); word == name || word == name[:3] {
			return d, true
		}
	}
	return 0, false
}
