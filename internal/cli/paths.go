package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

func (a *app) pathsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "paths",
		Short: "Where the journal, its key file and the configuration are",
		Long: `Paths prints where things are, one to a line. A path is printed whether or not
anything is there yet.`,
		Example: "  afterword paths\n  afterword paths --json\n  afterword paths --journal ./other.db",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.paths(c.Context()) },
	}
}

func (a *app) paths(ctx context.Context) error {
	key := a.keyPath(ctx)
	config := filepath.Join(a.Dirs.Config, "config.toml")
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
		}{"afterword/paths/1", a.journalPath(), err == nil, key, a.keysDir(), config, prompts})
	}
	a.put("journal: %s", a.journalPath())
	if key != "" {
		a.put("key file: %s", key)
	} else {
		a.put("key files: %s", a.keysDir())
	}
	a.put("configuration: %s", config)
	a.put("own prompts: %s", prompts)
	if key != "" {
		a.say("%s", "The journal is sealed. "+keyFileSentence(key))
	}
	return nil
}

// keyPath is the key file that the journal opens with, there or missing;
// empty where no journal can say.
func (a *app) keyPath(ctx context.Context) string {
	v, err := a.open(ctx)
	if err == nil {
		return v.KeyFile()
	}
	var missing *vault.KeyMissingError
	if errors.As(err, &missing) {
		return missing.Path
	}
	return ""
}
