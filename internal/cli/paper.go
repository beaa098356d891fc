package cli

import (
	"context"
	"strings"

	"afterword/internal/render"
)

// papers are the sizes that --paper takes.
func papers() []string { return []string{string(render.A4), string(render.Letter)} }

// checkPaper looks at --paper before anything is opened.
func checkPaper(o exporting, files []leaving) error {
	paged := false
	for _, f := range files {
		paged = paged || f.looks == drawn
	}
	switch paper := strings.ToLower(o.paper); {
	case o.paper == "":
		return nil
	case paper != string(render.A4) && paper != string(render.Letter):
		return misused("--paper is a4 or letter")
	case !paged:
		return misused("--paper is the size of a PDF or DOCX; add --format pdf or docx")
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
