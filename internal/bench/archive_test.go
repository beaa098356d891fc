package bench

import (
	"bytes"
	"io"
	"path/filepath"
	"strconv"
	"testing"

	"afterword/internal/interchange"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// BenchmarkArchive measures writing everything as JSON, and taking it into
// an empty journal, inside one process.
func BenchmarkArchive(b *testing.B) {
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			v, _ := journalOf(b, n)
			var whole bytes.Buffer
			b.Run("write", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					archiveTo(b, v, io.Discard)
				}
			})
			archiveTo(b, v, &whole)
			b.Run("import", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					b.StopTimer()
					dir := b.TempDir()
					fresh, err := vault.Create(b.Context(), vault.Place{Journal: filepath.Join(dir, "journal.db"), Keys: filepath.Join(dir, "keys")})
					if err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
					takeInto(b, fresh, whole.Bytes(), n)
					if err := fresh.Close(); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("import-again", func(b *testing.B) {
				for b.Loop() {
					takeInto(b, v, whole.Bytes(), 0)
				}
			})
		})
	}
}

// archiveTo writes the archive of a journal without drafts.
func archiveTo(b *testing.B, v *vault.Vault, to io.Writer) {
	b.Helper()
	w, err := interchange.NewWriter(to, interchange.Header{Journal: v.ID(), Made: journal.Stamp{Unix: 1}})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := v.Carry(b.Context(), nil, w.Revision); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(0, 0); err != nil {
		b.Fatal(err)
	}
}

// takeInto imports an archive, of which n things are new.
func takeInto(b *testing.B, v *vault.Vault, archive []byte, n int) {
	b.Helper()
	r, err := interchange.NewReader(bytes.NewReader(archive))
	if err != nil {
		b.Fatal(err)
	}
	taken, err := v.Take(b.Context(), vault.Incoming{Things: r.Revisions, Drafts: r.Drafts})
	if err != nil || taken.Added != n {
		b.Fatalf("%d things were added, want %d: %v", taken.Added, n, err)
	}
}
