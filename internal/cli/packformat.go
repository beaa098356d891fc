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
	whole  look = iota // the whole pack, as text of some kind
	partly             // a part of it
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
		{"md", ".md", unpaged(render.Markdown), whole}, {"text", ".txt", unpaged(render.Text), whole},
		{"html", ".html", unpaged(render.HTML), whole}, {"pdf", ".pdf", render.PDF, drawn}, {"docx", ".docx", render.DOCX, drawn},
		{"json", ".json", unpaged(render.JSON), whole}, {formatCSV, ".csv", unpaged(render.CSV), partly}, {formatICS, ".ics", unpaged(render.ICS), partly},
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
		ending := endingFormat(o.out)
		switch {
		case ending != "":
			o.formats = []string{ending}
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

// endingFormat is the format that the ending of a file's name says, sealed
// or not, or nothing.
func endingFormat(out string) string {
	for _, f := range packFormats() {
		if strings.HasSuffix(strings.TrimSuffix(strings.ToLower(out), sealEnding), f.ext) {
			return f.name
		}
	}
	return ""
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

// preview is every line that will leave, as plain text on every way, so
// that no signs of a format stand between the words. Rows and days, which
// are a part of the pack, are shown as they are where nothing else leaves.
func preview(p pack.Pack, files []leaving) (string, error) {
	if !capped(files) {
		return string(files[0].data), nil
	}
	var b strings.Builder
	err := render.Text(&b, p)
	return b.String(), err
}
