package cli

import (
	"context"
	"slices"
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
	if err := checkPaperName(o.paper); err != nil {
		return err
	}
	if o.paper != "" && !paged {
		return misused("--paper is the size of a PDF or DOCX; add --format pdf or docx")
	}
	return nil
}

// checkPaperName refuses a size of paper that is none; empty is the usual
// one.
func checkPaperName(paper string) error {
	if paper != "" && !slices.Contains(papers(), strings.ToLower(paper)) {
		return misused("--paper is a4 or letter")
	}
	return nil
}

// paper is the size that was asked for, or the one that is usual in the
// region of the settings or, where they have none, of the locale.
func (a *app) paper(ctx context.Context, asked string) render.Paper {
	if asked != "" {
		return render.Paper(strings.ToLower(asked))
	}
	region := localeRegion(a.Getenv)
	if s, err := a.settingsBriefly(ctx); err == nil && s.Region != "" {
		region = s.Region
	}
	if region == "US" || region == "CA" {
		return render.Letter
	}
	return render.A4
}
