package cli

import (
	_ "embed"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed data/about.txt
var aboutText string

// noticeText is docs/notice.md, which a test compares.
//
//go:embed data/notice.md
var noticeText string

func (a *app) aboutCommand() *cobra.Command {
	notices := false
	c := &cobra.Command{
		Use:     "about",
		Short:   "What Afterword is, what it is not, and its limits",
		Example: "  afterword about\n  afterword about --plain\n  afterword about --notices",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			text := strings.TrimSpace(aboutText)
			if notices {
				text = strings.TrimSpace(noticeText)
			}
			if a.flags.json {
				return a.putJSON(struct {
					Schema string `json:"schema"`
					Text   string `json:"text"`
				}{"afterword/about/1", text})
			}
			if !notices { // which are printed as their authors laid them out
				text = wrapTo(text, a.width())
			}
			a.put("%s", text)
			return nil
		},
	}
	c.Flags().BoolVar(&notices, "notices", false, "the notices of the word lists that others made, whole")
	return c
}
