package cli

import (
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"afterword/internal/seal"
)

func (a *app) pathsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "paths",
		Short: "Where the journal, what opens it, backups and configuration are",
		Long: `Paths prints where things are, one to a line. A path is printed whether or not
anything is there yet. The notes are what this computer last saw of its journals
and where their backups went.`,
		Example: "  afterword paths\n  afterword paths --json\n  afterword paths --journal ./other.db",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.paths(c.Context()) },
	}
}

func (a *app) paths(ctx context.Context) error {
	key := a.keyPath(ctx)
	prompts := filepath.Join(a.Dirs.Config, "prompts")
	if a.flags.json {
		_, err := os.Stat(a.journalPath())
		return a.putJSON(struct {
			Schema  string `json:"schema"`
			Journal string `json:"journal"`
			Exists  bool   `json:"journal_exists"`
			Key     string `json:"key_file"`
			Keys    string `json:"keys"`
			Config  string `json:"configuration"`
			Prompts string `json:"prompts"`
			Backups string `json:"backups"`
			State   string `json:"state"`
		}{"afterword/paths/1", a.journalPath(), err == nil, key, a.keysDir(), a.configPath(), prompts, a.backupsDir(), a.Dirs.State})
	}
	a.put("journal: %s", a.journalPath())
	if key != "" {
		a.put("key file: %s", key)
	} else {
		a.put("key files: %s", a.keysDir())
	}
	a.put("configuration: %s", a.configPath())
	a.put("own prompts: %s", prompts)
	a.put("backups: %s", a.backupsDir())
	a.put("notes: %s", a.Dirs.State)
	if key != "" {
		a.say("%s", "The journal is sealed. "+keyFileSentence(key))
	}
	return nil
}

// keyPath is the key file that the journal opens with, there or missing;
// empty where none does, or no journal can say.
func (a *app) keyPath(ctx context.Context) string {
	l, err := a.reach(ctx)
	if err != nil {
		return ""
	}
	ways, err := l.Ways(ctx)
	if err != nil || !contains(ways, seal.SlotKeyFile) {
		return ""
	}
	return l.KeyFile()
}
