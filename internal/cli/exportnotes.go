package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// labelFeeling begins the sentence on how somebody is, in a file of notes.
const labelFeeling = "how i am"

// notes reads what a pack says of its writer from a file, or standard input
// for -, and puts it into the request.
func (a *app) notes(ctx context.Context, path string, r *pack.Request) error {
	if path == "" {
		return nil
	}
	text, err := a.readNotes(path)
	if err != nil {
		return err
	}
	own := "about our " + strings.ToLower(a.words(ctx).Supervision)
	labels := []string{labelFeeling, own}
	if usual := "about our supervision"; usual != own {
		labels = append(labels, usual)
	}
	seen := map[string]bool{}
	for _, p := range journal.SplitParts(text, labels...) {
		switch {
		case !slices.Contains(labels, p.Label) || p.Rest != "":
			return hinted(misused("the notes for the pack begin with words that have no label"),
				"Each part begins with a label: \"How I am:\" or \"About our supervision:\".")
		case seen[p.Label]:
			return misused("the notes for the pack have two parts %q; give one", capital(p.Label)+":")
		case p.Label == labelFeeling:
			r.Feeling = p.Text
		default:
			r.About = p.Text
		}
		seen[p.Label] = true
	}
	return nil
}

// readNotes reads the notes whole and cleans them.
func (a *app) readNotes(path string) (string, error) {
	if path == "-" {
		text, err := a.readAll()
		return a.clean(text), err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the notes for the pack: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, journal.MaxText+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("reading the notes for the pack: %w", err)
	case len(b) > journal.MaxText:
		return "", misused("the notes for the pack are longer than 4 MiB")
	}
	return a.clean(string(b)), nil
}
