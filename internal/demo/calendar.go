package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"afterword/internal/journal"
)

// calendar reads the days of a story, which are told from now: "w12 tue"
// is the Tuesday of the week twelve before this one, "d2" the day before
// yesterday. A number below zero lies ahead. A moment has the time after
// it: "w12 tue 20:10".
type calendar struct {
	now  time.Time
	zone string
}

// day reads a day, empty for none.
func (c calendar) day(s string) (journal.Date, error) {
	if s == "" {
		return "", nil
	}
	words := strings.Fields(s)
	n, err := strconv.Atoi(words[0][1:])
	today := journal.DateOf(c.now)
	switch {
	case err != nil:
	case words[0][0] == 'd' && len(words) == 1:
		return today.AddDays(-n), nil
	case words[0][0] == 'w' && len(words) == 2:
		monday := -(int(today.Time().Weekday()) + 6) % 7
		if weekday := slices.Index([]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, words[1]); weekday >= 0 {
			return today.AddDays(monday - 7*n + weekday), nil
		}
	}
	return "", fmt.Errorf("%q is no day", s)
}

// moment reads a moment.
func (c calendar) moment(s string) (journal.Stamp, error) {
	i := strings.LastIndexByte(s, ' ')
	clock, err := time.Parse("15:04", s[i+1:])
	if i < 0 || err != nil {
		return journal.Stamp{}, fmt.Errorf("%q is no moment", s)
	}
	day, err := c.day(s[:i])
	if err != nil {
		return journal.Stamp{}, err
	}
	return c.at(day, clock.Hour(), clock.Minute()), nil
}

// at is a moment of a day on the writer's clock.
func (c calendar) at(day journal.Date, hour, minute int) journal.Stamp {
	d := day.Time()
	return journal.StampOf(time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, c.now.Location()), c.zone)
}

// evening is when what happened on a day was noted, where the story does
// not say it.
func (c calendar) evening(day journal.Date) journal.Stamp { return c.at(day, 18, 30) }
