//go:build external

package render

import (
	"strings"
	"testing"
)

// TestCalendarReadsICS lets a library of calendars read the file.
func TestCalendarReadsICS(t *testing.T) {
	dir := gallery(t)
	path := file(t, dir, "lived.ics", ICS, lived(t))
	out, _ := program(t, dir, "/usr/bin/python3", "-c", `
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    assert len(event["UID"]) > 60 and event["CLASS"] == "PRIVATE"
    print(event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"])
`, path)
	want := "2026-11-16 2026-11-17 Supervision: something is due\n2026-12-08 2026-12-09 Supervision: something is due\n2026-12-01 2026-12-02 Supervision\n"
	if out != want {
		t.Errorf("the calendar reads\n%s\nwant\n%s", out, strings.TrimSpace(want))
	}
}
