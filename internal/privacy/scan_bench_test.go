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

// BenchmarkWatchKey is one more letter in the middle of a text of 10 kB
// that is all one paragraph.
func BenchmarkWatchKey(b *testing.B) {
	var note strings.Builder
	for _, x := range readTexts(b, "testdata/notes.jsonl") {
		if note.Len() < 10_000 {
			note.WriteString(strings.Join(strings.Fields(x.Text), " ") + " ")
		}
	}
	text := note.String()[:10_000]
	watch := Guard{}.Watch()
	watch.Scan(text)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		watch.Scan(text[:5000] + "abcdefghij"[:1+i%10] + text[5000:])
	}
}
