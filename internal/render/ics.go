package render

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// ErrNoDays means that a pack holds no day for a calendar.
var ErrNoDays = errors.New("nothing in this pack has a day for a calendar: no open action is due, and no next session is known")

// ICS writes the days on which open actions of p are due, and that of the
// next session, as events of a calendar (RFC 5545) that last a day. A
// calendar is often read by an employer and copied by its maker, so that
// an event is private and says the word for supervision and nothing else of the
// journal.
// Its name is a hash, by which a calendar knows an action again when its
// day has changed, and which leads back to nothing.
//
// It fails with pack.ErrUnreleased for the zero Pack and with ErrNoDays
// where there is no day, and then writes nothing.
func ICS(w io.Writer, p pack.Pack) error {
	if p.IsZero() {
		return pack.ErrUnreleased
	}
	events := icsEvents(p)
	if len(events) == 0 {
		return ErrNoDays
	}
	var b strings.Builder
	put := func(lines ...string) {
		for _, l := range lines {
			b.WriteString(folded(l) + "\r\n")
		}
	}
	put("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Afterword//Supervision pack//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
	for _, e := range events {
		put("BEGIN:VEVENT", "UID:"+e.name+"@afterword.invalid", "DTSTAMP:"+p.Made().Time().UTC().Format("20060102T150405Z"),
			"DTSTART;VALUE=DATE:"+icsDay(e.day), "DTEND;VALUE=DATE:"+icsDay(e.day.AddDays(1)),
			"SUMMARY:"+e.summary, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT")
	}
	put("END:VCALENDAR")
	return send(w, b.String())
}

// icsEvent is one day of a calendar.
type icsEvent struct {
	day           journal.Date
	name, summary string
}

// icsEvents lists the days: what is due, then the next session.
func icsEvents(p pack.Pack) []icsEvent {
	var items []journal.SharedItem
	for _, it := range p.Items() {
		if it.Kind == journal.KindAction {
			items = append(items, it)
		}
	}
	var out []icsEvent
	for i, a := range p.Actions() {
		if a.State != journal.ActionOpen || a.Due == "" {
			continue
		}
		// An action of a pack that was read back has no id; its words and its
		// place tell it from the others.
		of := [][]byte{[]byte("action"), items[i].ID[:]}
		if items[i].ID.IsZero() {
			of = append(of, items[i].Hash, []byte(a.Ref))
		}
		out = append(out, icsEvent{a.Due, icsName(of...), icsText(headed(p.Words().Supervision)) + ": something is due"})
	}
	if p.Next() != "" {
		out = append(out, icsEvent{p.Next(), icsName([]byte("session"), []byte(p.Next())), icsText(headed(p.Words().Supervision))})
	}
	return out
}

// icsName makes the name of an event.
func icsName(of ...[]byte) string {
	h := sha256.New()
	h.Write([]byte("afterword/ics/1"))
	for _, part := range of {
		h.Write([]byte{0})
		h.Write(part)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// icsText escapes what has a meaning in a text of a calendar.
func icsText(s string) string {
	return strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,").Replace(journal.PrintableLine(s))
}

func icsDay(d journal.Date) string { return strings.ReplaceAll(string(d), "-", "") }

// folded breaks a line into rows of at most 75 bytes, each but the first
// with a space in front, and never within a character.
func folded(line string) string {
	const most = 75
	var b strings.Builder
	room := most
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], most-1
	}
	return b.String() + line
}
