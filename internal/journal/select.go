package journal

import "time"

// Day returns the day an entry counts for: the one its shift began, or
// the one it was written where no shift was named.
func (h EntryHead) Day() Date {
	if h.Shift != "" || h.Written.IsZero() {
		return h.Shift
	}
	return h.Written.Date()
}

// LastVisited returns for each goal the whole days from the latest entry
// about it to today. A goal that was never visited is absent, and an
// entry dated after today counts as today's.
func LastVisited(heads []EntryHead, today Date) map[Goal]int {
	visited := map[Goal]int{}
	for _, h := range heads {
		day := h.Day()
		if day == "" {
			continue
		}
		days := max(0, day.DaysUntil(today))
		for _, g := range h.Goals {
			if least, ok := visited[g]; !ok || days < least {
				visited[g] = days
			}
		}
	}
	return visited
}

// DaysUntil returns the whole days from d to other, negative where other
// is earlier, and 0 where one of them is no day.
func (d Date) DaysUntil(other Date) int {
	from, to := d.Time(), other.Time()
	if from.IsZero() || to.IsZero() {
		return 0
	}
	return int((to.Unix() - from.Unix()) / (24 * 60 * 60))
}

// RecentPrompts returns the ids of the prompts asked, skipped ones too,
// each once and the latest asked first. The heads are given latest first;
// within an entry the prompts stand in the order they were asked.
func RecentPrompts(heads []EntryHead) []string {
	var ids []string
	seen := map[string]bool{}
	for _, h := range heads {
		for i := len(h.Prompts) - 1; i >= 0; i-- {
			if id := h.Prompts[i]; id != "" && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// morning is the hour from which a shift is taken to have begun today.
const morning = 11

// ShiftGuess suggests the day the shift just worked began, from the clock
// that its writer sees. Between 00:00 and 10:59 that is the day before,
// and night is true: it is a guess, to be asked about and not assumed.
func ShiftGuess(now time.Time) (day Date, night bool) {
	today := DateOf(now)
	if now.Hour() < morning {
		return today.AddDays(-1), true
	}
	return today, false
}
