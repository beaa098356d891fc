package cli

import (
	"bytes"
	"context"
	"io"
	"strings"

	"afterword/internal/pack"
	"afterword/internal/render"
)

// papers are the sizes that --paper takes.
func papers() []string { return []string{string(render.A4), string(render.Letter)} }

// checkPaper looks at --paper before anything is opened.
func checkPaper(o exporting, files []leaving) error {
	pdf := false
	for _, f := range files {
		pdf = pdf || f.drawn
	}
	switch paper := strings.ToLower(o.paper); {
	case o.paper == "":
		return nil
	case paper != string(render.A4) && paper != string(render.Letter):
		return misused("--paper is a4 or letter")
	case !pdf:
		return misused("--paper is the size of a PDF; add --format pdf")
	}
	return nil
}

// paper is the size that was asked for, or the one that is usual in the
// region of the settings.
func (a *app) paper(ctx context.Context, asked string) render.Paper {
	if asked != "" {
		return render.Paper(strings.ToLower(asked))
	}
	s, err := a.settingsBriefly(ctx)
	if err == nil && (s.Region == "US" || s.Region == "CA") {
		return render.Letter
	}
	return render.A4
}

// unpaged makes a way to write a pack out of one that knows no paper.
func unpaged(write func(io.Writer, pack.Pack) error) func(io.Writer, pack.Pack, render.Paper) error {
	return func(w io.Writer, p pack.Pack, _ render.Paper) error { return write(w, p) }
}

// preview is every line of a pack as it is shown before it leaves: what is
// drawn for paper is shown as text, which has the same words.
func preview(p pack.Pack, files []leaving) (string, error) {
	for _, f := range files {
		if !f.drawn {
			return string(f.data), nil
		}
	}
	var b bytes.Buffer
	err := render.Text(&b, p)
	return b.String(), err
}
