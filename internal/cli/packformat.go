package cli

import (
	"io"
	"slices"
	"strings"

	"afterword/internal/pack"
	"afterword/internal/render"
)

// packFormat is one way to write a pack.
type packFormat struct {
	name, ext string
	write     func(io.Writer, pack.Pack) error
	looks     look
}

// look is what a file of a format looks like on a terminal.
type look int

const (
	asIs   look = iota // it can be read
	markup             // it can be printed, but who is asked about it is shown its words
	binary             // it cannot be printed
)

// packFormats are the formats of a pack, on paper of that size.
func packFormats(paper render.Paper) []packFormat {
	docx := func(w io.Writer, p pack.Pack) error { return render.DOCX(w, p, paper) }
	return []packFormat{
		{"md", ".md", render.Markdown, asIs}, {"text", ".txt", render.Text, asIs}, {"html", ".html", render.HTML, markup},
		{"docx", ".docx", docx, binary}, {"json", ".json", render.JSON, asIs}, {"csv", ".csv", render.CSV, asIs}, {"ics", ".ics", render.ICS, asIs},
	}
}

// formatNames are the names that --format takes.
func formatNames() []string {
	var names []string
	for _, f := range packFormats(render.A4) {
		names = append(names, f.name)
	}
	return names
}

// chosenFormats settles the formats of a pack: those that were named, or
// else the one that the ending of the file's name says, or else Markdown.
func (a *app) chosenFormats(o exporting) ([]packFormat, error) {
	paper := render.Paper(o.paper)
	if paper != render.A4 && paper != render.Letter {
		return nil, misused("--paper is a4 or letter")
	}
	known := packFormats(paper)
	if len(o.formats) == 0 {
		i := slices.IndexFunc(known, func(f packFormat) bool { return strings.HasSuffix(strings.ToLower(o.out), f.ext) })
		switch {
		case i >= 0:
			return known[i : i+1], nil
		case a.flags.json && (o.out == "-" || o.dryRun):
			o.formats = []string{"json"}
		default:
			o.formats = []string{"md"}
		}
	}
	var out []packFormat
	for _, name := range o.formats {
		i := slices.IndexFunc(known, func(f packFormat) bool { return f.name == strings.ToLower(name) })
		if i < 0 {
			return nil, misused("a pack has no format %q: it is %s", name, orList(formatNames()))
		}
		if !slices.ContainsFunc(out, func(f packFormat) bool { return f.name == known[i].name }) {
			out = append(out, known[i])
		}
	}
	return out, nil
}

// orList writes "a, b or c".
func orList(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// preview is what is shown of a file before it leaves, and what that is.
func (f leaving) preview(p pack.Pack) (heading, text string, err error) {
	if f.looks == asIs {
		return "This is everything that will leave:", string(f.data), nil
	}
	var b strings.Builder
	if err := render.Text(&b, p); err != nil {
		return "", "", err
	}
	return "These are the words that will leave, without their layout:", b.String(), nil
}
