package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

// version is the program's version as it was built, "devel" where the
// build does not know one.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "The version of the program and of the file format",
		Example: "  afterword version\n  afterword version --json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			system := runtime.GOOS + "/" + runtime.GOARCH
			if a.flags.json {
				return a.putJSON(struct {
					Schema  string `json:"schema"`
					Version string `json:"version"`
					Format  int    `json:"format"`
					Go      string `json:"go"`
					System  string `json:"system"`
				}{"afterword/version/1", version(), vault.FormatNumber, runtime.Version(), system})
			}
			a.put("afterword %s\nfile format %d\n%s %s", version(), vault.FormatNumber, runtime.Version(), system)
			return nil
		},
	}
}
