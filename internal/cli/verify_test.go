package cli_test

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"afterword/internal/cli"
)

// TestVerifyNamesDamage damages a journal in ways a disk or a stranger
// could, and expects the damage to be named and the status to be 5.
func TestVerifyNamesDamage(t *testing.T) {
	for _, tt := range []struct {
		name, change   string
		verify, doctor string // what each says
		status         int    // of doctor, which opens no record
	}{
		{"a body overwritten", `update body set sealed = zeroblob(length(sealed)) where seq = 3`, "Damaged: record 3,", "The journal opens.", cli.StatusDone},
		{"the last revision gone", `delete from rev where seq = (select max(seq) from rev)`, "The chain does not reach its seal", "It is damaged", cli.StatusDamaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := seed(t)
			db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(h.dir, "data", "journal.db")))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(tt.change); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			for _, run := range []struct {
				args []string
				want string
				exit int
			}{
				{[]string{"verify"}, tt.verify, cli.StatusDamaged},
				{[]string{"verify", "--json"}, `"sound": false`, cli.StatusDamaged},
				{[]string{"doctor"}, tt.doctor, tt.status},
			} {
				var out, talk bytes.Buffer
				env := h.env(h.dir, strings.NewReader(""), false)
				env.Out, env.Err = &out, &talk
				if got := cli.Main(env, run.args); got != run.exit {
					t.Errorf("%v exits %d, want %d\n%s%s", run.args, got, run.exit, out.String(), talk.String())
				}
				if !strings.Contains(out.String(), run.want) {
					t.Errorf("%v says %q, want %q in it", run.args, out.String(), run.want)
				}
			}
		})
	}
}
