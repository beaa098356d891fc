package pack

import (
	"strings"

	"afterword/internal/journal"
)

// Coarse writes a day so that it does not lead back to one shift: "early
// March 2026" for the 1st to the 10th, "mid-March 2026" for the 11th to
// the 20th, "late March 2026" after that. It is empty for no day.
func Coarse(d journal.Date) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	part := "early "
	switch {
	case t.Day() > 20:
		part = "late "
	case t.Day() > 10:
		part = "mid-"
	}
	return part + t.Format("January 2006")
}

// isCoarse reports whether s is what Coarse writes for some day.
func isCoarse(s string) bool {
	for prefix, day := range map[string]string{"early ": "01", "mid-": "15", "late ": "25"} {
		month, ok := strings.CutPrefix(s, prefix)
		if !ok {
			continue
		}
		return Coarse(dayOfMonth(month, day)) == s
	}
	return s == ""
}

// dayOfMonth returns a day of a month written as "March 2026", or no day.
func dayOfMonth(month, day string) journal.Date {
	name, year, _ := strings.Cut(month, " ")
	for _, number := range []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		d, err := journal.ParseISODate(year + "-" + number + "-" + day)
		if err == nil && d.Time().Month().String() == name {
			return d
		}
	}
	return ""
}
