//go:build external

package vault

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// reader is the independent program that reads a journal from its
// documentation alone.
const reader = "../../docs/reader/afterword_reader.py"

// read runs the independent reader on a closed journal and returns its
// lines, what it complains of and whether it found all sound.
func read(t *testing.T, p Place, key string) (lines []string, said string, sound bool) {
	t.Helper()
	return readWith(t, "", p.Journal, key)
}

// readWith is read with other arguments and what is typed.
func readWith(t *testing.T, typed string, args ...string) (lines []string, said string, sound bool) {
	t.Helper()
	var out, complaints bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "/usr/bin/python3", append([]string{"-B", reader}, args...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(typed), &out, &complaints
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("the reader: %v\n%s", err, complaints.String())
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n"), complaints.String(), err == nil
}

// ours reads every thing and draft as the independent reader does, with
// the vault's own means.
func ours(t *testing.T, v *Vault) []string {
	t.Helper()
	ids, err := v.ids(t.Context(), `select thing from rev where rev = 1 order by seq`)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, id := range ids {
		r, err := v.latest(t.Context(), v.conn, id)
		if err != nil {
			t.Fatal(err)
		}
		body, err := v.bodyOf(t.Context(), v.conn, r)
		if err != nil {
			t.Fatal(err)
		}
		first, err := v.revision(t.Context(), v.conn, `select `+columns+` from rev where thing = ? and rev = 1`, id[:])
		if err != nil {
			t.Fatal(err)
		}
		row := v.row(r, first.place.Seq, body)
		lines = append(lines, line(t, map[string]any{
			"kind": row.Kind, "id": id.String(), "first": row.First, "seq": row.Seq, "revision": row.Revision, "state": row.State,
			"saved": plain(t, v, encode(t, v, row.Saved)), "head": plain(t, v, row.head), "body": plain(t, v, row.body),
		}))
	}
	drafts, _, err := v.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		lines = append(lines, line(t, map[string]any{"kind": "draft", "id": d.ID.String(), "count": d.Count, "draft": plain(t, v, encode(t, v, d))}))
	}
	return lines
}

func encode(t *testing.T, v *Vault, value any) []byte {
	t.Helper()
	b, err := v.codec.Encode(value)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// plain decodes to what JSON can hold.
func plain(t *testing.T, v *Vault, b []byte) any {
	t.Helper()
	if b == nil {
		return nil
	}
	var value any
	if err := v.codec.Decode(b, &value); err != nil {
		t.Fatal(err)
	}
	return jsonable(value)
}

func jsonable(value any) any {
	switch value := value.(type) {
	case []byte:
		return hex.EncodeToString(value)
	case []any:
		for i := range value {
			value[i] = jsonable(value[i])
		}
		return value
	case map[any]any:
		m := map[string]any{}
		for key, v := range value {
			m[key.(string)] = jsonable(v)
		}
		return m
	}
	return value
}

// line writes a value so that equal values are equal texts.
func line(t *testing.T, value any) string {
	t.Helper()
	b, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return canonical(t, string(b))
}

func canonical(t *testing.T, text string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	b, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The independent reader and the vault read the same from the journal
// that is kept.
func TestIndependentReader(t *testing.T) {
	p := copyFixture(t)
	v, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	got, said, sound := read(t, p, v.KeyFile())
	if !sound {
		t.Errorf("the reader complains: %s", said)
	}
	for i := range got {
		got[i] = canonical(t, got[i])
	}
	want := ours(t, v)
	if len(want) < 11 || !slices.Equal(got, want) {
		t.Errorf("the reader reads\n%s\nthe vault\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What was forgotten is no damage to either, and a head that is gone
// without that is.
func TestIndependentReaderOfTheForgotten(t *testing.T) {
	p := place(t)
	v := create(t, p)
	e := edited(t, v)
	if _, err := v.Forget(t.Context(), at(5), nil, e.ID); err != nil {
		t.Fatal(err)
	}
	got, said, sound := read(t, p, v.KeyFile())
	want := ours(t, v)
	for i := range got {
		got[i] = canonical(t, got[i])
	}
	if !sound || !slices.Equal(got, want) {
		t.Errorf("the reader says %q and reads\n%s\nthe vault\n%s", said, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	v.Close()
	meddle(t, p, `update rev set head = null where seq = (select max(seq) from rev)`)
	if _, _, sound := read(t, p, v.KeyFile()); sound {
		t.Error("the reader misses a head that nothing says was forgotten")
	}
}

// What the vault finds damaged, the independent reader finds as well.
func TestIndependentReaderFindsDamage(t *testing.T) {
	for name, query := range map[string]string{
		"the last revision dropped": "delete from body where seq = (select max(seq) from rev); delete from rev where seq = (select max(seq) from rev)",
		"a revision dropped":        "delete from body where seq = 2; delete from rev where seq = 2",
		"two heads exchanged":       "update rev set head = (select head from rev r where r.seq = 3 - rev.seq) where seq in (1, 2)",
		"a body dropped":            "delete from body where seq = 1",
		"a purge pretended":         "update rev set head = null where seq = 1; delete from body where seq = 1",
		"the counter changed":       "update journal set seq = seq - 1",
		"a draft's count changed":   "update draft set count = count + 1",
	} {
		p := copyFixture(t)
		meddle(t, p, query)
		v, err := Open(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		report, err := v.Verify(t.Context())
		v.Close()
		lines, said, sound := read(t, p, v.KeyFile())
		if sound || said == "" || err != nil || report.Sound() {
			t.Errorf("%s: the reader says %q, the vault %+v, %v", name, said, report, err)
		}
		if len(lines) < 9 {
			t.Errorf("%s: only %d lines could be read", name, len(lines))
		}
	}
}

func TestIndependentReaderRefusesTheWrongKey(t *testing.T) {
	p, other := copyFixture(t), place(t)
	v := create(t, other)
	lines, said, sound := read(t, p, v.KeyFile())
	if sound || !strings.Contains(said, "does not open this journal") || journal.ID.IsZero(v.id) || lines[0] != "" {
		t.Errorf("with another's key file it reads %q and says %q", lines, said)
	}
}
