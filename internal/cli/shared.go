package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

func (a *app) sharedCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "shared",
		Short:   "What was shared, when and with whom",
		Long:    "Lists the packs that left the journal, the newest first. The words are not kept\na second time: a record names what was in a pack by id and hash.",
		Example: "  afterword shared\n  afterword shared --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.listShared(c.Context()) },
	}
	c.AddCommand(&cobra.Command{
		Use:   "show ID",
		Short: "What one pack held, as whoever got it saw it",
		Long: `Shows every question, action and entry of a pack in the words that left: each
is taken from the revision of then, with what was replaced before it left. Where
the hash in the record proves them it says so; where they cannot be shown any
more, since they were purged, it says that. The rest of the pack is not kept
with the record: your name, how you were, what you wrote about the supervision
itself, every count, the caseload and the sessions.`,
		Example:           "  afterword shared show last\n  afterword shared show last --json",
		Args:              exactly(1, "name a pack by the id that `afterword shared` shows, or last"),
		ValidArgsFunction: a.shareCompletions(journal.KindShared),
		RunE:              func(c *cobra.Command, args []string) error { return a.showShared(c.Context(), args[0]) },
	})
	return c
}

// sharedJSON is a record of what was shared, as JSON.
type sharedJSON struct {
	ID          string           `json:"id"`
	Kind        string           `json:"kind"`
	Made        string           `json:"made"`
	Period      sharedPeriodJSON `json:"period"`
	For         string           `json:"for"`
	Formats     []string         `json:"formats"`
	Items       int              `json:"items"`
	Replaced    int              `json:"replaced"`
	Kept        int              `json:"kept"`
	Undecided   int              `json:"undecided"`
	Fingerprint string           `json:"fingerprint"`
	Contents    []sharedItemJSON `json:"contents,omitempty"`
	Files       []sharedFileJSON `json:"files,omitempty"`
	Sealed      *sharedSealJSON  `json:"sealed,omitempty"`
	TakenBack   bool             `json:"taken_back,omitempty"`
	NotKept     string           `json:"not_kept,omitempty"`
}

// sharedKind is what kind of pack a record is of, as --kind names it.
func sharedKind(s *journal.Shared) string { return cmp.Or(s.Kind, kindSupervision) }

// sharedSealJSON is how the files of a pack were sealed.
type sharedSealJSON struct {
	With journal.SealedWith `json:"with"`
	To   []string           `json:"to"`
}

type sharedPeriodJSON struct {
	From journal.Date `json:"from"`
	To   journal.Date `json:"to"`
}

type sharedItemJSON struct {
	Kind     journal.Kind `json:"kind"`
	ID       string       `json:"id"`
	Revision int          `json:"revision"`
	SHA256   string       `json:"sha256"`
	*seenJSON
}

type sharedFileJSON struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// sealJSON is how a file was sealed, nil where it was not.
func sealJSON(s journal.Sealed) *sharedSealJSON {
	if s.With == "" {
		return nil
	}
	return &sharedSealJSON{s.With, some(s.To)}
}

// sharedJSON turns a record into JSON, with what it held where whole.
func (a *app) sharedJSON(s *journal.Shared, whole bool) sharedJSON {
	out := sharedJSON{
		ID: s.ID.String(), Kind: sharedKind(s), Made: s.Written.Time().Format(time.RFC3339), Period: sharedPeriodJSON{s.From, s.To}, For: s.For,
		Formats: append([]string{}, s.Formats...), Items: s.SharedHead.Items,
		Replaced: s.Replaced, Kept: s.Kept, Undecided: s.Undecided, Fingerprint: s.Fingerprint, Sealed: sealJSON(s.SharedBody.Sealed),
		TakenBack: s.State == journal.Deleted,
	}
	if !whole {
		return out
	}
	for _, i := range s.SharedBody.Items {
		out.Contents = append(out.Contents, sharedItemJSON{Kind: i.Kind, ID: i.ID.String(), Revision: i.Revision, SHA256: hex.EncodeToString(i.Hash)})
	}
	for _, f := range s.Files {
		out.Files = append(out.Files, sharedFileJSON{f.Name, hex.EncodeToString(f.Hash)})
	}
	return out
}

