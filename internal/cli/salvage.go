package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

func (a *app) salvageCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "salvage --out FILE",
		Short: "Write everything that can be read to a new journal",
		Long: `Salvage goes through a damaged journal and writes everything that can be read
to a new one: every revision of every thing, the drafts, and what was written
while it was locked. What opens the journal opens the new one too. The journal
itself is not changed.

From the first damaged record on, the history is made anew: fingerprints on packs
made after that point will not be found in the new journal. Up to it they will.

Status 5 means that something could not be read; what that was is named.`,
		Example: "  afterword salvage --out salvaged.db\n  afterword salvage --out salvaged.db --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.salvage(c.Context(), out) },
	}
	cmd.Flags().StringVar(&out, "out", "", "write the new journal to `FILE`, which must not be there")
	return cmd
}

func (a *app) salvage(ctx context.Context, out string) error {
	if out == "" || out == "-" {
		return misused("name the file for the new journal, such as --out salvaged.db")
	}
	there, err := checkTarget(out)
	if err != nil {
		return err
	}
	if there {
		return hinted(misused("%s is there already; nothing was written", out), "Name another file by --out.")
	}
	if out, err = filepath.Abs(out); err != nil {
		return err
	}
	l, err := a.reach(ctx)
	if errors.Is(err, vault.ErrDamaged) {
		short, failed := vault.TakeShort(ctx, a.place())
		if failed != nil {
			return hinted(err, "Nothing was changed. What all the rest is found by is damaged, so that nothing can be read. %s", a.backupWayOut())
		}
		defer short.Close()
		l, err = short.Locked, nil
	}
	if err != nil {
		return err
	}
	key, err := a.dataKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	s, err := l.Salvage(ctx, vault.DataKey(key), out)
	if err != nil {
		if errors.Is(err, vault.ErrDamaged) {
			err = hinted(err, "Nothing was written, and the journal was not changed. See which backups there are: afterword backup --list")
		}
		return err
	}
	if a.flags.json {
		err = a.putJSON(salvagedJSON(s, out))
	} else {
		a.putSalvaged(s, out)
	}
	if err != nil || s.Whole() {
		return err
	}
	back := out
	if slices.ContainsFunc(s.Lost, func(d *vault.DamageError) bool { return d.What == "letter" }) {
		back += " --drop-set-aside"
	}
	return hinted(mismatch{"not everything could be read: see the report above"},
		"The journal was not changed; keep its file. Put the new one in its place: afterword restore-backup %s", back)
}

// putSalvaged prints what came of it in words.
func (a *app) putSalvaged(s vault.Salvaged, out string) {
	parts := []string{counted(s.Things, "thing") + " in " + counted(s.Revisions, "revision"), counted(s.Drafts, "draft")}
	if s.Letters > 0 {
		parts = append(parts, counted(s.Letters, "letter")+" written while locked")
	}
	a.put("Written to %s: %s.", out, strings.Join(parts, ", "))
	for _, d := range s.Lost {
		a.put("Left out: %s.", damageLine(d))
	}
	if len(s.Gone) > 0 {
		var ids []string
		for _, id := range s.Gone {
			ids = append(ids, id.String()[:8])
		}
		a.put("Nothing is left of %s.", strings.Join(ids, ", "))
	}
	if s.Wordless > 0 {
		a.put("Kept without the words: %s.", counted(s.Wordless, "revision"))
	}
	if s.Absent > 0 {
		a.put("Without a trace: %s.", counted(int(s.Absent), "revision"))
	}
	if !s.Sealed {
		a.put("The end of the history does not match its seal, so it cannot be known whether something else is missing.")
	}
	if s.Whole() {
		a.put("All of it could be read.")
		if !s.SameHistory {
			a.put("The history had to be made anew in part.")
		}
		a.put("Put it in the place of the damaged one: afterword restore-backup %s", out)
	}
	a.put("Journal fingerprint: %s", s.Fingerprint)
}

// salvagedJSON is the same as data.
func salvagedJSON(s vault.Salvaged, out string) any {
	gone := []string{}
	for _, id := range s.Gone {
		gone = append(gone, id.String())
	}
	return struct {
		Schema      string   `json:"schema"`
		File        string   `json:"file"`
		Whole       bool     `json:"whole"`
		Things      int      `json:"things"`
		Revisions   int      `json:"revisions"`
		Drafts      int      `json:"drafts"`
		Letters     int      `json:"letters"`
		Wordless    int      `json:"without_words"`
		Absent      int64    `json:"without_trace"`
		SameHistory bool     `json:"same_history"`
		Fingerprint string   `json:"fingerprint"`
		Lost        []damage `json:"left_out"`
		Gone        []string `json:"gone"`
	}{"afterword/salvage/1", out, s.Whole(), s.Things, s.Revisions, s.Drafts, s.Letters, s.Wordless, s.Absent, s.SameHistory, s.Fingerprint, damages(s.Lost), gone}
}
