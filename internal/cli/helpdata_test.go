package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"afterword/internal/cli"
)

// TestRegions checks the data behind the support page.
func TestRegions(t *testing.T) {
	codes, err := cli.RegionCodes()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"GB", "IE", "US", "CA", "AU", "NZ", "other"}; !slices.Equal(codes, want) {
		t.Errorf("the regions are %v, want %v", codes, want)
	}
	text, err := os.ReadFile(filepath.Join("data", "support.toml"))
	if err != nil {
		t.Fatal(err)
	}
	contacts := strings.Count(string(text), "[[region.contact]]")
	for _, field := range []string{`(?m)^source = "https://\S+"$`, `(?m)^checked = "20\d\d-[01]\d-[0-3]\d"$`, `(?m)^page = "(20\d\d)?"$`, `(?m)^how = "\w.*\d.*"$`} {
		if got := len(regexp.MustCompile(field).FindAllString(string(text), -1)); got != contacts || contacts == 0 {
			t.Errorf("%d of %d contacts have %s", got, contacts, field)
		}
	}
}

// TestSyncedBy checks the names of folders that are copied elsewhere.
func TestSyncedBy(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"/home/a/Dropbox/afterword/journal.db", "Dropbox"},
		{"/home/a/OneDrive - The Trust/journal.db", "OneDrive"},
		{"/Users/a/Library/Mobile Documents/journal.db", "iCloud"},
		{"/home/a/Nextcloud/journal.db", "Nextcloud"},
		{"/home/a/Google Drive/journal.db", "Google Drive"},
		{"/home/a/.local/share/afterword/journal.db", ""},
		{"/home/a/my-onedrive-notes/journal.db", ""},
		{"/home/a/pCloudDrive/journal.db", "pCloud"},
		{"/home/a/MEGA/journal.db", "MEGA"},
		{"/home/a/MEGAsync/journal.db", "MEGA"},
		{"/home/a/Seafile/My Library/journal.db", "Seafile"},
		{"/home/a/Box/journal.db", "Box"},
		{"/home/a/Boxes/journal.db", ""},
		{"/home/a/Sync/journal.db", "Syncthing"},
		{"/home/a/synchrony/journal.db", ""},
		{"/home/a/Proton Drive/journal.db", "Proton Drive"},
		{"/home/a/Tresorit/journal.db", "Tresorit"},
		{"", ""},
	} {
		if got := cli.SyncedBy(tt.path); got != tt.want {
			t.Errorf("SyncedBy(%q) = %q, want %q", tt.path, got, tt.want)
		}
	}
}

// TestTogether checks when a key file counts as lying with its journal.
func TestTogether(t *testing.T) {
	for _, tt := range []struct {
		journal, key string
		want         bool
	}{
		{"/h/data/afterword/journal.db", "/h/config/afterword/keys/a.key", false},
		{"/h/data/afterword/journal.db", "/h/data/afterword/keys/a.key", true},
		{"/h/config/afterword/journal.db", "/h/config/afterword/keys/a.key", true},
		{"/h/data/afterword/journal.db", "/h/data/afterword-keys/keys/a.key", false},
	} {
		journal, key := filepath.FromSlash(tt.journal), filepath.FromSlash(tt.key)
		if got := cli.Together(journal, key); got != tt.want {
			t.Errorf("Together(%q, %q) = %t, want %t", journal, key, got, tt.want)
		}
	}
}

// TestRoff checks that no text is taken for a request of the macros.
func TestRoff(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"plain", "plain"},
		{"--dir", `\-\-dir`},
		{".TH", `\&.TH`},
		{"a\n'b", "a\n\\&'b"},
		{`a\b`, `a\eb`},
	} {
		if got := cli.Roff(tt.text); got != tt.want {
			t.Errorf("Roff(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
