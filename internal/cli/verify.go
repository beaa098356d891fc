package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every record of the journal and name what is damaged",
		Long: `Verify opens every record, follows the chain from the first to the last, and
has the file checked. It changes nothing. Status 5 means that something is
damaged; the rest can still be read.`,
		Example: "  afterword verify\n  afterword verify --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.verify(c.Context()) },
	}
}

func (a *app) verify(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	r, err := v.Verify(ctx)
	if err != nil {
		return err
	}
	mark, err := v.Fingerprint(ctx)
	if err != nil {
		return err
	}
	if a.flags.json {
		err = a.putJSON(verifyJSON(r, mark))
	} else {
		a.putReport(r, mark)
	}
	if err != nil || r.Sound() {
		return err
	}
	return hinted(fmt.Errorf("%w: see the report above", vault.ErrDamaged), "Nothing was changed, and what is not named can still be read. Keep a copy of the file as it is before anything else: %s", v.Path())
}

// putReport prints what was found in words.
func (a *app) putReport(r vault.Report, mark string) {
	a.put("%s and %s checked.", counted(r.Revisions, "revision"), counted(r.Drafts, "draft"))
	for _, d := range r.Damage {
		if d.Seq == 0 {
			a.put("Damaged: draft %s.", d.ID.String()[:8])
			continue
		}
		what := "its " + d.What + " does not open"
		if d.What == "link" {
			what = "it does not follow from the one before"
		}
		a.put("Damaged: record %d, revision %d of %s: %s.", d.Seq, d.Revision, d.ID.String()[:8], what)
	}
	if !r.Chain {
		a.put("The chain does not reach its seal: records were taken away, added or changed outside Afterword.")
	}
	if !r.File {
		a.put("The file itself has faults: SQLite's own check found some.")
	}
	if r.Sound() {
		a.put("All of it opens, and the chain is whole.")
	}
	a.put("Journal fingerprint: %s", mark)
}

// verifyJSON is the report as data.
func verifyJSON(r vault.Report, mark string) any {
	type damage struct {
		ID       string `json:"id"`
		Seq      int64  `json:"sequence"`
		Revision int    `json:"revision"`
		What     string `json:"what"`
	}
	found := []damage{}
	for _, d := range r.Damage {
		found = append(found, damage{d.ID.String(), d.Seq, d.Revision, d.What})
	}
	return struct {
		Schema      string   `json:"schema"`
		Sound       bool     `json:"sound"`
		Revisions   int      `json:"revisions"`
		Drafts      int      `json:"drafts"`
		Chain       bool     `json:"chain"`
		File        bool     `json:"file"`
		Fingerprint string   `json:"fingerprint"`
		Damage      []damage `json:"damage"`
	}{"afterword/verify/1", r.Sound(), r.Revisions, r.Drafts, r.Chain, r.File, mark, found}
}
