package vault

import (
	"testing"

	_ "modernc.org/sqlite"
)

// A released schema never changes: its digest is part of the program.
func TestSchemaDigest(t *testing.T) {
	v, err := connect(t.Context(), Place{Journal: t.TempDir() + "/j.db"})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for n := 1; n <= schemaVersion; n++ {
		script, err := migration(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.conn.ExecContext(t.Context(), script); err != nil {
			t.Fatal(err)
		}
		got, err := digest(t.Context(), v.conn)
		if err != nil || got != digests(n) {
			t.Errorf("schema %d has digest %s, want %s (%v)", n, got, digests(n), err)
		}
	}
}
