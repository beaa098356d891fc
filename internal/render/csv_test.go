package render

import (
	"encoding/csv"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// records reads CSV back, row by row under its header.
func records(t *testing.T, p pack.Pack) []map[string]string {
	t.Helper()
	var b strings.Builder
	if err := CSV(&b, p); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "\n") != strings.Count(b.String(), "\r\n") {
		t.Error("a line ends without a carriage return")
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		out = append(out, r)
	}
	return out
}

func TestCSV(t *testing.T) {
	got := records(t, exampleReleased(t))
	for i, want := range []map[string]string{
		{"kind": "question", "ref": "question 1", "goal": "independence", "want": "think-with", "text": "How do I say no to an extra shift?", "context": "The rota is thin.", "tried": "Saying maybe."},
		{"kind": "action", "ref": "action 1", "state": "partly", "due": "2026-12-01", "overdue": "", "owner": "The team & I", "standard": "Charter, 4", "outcome": "Half done."},
		{"kind": "action", "ref": "action 2", "state": "open", "due": "2026-11-02", "overdue": "yes", "minutes": ""},
		{"kind": "session", "ref": "session 1", "date": "2026-11-04", "minutes": "60", "mode": "one-to-one", "size": ""},
		{"kind": "session", "date": "2026-11-06", "minutes": ""},
		{"kind": "session", "date": "2026-11-20", "minutes": "90", "mode": "group", "size": "4"},
	} {
		if i >= len(got) {
			t.Fatalf("%d rows", len(got))
		}
		for column, value := range want {
			if got[i][column] != value {
				t.Errorf("row %d, %s: %q, want %q", i+1, column, got[i][column], value)
			}
		}
	}
	if len(got) != 6 {
		t.Errorf("%d rows, want 6", len(got))
	}
}

func TestCSVCells(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {"plain, with a comma", "plain, with a comma"}, {"5 - 3 = 2", "5 - 3 = 2"}, {"a\nb", "a\nb"},
		{"=1+1", "'=1+1"}, {"+44", "'+44"}, {"-5 at night", "'-5 at night"}, {"@here", "'@here"}, {"\t=1", "'\t=1"}, {"\n=1", "'\n=1"},
		{"＝1", "'＝1"}, {"\r=1", `\x0d=1`}, {"\ufeff=1", `\ufeff=1`}, {"'quoted'", "'quoted'"},
	} {
		if got := csvCell(tt.text); got != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range append(hostile(), "=1+1", "-5", "\t=cmd", "a\r\n=b", `"`, `",=1,"`) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.TrimSpace(s) == "" {
			return
		}
		c := pack.Chosen{Actions: []journal.Action{{ActionBody: journal.ActionBody{Text: "x", Outcome: s}}}}
		p := release(t, c, pack.Request{Made: journal.Stamp{Unix: 1795464000}})
		got := records(t, p)
		if len(got) != 1 || got[0]["kind"] != "action" {
			t.Fatalf("%q makes %d rows", s, len(got))
		}
		cell, want := got[0]["outcome"], journal.Printable(p.Actions()[0].Outcome)
		if cell != want && cell != "'"+want {
			t.Errorf("%q is read back as %q", want, cell)
		}
		if strings.IndexAny(cell, "=+-@\t\r\n") == 0 {
			t.Errorf("%q begins like a formula", cell)
		}
	})
}
