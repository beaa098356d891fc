package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

func aReply() Reply {
	return Reply{Pack: journal.PackRef{Fingerprint: "k7q2-9d3f", Made: journal.Stamp{Unix: 1795464000, Offset: 3600}},
		Made:    journal.Stamp{Unix: 1795550400},
		Replies: []ReplyTo{{1, journal.BecameAnswered, "Say it early.\n\nAnd \u202e kindly."}, {3, journal.BecameMissed, ""}},
		Actions: []Agreed{{"Ask the team", "", "2026-12-01"}, {"Send the policy", "supervisor", ""}},
		Note:    "A good month."}
}

func TestReplyComesBack(t *testing.T) {
	r := aReply()
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(raw, '\u202e') {
		t.Error("a character that turns a line around stands in the file")
	}
	back, err := ReadReply(bytes.NewReader(raw))
	if err != nil || !reflect.DeepEqual(back, r) {
		t.Fatalf("%+v, %v; want %+v", back, err, r)
	}
	var laid bytes.Buffer
	if err := json.Indent(&laid, raw, "", "\t"); err != nil {
		t.Fatal(err)
	}
	other, err := ReadReply(&laid)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := r.Hash()
	if two, _ := other.Hash(); !bytes.Equal(one, two) {
		t.Error("laid out otherwise, it is another reply")
	}
	other.Note += "."
	if two, _ := other.Hash(); bytes.Equal(one, two) {
		t.Error("with other words it is the same reply")
	}
}

// TestReplyInTheDocument reads the example of docs/reply.md, which is
// written again byte by byte.
func TestReplyInTheDocument(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "reply.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "```json reply\n")
	example, _, found := strings.Cut(rest, "\n```")
	if !found {
		t.Fatal("docs/reply.md has no example")
	}
	r, err := ReadReply(strings.NewReader(example))
	if err != nil || len(r.Replies) != 2 || len(r.Actions) != 2 || r.Note == "" {
		t.Fatalf("the example is read as %+v, %v", r, err)
	}
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil || string(raw) != example {
		t.Errorf("it is written as\n%s\n%v", raw, err)
	}
}

func TestReadReplyRefuses(t *testing.T) {
	good, err := json.Marshal(aReply())
	if err != nil {
		t.Fatal(err)
	}
	many := strings.Repeat(`{"text":"x"},`, MostAgreed) + `{"text":"x"}`
	for name, tt := range map[string]struct{ old, new string }{
		"no JSON":            {`{"schema"`, `zebra{`},
		"another schema":     {"afterword/reply/1", "afterword/pack/1"},
		"a newer one":        {"afterword/reply/1", "afterword/reply/2"},
		"no fingerprint":     {`"k7q2-9d3f"`, `""`},
		"no instant":         {"2026-", "zebra-"},
		"a question twice":   {"question 3", "question 1"},
		"question 0":         {"question 3", "question 0"},
		"question 01":        {"question 3", "question 01"},
		"no question":        {"question 3", "zebra"},
		"nothing it became":  {`"not-reached"`, `"zebra"`},
		"no day":             {"2026-12-01", "2026-13-01"},
		"an empty action":    {"Ask the team", "  "},
		"too many actions":   {`"actions":[`, `"actions":[` + many + `,`},
		"too long":           {"A good month.", strings.Repeat("zebra ", LongestReply/5)},
		"too large":          {"A good month.", strings.Repeat("zebra ", replyBytes)},
		"too deep":           {`"note"`, `"deep":[[[[[[]]]]]],"note"`},
		"another type":       {`"A good month."`, `7`},
		"cut short":          {`"note":"A good month."}`, ``},
		"two documents":      {`"A good month."}`, `"A good month."}{}`},
		"too many values":    {`"note"`, `"much":[` + strings.Repeat("1,", replyValues) + `1],"note"`},
		"nothing but a list": {string(good), `[]`},
	} {
		file := strings.ReplaceAll(string(good), tt.old, tt.new)
		if file == string(good) {
			t.Fatalf("%s: nothing was changed", name)
		}
		_, err := ReadReply(strings.NewReader(file))
		if err == nil || !errors.Is(err, ErrNotAReply) && !errors.Is(err, ErrTooBig) || strings.Contains(err.Error(), "zebra") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadReply(strings.NewReader(`{"schema":"afterword/reply/1","pack":{"fingerprint":"a","made":"2026-11-23T20:00:00Z"},"made":"2026-11-23T20:00:00Z"}`)); !errors.Is(err, ErrNotAReply) {
		t.Errorf("a reply that says nothing: %v", err)
	}
	if _, err := ReadReply(strings.NewReader(strings.Replace(string(good), `"note"`, `"later":{},"note"`, 1))); err != nil {
		t.Errorf("a key that is not known: %v", err)
	}
}

// TestAsReadIsForWhatWasRead shows a pack with the counts that it brought,
// and lets none pass that was gathered here.
func TestAsReadIsForWhatWasRead(t *testing.T) {
	g := full(t)
	if _, err := g.Release(Decisions{AsRead: true}); !errors.Is(err, ErrNotAPack) {
		t.Errorf("what was gathered here passed as read: %v", err)
	}
	p, err := g.Release(Decisions{ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	raw := bytes.Replace(encode(t, p), []byte(`\u001b`), nil, 1) // which no journal holds
	back, err := Read(bytes.NewReader(raw), privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := back.Release(Decisions{AsRead: true})
	if err != nil || shown.Counts() != p.Counts() || !bytes.Equal(encode(t, shown), raw) {
		t.Errorf("shown with %+v, %v; want %+v and the same bytes\n%s\n%s", shown.Counts(), err, p.Counts(), encode(t, shown), raw)
	}
	if !shown.Reference().Is(p.Reference()) || shown.Reference().Is(journal.PackRef{}) {
		t.Errorf("it is named %+v, want %+v", shown.Reference(), p.Reference())
	}
}

func FuzzReadReply(f *testing.F) {
	good, err := json.Marshal(aReply())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"schema":"afterword/reply/1"}`))
	f.Add([]byte(fmt.Sprintf("%s%s", good, good)))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ReadReply(bytes.NewReader(data))
		if err != nil {
			return
		}
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadReply(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("what was read is refused when it is written: %v", err)
		}
		one, _ := r.Hash()
		if two, _ := again.Hash(); !bytes.Equal(one, two) {
			t.Error("it is another reply after it was written and read")
		}
	})
}
