package vault

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// schema holds one file for each format the tables have had. A released
// file is never edited.
//
//go:embed schema/*.sql
var schema embed.FS

const (
	// applicationID marks the file as ours: "AFTW".
	applicationID = 0x41465457
	// schemaVersion is the newest file under schema/.
	schemaVersion = 2
	// letterSchema is the first that has a letterbox.
	letterSchema = 2
)

// pragmas are set on the connection and read back: SQLite and its driver
// pass over a misspelt one in silence. Why these: trust in the one mode in
// which no power cut lost an acknowledged save, one file at rest, nothing
// left of deleted rows.
func pragmas() [][2]string {
	return [][2]string{
		{"busy_timeout", "5000"},
		{"journal_mode", "delete"},
		{"synchronous", "3"}, // EXTRA: the directory is synced too
		{"secure_delete", "1"},
		{"foreign_keys", "1"},
		{"trusted_schema", "0"},
		{"cell_size_check", "1"},
		{"mmap_size", "0"},
		{"temp_store", "2"}, // memory
	}
}

// connect opens the file and checks that every pragma holds.
func connect(ctx context.Context, p Place) (*store, error) {
	// Elsewhere than on Linux this is unavailable and the rule of never
	// opening the live file by other means protects the locks.
	if _, err := sqlite.OFDLocking(true); err != nil && !errors.Is(err, sqlite.ErrOFDLockingUnavailable) {
		return nil, fmt.Errorf("choosing file locks: %w", err)
	}
	s := &store{place: p}
	var err error
	if s.codec, err = seal.NewCodec(); err != nil {
		return nil, err
	}
	if s.db, err = sql.Open("sqlite", address(p.Journal)); err != nil {
		return nil, notOpened(err)
	}
	s.db.SetMaxOpenConns(1)
	if s.conn, err = s.db.Conn(ctx); err != nil {
		s.db.Close()
		return nil, notOpened(err)
	}
	for _, pragma := range pragmas() {
		if err := s.checkPragma(ctx, pragma[0], pragma[1]); err != nil {
			s.Close()
			return nil, err
		}
	}
	return s, nil
}

// notOpened is the error for what went wrong before anything was read. All
// that is asked of the file then are settings, so where SQLite says no more
// than that it cannot (SQLITE_ERROR), the file's own header is in its way.
func notOpened(err error) error {
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_ERROR:
			return fmt.Errorf("opening the journal: %w (%w)", ErrDamaged, err)
		case sqlite3.SQLITE_CANTOPEN: // not even for reading, which SQLite tries too
			return fmt.Errorf("%w (%w)", ErrClosed, err)
		}
	}
	return fmt.Errorf("opening the journal: %w", storage(err))
}

// address is a file as the driver takes it, with every setting.
func address(path string) string {
	values := url.Values{"_txlock": {"immediate"}, "_dqs": {"0"}, "_defensive": {"1"}}
	for _, p := range pragmas() {
		values.Add("_pragma", p[0]+"("+p[1]+")")
	}
	return "file:" + (&url.URL{Path: slashed(path)}).EscapedPath() + "?" + values.Encode()
}