func (a *app) listShared(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	all, damaged, err := a.sharedRecords(ctx, v)
	if err != nil {
		return err
	}
	for _, s := range all { // the head does not say whether it was sealed
		if err := v.Load(ctx, s.ID, s); errors.Is(err, vault.ErrDamaged) {
			damaged++
		} else if err != nil {
			return err
		}
	}
	a.sayDamaged(damaged)
	if a.flags.json {
		list := []sharedJSON{}
		for _, s := range all {
			list = append(list, a.sharedJSON(s, false))
		}
		return a.putJSON(struct {
			Schema string       `json:"schema"`
			Shared []sharedJSON `json:"shared"`
		}{"afterword/shared/1", list})
	}
	if len(all) == 0 {
		a.say("Nothing was shared yet.")
		return nil
	}
	if a.flags.accessible {
		a.put("%s", counted(len(all), "pack"))
	}
	for _, s := range all {
		id := a.short(ctx, v, s.ID)
		if a.flags.accessible {
			a.putWrapped("\n" + strings.Join(a.sharedLabels(id, s), "\n"))
			continue
		}
		what, held := "", counted(s.SharedHead.Items, "item")
		if inPart(s.Formats) {
			held = counted(leftItems(s), "item") + " of " + fmt.Sprint(s.SharedHead.Items)
		}
		if s.Kind != "" {
			what = s.Kind + ", "
		}
		sealed := ""
		if s.SharedBody.Sealed.With != "" {
			sealed = ", sealed"
		}
		a.putWrapped(fmt.Sprintf("%s  %s  %s%s, %s%s%s\n    %s; %s\n    journal %s", id, s.Written.Date(), what,
			held, strings.Join(s.Formats, " and "), sealed, forWhom(s.For),
			periodWords(s.From, s.To), identifierWords(s.Replaced, s.Kept, s.Undecided), s.Fingerprint))
	}
	return nil
}

func forWhom(name string) string {
	if name == "" {
		return ""
	}
	return ", for " + name
}

// sharedLabels is a record as one label and value after another.
func (a *app) sharedLabels(id string, s *journal.Shared) []string {
	lines := []string{
		"Pack: " + id,
		"Kind: " + sharedKind(s),
		"Made: " + s.Written.Time().Format("2 January 2006, 15:04"),
		"Period: " + periodWords(s.From, s.To),
	}
	if s.For != "" {
		lines = append(lines, "For: "+s.For)
	}
	if s.State == journal.Deleted {
		lines = append(lines, "Note: this record was taken back later; the pack had left by then")
	}
	return append(lines,
		"Formats: "+strings.Join(s.Formats, ", "),
		"Sealing: "+sealedWords(s.SharedBody.Sealed),
		fmt.Sprintf("Items: %d", s.SharedHead.Items),
		"Identifiers: "+identifierWords(s.Replaced, s.Kept, s.Undecided),
		"Journal fingerprint: "+s.Fingerprint)
}

func (a *app) showShared(ctx context.Context, ref string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	s, err := a.sharedRecord(ctx, v, ref)
	if err != nil {
		return err
	}
	seen := make([]seenItem, len(s.SharedBody.Items))
	for n, i := range s.SharedBody.Items {
		if seen[n], err = a.seenItem(ctx, v, i, s); err != nil {
			return err
		}
	}
	if a.flags.json {
		out := a.sharedJSON(s, true)
		out.NotKept = notKept(s)
		for n := range out.Contents {
			out.Contents[n].seenJSON = a.seenJSON(seen[n])
		}
		return a.putJSON(struct {
			Schema string     `json:"schema"`
			Shared sharedJSON `json:"shared"`
		}{"afterword/shared-pack/1", out})
	}
	lines := a.sharedLabels(a.short(ctx, v, s.ID), s)
	lines = append(lines, heldWords(s)...)
	for _, f := range s.Files {
		lines = append(lines, fmt.Sprintf("File: %s, SHA-256 %s", f.Name, hex.EncodeToString(f.Hash)))
	}
	a.putWrapped(strings.Join(lines, "\n"))
	for n, i := range s.SharedBody.Items {
		a.putWrapped("\n" + strings.Join(a.seenLines(ctx, v, i, seen[n]), "\n"))
	}
	a.putWrapped("\n" + notKept(s))
	return nil
}

// sharedRecord finds the record that ref names: an id's beginning, or last
// and last-N. It is loaded whole.
func (a *app) sharedRecord(ctx context.Context, v *vault.Vault, ref string) (*journal.Shared, error) {
	all, _, err := a.sharedRecords(ctx, v)
	if err != nil {
		return nil, err
	}
	var found []*journal.Shared
	if back, ok := lastRef(ref); ok {
		if back < len(all) {
			found = all[back : back+1]
		}
	} else {
		p, err := journal.ParsePrefix(ref)
		if err != nil {
			return nil, hinted(usageError{err}, "A pack is named by the id that `afterword shared` shows, or by last.")
		}
		for _, s := range all {
			if p.Matches(s.ID) {
				found = append(found, s)
			}
		}
	}
	switch len(found) {
	case 0:
		return nil, hinted(fmt.Errorf("pack %s: %w", ref, errNotFound), "See which there are: afterword shared")
	case 1:
		s := new(journal.Shared)
		return s, v.Load(ctx, found[0].ID, s)
	}
	var lines []string
	for _, s := range found {
		lines = append(lines, "  "+s.ID.String()[:8]+"  "+string(s.Written.Date()))
	}
	return nil, hinted(misused("%s fits more than one pack", ref), "Give more of the id:\n%s", strings.Join(lines, "\n"))
}

// putWrapped is put, wrapped to the terminal where data goes to one.
func (a *app) putWrapped(text string) {
	if a.Terminal.Out {
		text = wrapTo(journal.Printable(text), a.width())
	}
	a.put("%s", text)
}
