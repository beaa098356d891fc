package cli

import (
	_ "embed"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed data/about.txt
var aboutText string

func (a *app) aboutCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "about",
		Short:   "What Afterword is, what it is not, and its limits",
		Example: "  afterword about\n  afterword about --plain",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			text := strings.TrimSpace(aboutText)
			if a.flags.json {
				return a.putJSON(struct {
					Schema string `json:"schema"`
					Text   string `json:"text"`
				}{"afterword/about/1", text})
			}
			a.put("%s", wrapTo(text, a.width()))
			return nil
		},
	}
}