// slashed makes a path usable in a file: address on every system.
func slashed(path string) string {
	path = strings.ReplaceAll(path, `\`, `/`)
	if len(path) > 1 && path[1] == ':' {
		path = "/" + path // C:/... becomes /C:/...
	}
	return path
}

func (s *store) checkPragma(ctx context.Context, name, want string) error {
	var got string
	err := s.conn.QueryRowContext(ctx, "pragma "+name).Scan(&got)
	if errors.Is(err, sql.ErrNoRows) && name == "mmap_size" {
		return nil // built without memory mapping
	}
	if err != nil {
		return notOpened(err)
	}
	if got != want {
		return fmt.Errorf("opening the journal: setting %s is %s, not %s", name, got, want)
	}
	return nil
}

// migrate refuses what is not ours, and brings an older journal up to
// date in one transaction, after a copy of it was made. A journal that
// cannot be written to is read by its old tables.
func (s *store) migrate(ctx context.Context) error {
	version, err := s.readVersion(ctx, s.conn)
	if err != nil {
		return err
	}
	s.tables = version
	if version > 0 {
		if err := s.checkSchema(ctx, s.conn, version); err != nil || version == schemaVersion {
			return err
		}
	}
	if version > 0 && s.place.Backups != "" {
		if err = s.keepOld(ctx, version); err != nil {
			err = fmt.Errorf("keeping a copy before the journal is brought up to date: %w", err)
		}
	}
	made := "" // a key file written for a journal that did not come to be
	if err == nil {
		made, err = s.raise(ctx)
	}
	switch {
	case err == nil:
		s.tables = schemaVersion
	case made != "" && !errors.Is(err, ErrInDoubt):
		os.Remove(made)
	case version > 0 && (errors.Is(err, ErrReadOnly) || errors.Is(err, ErrFull)):
		return nil
	}
	return err
}

// raise applies every schema file that the journal has not had. The
// version is read again inside the lock: another program may have been
// faster. It returns the key file that was written for a new journal.
func (s *store) raise(ctx context.Context) (made string, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		version, err := s.readVersion(ctx, tx)
		if err != nil || version == schemaVersion {
			return err
		}
		if version > 0 {
			if err := s.checkSchema(ctx, tx, version); err != nil {
				return err
			}
		}
		for n := version + 1; n <= schemaVersion; n++ {
			if err := apply(ctx, tx, n); err != nil {
				return err
			}
		}
		if err := s.checkSchema(ctx, tx, schemaVersion); err != nil {
			return err
		}
		if version == 0 {
			made, err = s.initialise(ctx, tx)
		}
		return err
	})
	return made, err
}

// readVersion returns the schema's number: 0 for an empty file, ErrForeign for
// a file of another program, ErrNewer for one that we do not know yet.
func (s *store) readVersion(ctx context.Context, q querier) (int, error) {
	var app, version, tables int
	err := q.QueryRowContext(ctx, `select (select application_id from pragma_application_id),
		(select user_version from pragma_user_version), (select count(*) from sqlite_schema)`).
		Scan(&app, &version, &tables)
	switch {
	case err != nil:
		return 0, fmt.Errorf("reading the journal: %w", storage(err))
	case app == 0 && version == 0 && tables == 0:
		return 0, nil
	case app != applicationID || version == 0:
		return 0, ErrForeign
	case version < 0:
		return 0, ErrDamaged
	case version > schemaVersion:
		return 0, ErrNewer
	}
	return version, nil
}

// apply runs one schema file.
func apply(ctx context.Context, tx *sql.Tx, n int) error {
	script, err := migration(n)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, script); err != nil {
		return fmt.Errorf("bringing the journal to format %d: %w", n, storage(err))
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("pragma user_version = %d", n)); err != nil {
		return fmt.Errorf("bringing the journal to format %d: %w", n, storage(err))
	}
	return nil
}

// migration returns the script that leads to version n.
func migration(n int) (string, error) {
	entries, err := schema.ReadDir("schema")
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), fmt.Sprintf("%04d_", n)) {
			b, err := schema.ReadFile("schema/" + e.Name())
			return string(b), err
		}
	}
	return "", fmt.Errorf("there is no schema %d", n)
}

// digests are the SHA-256 of the tables of each version, as digest makes
// them. A trigger, a view or a changed column gives another one.
func digests(version int) string {
	switch version {
	case 1:
		return "c9a5a9af691ea3463aaba45ae9c3ef832dd89135a95173e16ec319ac47e58f71"
	case 2:
		return "000ae794f07aad2b5dfeb92cb98878091c69d50a19a71c04d706a6d617979551"
	}
	return ""
}

// checkSchema compares the file's tables with those of its version.
func (s *store) checkSchema(ctx context.Context, q querier, version int) error {
	got, err := digest(ctx, q)
	if err != nil {
		return err
	}
	if got != digests(version) {
		return ErrAltered
	}
	return nil
}

// digest hashes every definition in the file's schema.
func digest(ctx context.Context, q querier) (string, error) {
	rows, err := q.QueryContext(ctx, `select type, name, tbl_name, coalesce(sql, '') from sqlite_schema order by type, name`)
	if err != nil {
		return "", fmt.Errorf("reading the journal: %w", storage(err))
	}
	defer rows.Close()
	var all bytes.Buffer
	for rows.Next() {
		var part [4]string
		if err := rows.Scan(&part[0], &part[1], &part[2], &part[3]); err != nil {
			return "", fmt.Errorf("reading the journal: %w", storage(err))
		}
		for _, p := range part {
			fmt.Fprintf(&all, "%d:%s,", len(p), p)
		}
	}
	if err := rows.Err(); err != nil {
		return "", fmt.Errorf("reading the journal: %w", storage(err))
	}
	sum := seal.Hash(all.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

// initialise writes the first row and a key slot. The key file is on the
// disk before the journal that needs it; its path is returned.
func (s *store) initialise(ctx context.Context, tx *sql.Tx) (key string, err error) {
	id := journal.ID(seal.NewID())
	dataKey, secret := seal.NewKey(), seal.NewKey()
	defer clear(dataKey)
	defer clear(secret)
	j := state{id: id, number: FormatNumber, minReader: FormatNumber}
	slot, err := seal.WrapSecret(j.format(), seal.SlotKeyFile, secret, dataKey)
	if err != nil {
		return "", err
	}
	ring, err := seal.NewRing(id, dataKey)
	if err != nil {
		return "", err
	}
	j.top = ring.Top(0, j.last)
	key = keyFile(s.place.Keys, id)
	if err := writeKeyFile(key, seal.WriteKeyFile(id.String(), secret)); err != nil {
		return "", err
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{fmt.Sprintf("pragma application_id = %d", applicationID), nil},
		{`insert into journal (one, id, format, min_reader, seq, last, top) values (1, ?, ?, ?, 0, ?, ?)`,
			[]any{id[:], j.number, j.minReader, j.last[:], j.top[:]}},
	} {
		if _, err := tx.ExecContext(ctx, step.query, step.args...); err != nil {
			return key, fmt.Errorf("making the journal: %w", storage(err))
		}
	}
	return key, insertSlot(ctx, tx, slot)
}
