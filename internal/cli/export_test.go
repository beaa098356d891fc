package cli

import "github.com/spf13/cobra"

// Tree is the command tree as it is built for env, for tests that walk it.
func Tree(env *Env) *cobra.Command { return newApp(env).root().Command }

// RegionCodes are the regions of the embedded support numbers.
func RegionCodes() ([]string, error) {
	all, err := regions()
	var codes []string
	for _, r := range all {
		codes = append(codes, r.Code)
	}
	return codes, err
}

// SyncedBy and Together are what doctor judges paths by.
func SyncedBy(path string) string       { return syncedBy(path) }
func Together(journal, key string) bool { return together(journal, key) }
func Roff(text string) string           { return roff(text) }
