package render

import (
	"fmt"
	"strings"
)

// svg writes d as an SVG that stands within a page. Its looks are in the
// style sheet of the page, which knows its roles as classes, so that it
// follows the reader's light or dark.
func (d *drawing) svg() string {
	if d == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<svg role=\"img\" viewBox=\"0 0 %.0f %.0f\">\n<title>%s</title>\n<desc>%s</desc>\n", d.wide, d.high, htmlLine(d.name), htmlLine(d.alt))
	for _, s := range d.shapes {
		b.WriteString(s.svg() + "\n")
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// svg writes one shape as an element.
func (s shape) svg() string {
	at := s.at[0]
	switch s.kind {
	case stroke:
		var path strings.Builder
		for i, to := range s.at {
			fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], to.x, to.y)
		}
		return fmt.Sprintf(`<path class="%s" d="%s"/>`, s.role, path.String())
	case disc:
		return fmt.Sprintf(`<circle class="%s" cx="%.1f" cy="%.1f" r="%.1f"/>`, s.role, at.x, at.y, s.wide/2)
	case pane:
		return fmt.Sprintf(`<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, s.role, at.x, at.y, s.wide, s.high)
	}
	class := ""
	if s.anchor != "" {
		class = fmt.Sprintf(` class="%s"`, s.anchor)
	}
	return fmt.Sprintf(`<text%s x="%.1f" y="%.1f">%s</text>`, class, at.x, at.y, htmlLine(s.text))
}
