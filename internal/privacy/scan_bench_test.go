package privacy

import (
	"strings"
	"testing"
)

func BenchmarkScan2kB(b *testing.B) {
	texts := readTexts(b, "testdata/notes.jsonl")
	var note strings.Builder
	for _, x := range texts {
		if note.Len() < 2000 && len(x.Text) > 300 {
			note.WriteString(x.Text + "\n\n")
		}
	}
	text := note.String()[:2000]
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Guard{}.Scan(text)
	}
}
