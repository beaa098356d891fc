package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/seal"
)

// The key pair that the tests seal to; it is in the documentation of age.
const (
	ageRecipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
	ageIdentity  = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
)

// TestSealedPackHoldsOnlyWhatWasChosen opens what left sealed: it is the
// same pack, and nothing that was not chosen stands in any byte of it; and
// no file anywhere holds its words unsealed.
func TestSealedPackHoldsOnlyWhatWasChosen(t *testing.T) {
	s := marked(t)
	out := filepath.Join(s.dir, "out", "pack")
	status, data, talk := s.run("export", "--since", "2026-11-01", "--full-text", "--format", "md", "--format", "text", "--format", "json",
		"--out", out, "--encrypt-to", ageRecipient, "--yes")
	if status != 0 || data != "" || strings.Contains(talk, "MARKER") {
		t.Fatalf("status %d, %q: %s", status, data, talk)
	}
	for _, ext := range []string{".md", ".txt", ".json"} {
		f, err := os.Open(out + ext + ".age")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		key, err := seal.AgeIdentities(strings.NewReader(ageIdentity))
		if err != nil {
			t.Fatal(err)
		}
		r, err := key.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil || !bytes.Contains(plain, []byte("brought entry")) || bytes.Contains(plain, []byte("MARKER")) {
			t.Errorf("%s: %v: %.200s", ext, err, plain)
		}
	}
	unsealed(t, s.dir, "brought", "MARKER")

	keys := filepath.Join(s.dir, "out", "keys.txt")
	if err := os.WriteFile(keys, []byte(ageIdentity+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, text, talk := s.run("read", out+".json.age", "--identity", keys)
	if status != 0 || !strings.Contains(text, "brought question") || strings.Contains(text+talk, "MARKER") {
		t.Errorf("status %d: %s%s", status, text, talk)
	}
	s.in = "Question 1: the brought answer.\n"
	reply := filepath.Join(s.dir, "out", "reply.json")
	if status, _, talk = s.run("read", out+".json.age", "--identity", keys, "--reply", reply, "--encrypt-to", ageRecipient, "--yes"); status != 0 {
		t.Fatal(talk)
	}
	unsealed(t, s.dir, "brought", "MARKER")
	if status, _, talk = s.run("session", "add", "--reply", reply+".age", "--identity", keys, "--yes"); status != 0 {
		t.Fatal(talk)
	}
	if _, text, _ = s.run("session", "show", "last"); !strings.Contains(text, "the brought answer") {
		t.Errorf("the session is %s", text)
	}
	unsealed(t, s.dir, "brought", "MARKER")
}

// unsealed fails for every file below dir that holds one of the words.
func unsealed(t *testing.T, dir string, words ...string) {
	t.Helper()
	found, read := with(t, dir, words...)
	if read < 4 {
		t.Fatalf("only %d files were read", read)
	}
	for _, path := range found {
		t.Errorf("%s holds words that are not sealed", path)
	}
}
