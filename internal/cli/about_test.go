package cli

import (
	"os"
	"testing"
)

// TestNotices checks that what about prints is what the documents hold.
func TestNotices(t *testing.T) {
	data, err := os.ReadFile("../../docs/notice.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != noticeText {
		t.Error("docs/notice.md and internal/cli/data/notice.md differ")
	}
}
