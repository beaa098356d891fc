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
	write     func(io.Writer, pack.Pack, render.Paper) error
	looks     look
}

// look is what a file of a format is to who reads it on a terminal.
type look int

const (
	asIs   look = iota // the whole pack, to be read
	partly             // a part of it, to be read
	markup             // the whole pack, and much that is no word of it
	drawn              // no text, and it never goes to a terminal
)

// The formats that hold a part of a pack.
const (
	formatCSV = "csv" // without reflections; without learning goals but in a review
	formatICS = "ics" // days, and no words
)

// packFormats are the formats of a pack.
func packFormats() []packFormat {
	return []packFormat{
		{"md", ".md", unpaged(render.Markdown), asIs}, {"text", ".txt", unpaged(render.Text), asIs},
		{"html", ".html", unpaged(render.HTML), markup}, {"pdf", ".pdf", render.PDF, drawn}, {"docx", ".docx", render.DOCX, drawn},
		{"json", ".json", unpaged(render.JSON), markup}, {formatCSV, ".csv", unpaged(render.CSV), partly}, {formatICS, ".ics", unpaged(render.ICS), partly},
	}
}

// formatsOf are the names of the formats of files.
func formatsOf(files []leaving) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	return names
}

// formatNames are the names that --format takes.
func formatNames() []string {
	var names []string
	for _, f := range packFormats() {
		names = append(names, f.name)
	}
	return names
}

// chosenFormats settles the formats of a pack: those that were named, or
// else the one that the ending of the file's name says, or else Markdown.
func (a *app) chosenFormats(o exporting) ([]packFormat, error) {
	known := packFormats()
	if len(o.formats) == 0 {
		i := slices.IndexFunc(known, func(f packFormat) bool {
			return strings.HasSuffix(strings.TrimSuffix(strings.ToLower(o.out), ".age"), f.ext)
		})
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

// unpaged makes a way to write a pack out of one that knows no paper.
func unpaged(write func(io.Writer, pack.Pack) error) func(io.Writer, pack.Pack, render.Paper) error {
	return func(w io.Writer, p pack.Pack, _ render.Paper) error { return write(w, p) }
}

// preview is every line that will leave, as it is shown before it does: the
// one file where it can be read, or the words of several and of one that
// cannot.
func preview(p pack.Pack, files []leaving) (string, error) {
	whole := false
	for _, f := range files {
		if f.looks == asIs && len(files) == 1 {
			return string(f.data), nil
		}
		whole = whole || f.looks != partly
	}
	if !whole {
		return string(files[0].data), nil
	}
	var b strings.Builder
	err := render.Text(&b, p)
	return b.String(), err
}
