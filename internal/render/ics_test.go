package render

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

// calendar reads an iCalendar file back: the events, each by its names. It
// fails where the file breaks a rule of RFC 5545.
func calendar(t *testing.T, file string) []map[string]string {
	t.Helper()
	if !strings.HasSuffix(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") {
		t.Error("a line does not end with CRLF")
	}
	for row := range strings.SplitSeq(file, "\r\n") {
		if len(row) > 75 || !utf8.ValidString(row) {
			t.Errorf("the row %q has %d bytes", row, len(row))
		}
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n")
	var events []map[string]string
	var open []string
	whole := map[string]string{}
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			t.Fatalf("the line %q has no value", l)
		}
		switch name {
		case "BEGIN":
			if open = append(open, value); value == "VEVENT" {
				events = append(events, map[string]string{})
			}
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%s ends out of order", value)
			}
			open = open[:len(open)-1]
		default:
			into := whole
			if len(open) == 2 {
				into = events[len(events)-1]
			}
			if _, twice := into[name]; twice {
				t.Errorf("%s stands twice", name)
			}
			into[name] = value
		}
	}
	if len(open) > 0 || whole["VERSION"] != "2.0" || whole["PRODID"] == "" {
		t.Errorf("the calendar is not whole: %v", whole)
	}
	return events
}

func ics(t *testing.T, p pack.Pack) string {
	t.Helper()
	var b bytes.Buffer
	if err := ICS(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestICS(t *testing.T) {
	p := lived(t)
	file := ics(t, p)
	events := calendar(t, file)
	var got []string
	names := map[string]bool{}
	for _, e := range events {
		got = append(got, e["DTSTART;VALUE=DATE"]+"-"+e["DTEND;VALUE=DATE"]+" "+e["SUMMARY"])
		names[e["UID"]] = true
		rest := maps.Clone(e)
		for _, name := range []string{"UID", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"} {
			delete(rest, name)
		}
		if want := "map[CLASS:PRIVATE DTSTAMP:20261123T200000Z TRANSP:TRANSPARENT]"; fmt.Sprint(rest) != want {
			t.Errorf("an event has %v, want %s", rest, want)
		}
	}
	want := "20261116-20261117 Supervision: something is due|20261208-20261209 Supervision: something is due|20261201-20261202 Supervision"
	if strings.Join(got, "|") != want {
		t.Errorf("events %q, want %s", got, want)
	}
	if len(names) != len(events) {
		t.Errorf("%d names for %d events", len(names), len(events))
	}
	for _, it := range p.Items() {
		if id := fmt.Sprintf("%x", it.ID[:]); strings.Contains(file, id) || strings.Contains(file, it.ID.String()) {
			t.Error("an event tells the id of an item")
		}
	}
	if ics(t, lived(t)) != file {
		t.Error("the same pack gave other bytes")
	}
}

// An action that is put off is the same event on another day.
func TestICSKnowsAnActionAgain(t *testing.T) {
	event := func(id byte, due journal.Date, text string) map[string]string {
		p := release(t, pack.Chosen{Actions: []journal.Action{{Meta: journal.Meta{ID: journal.ID{id}, Revision: 1},
			ActionHead: journal.ActionHead{State: journal.ActionOpen, Due: due}, ActionBody: journal.ActionBody{Text: text}}}},
			pack.Request{Made: journal.Stamp{Unix: 1795464000}})
		return calendar(t, ics(t, p))[0]
	}
	first, later, other := event(1, "2026-12-01", "Ask"), event(1, "2026-12-08", "Ask again"), event(2, "2026-12-01", "Ask")
	if first["UID"] != later["UID"] || first["UID"] == other["UID"] {
		t.Errorf("names %s, %s and %s", first["UID"], later["UID"], other["UID"])
	}
}

func TestICSWithoutDays(t *testing.T) {
	var b bytes.Buffer
	if err := ICS(&b, pack.Pack{}); !errors.Is(err, pack.ErrUnreleased) || b.Len() > 0 {
		t.Errorf("the zero pack: %d bytes and %v", b.Len(), err)
	}
	p := release(t, pack.Chosen{Actions: []journal.Action{
		{ActionHead: journal.ActionHead{State: journal.ActionOpen}, ActionBody: journal.ActionBody{Text: "Ask"}},
		{ActionHead: journal.ActionHead{State: journal.ActionDone, Due: "2026-12-01"}, ActionBody: journal.ActionBody{Text: "Done"}},
	}}, pack.Request{Made: journal.Stamp{Unix: 1795464000}})
	if err := ICS(&b, p); !errors.Is(err, ErrNoDays) || b.Len() > 0 {
		t.Errorf("no days: %d bytes and %v", b.Len(), err)
	}
	if err := ICS(full{}, lived(t)); !errors.Is(err, errFull) {
		t.Errorf("no room: %v", err)
	}
}

// A pack that was read back has no ids; its actions are still told apart.
func TestICSOfAPackReadBack(t *testing.T) {
	var raw bytes.Buffer
	if err := JSON(&raw, lived(t)); err != nil {
		t.Fatal(err)
	}
	g, err := pack.Read(&raw, privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := g.Release(pack.Decisions{ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, e := range calendar(t, ics(t, p)) {
		names[e["UID"]] = true
	}
	if len(names) != 3 {
		t.Errorf("%d names, want 3", len(names))
	}
}

func FuzzFolded(f *testing.F) {
	for _, s := range []string{"", "short", strings.Repeat("a", 75), strings.Repeat("a", 76), strings.Repeat("é", 200), strings.Repeat("日本", 60), strings.Repeat("👩", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\n") {
			return
		}
		got := folded(s)
		for row := range strings.SplitSeq(got, "\r\n") {
			if len(row) > 75 || !utf8.ValidString(row) {
				t.Errorf("%q has the row %q", s, row)
			}
		}
		if strings.ReplaceAll(got, "\r\n ", "") != s {
			t.Errorf("%q is folded to %q", s, got)
		}
	})
}
