package render

import (
	"embed"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// The faces of a PDF. fonts/make.py says where they come from.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// faceName names a face; it is its file's name and what the writer of PDF
// calls it.
type faceName string

const (
	serif       faceName = "serif"
	serifBold   faceName = "serifbold"
	serifItalic faceName = "serifitalic"
	rest        faceName = "rest" // a sans with what the others lack
)

// face is a typeface: which characters it has, and how wide they are.
type face struct {
	name faceName
	data []byte
	// advances are widths in thousandths of an em, and one more, by
	// character; 0 is a character that the face lacks.
	advances []uint16
	used     map[rune]bool
}

// typeCase holds the faces of one document, and the forms of Arabic
// letters. They are read when they are first wanted, which the last of
// them rarely are.
type typeCase struct {
	faces []*face
	forms joining
}

// face returns the face of that name.
func (c *typeCase) face(name faceName) *face {
	for _, f := range c.faces {
		if f.name == name {
			return f
		}
	}
	data, err := fontFiles.ReadFile("fonts/" + string(name) + ".ttf")
	if err != nil {
		panic(err) // the file is embedded
	}
	f := &face{name: name, data: data, advances: advancesOf(data), used: map[rune]bool{}}
	c.faces = append(c.faces, f)
	return f
}

// has reports whether the face has a glyph for r.
func (f *face) has(r rune) bool { return int(r) < len(f.advances) && f.advances[r] > 0 }

// width returns the width of s in thousandths of the size of type.
func (f *face) width(s string) int {
	w := 0
	for _, r := range s {
		if f.has(r) {
			w += int(f.advances[r]) - 1
		}
	}
	return w
}

// covers reports whether the face has every character of s.
func (f *face) covers(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || !f.has(r) {
			return false
		}
	}
	return true
}

// advancesOf reads the table of widths of a TrueType font by way of its
// table of characters, which make.py leaves in format 4. Both are described
// in the OpenType specification under cmap and hmtx.
func advancesOf(font []byte) []uint16 {
	u16 := func(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
	table := func(tag string) []byte {
		for i := range u16(font, 4) {
			entry := font[12+16*i:]
			if string(entry[:4]) == tag {
				return font[binary.BigEndian.Uint32(entry[8:]):]
			}
		}
		panic("a font lacks its table " + tag) // the fonts are embedded
	}
	em, metrics, widths := u16(table("head"), 18), u16(table("hhea"), 34), table("hmtx")
	cmap := table("cmap")
	cmap = cmap[binary.BigEndian.Uint32(cmap[8:]):]
	segments := u16(cmap, 6) / 2
	ends, starts := cmap[14:], cmap[16+2*segments:]
	deltas, offsets := cmap[16+4*segments:], cmap[16+6*segments:]
	out := make([]uint16, 1<<16)
	for i := range segments {
		for c := u16(starts, 2*i); c <= u16(ends, 2*i) && c < 0xFFFF; c++ {
			glyph := c
			if offset := u16(offsets, 2*i); offset > 0 {
				glyph = u16(offsets, 2*i+offset+2*(c-u16(starts, 2*i)))
			}
			glyph = (glyph + u16(deltas, 2*i)) & 0xFFFF
			if glyph > 0 {
				out[c] = uint16((u16(widths, 4*min(glyph, metrics-1))*1000+em/2)/em) + 1
			}
		}
	}
	return out
}

// textMap returns a CMap that leads from the characters that were drawn in
// the face to the text they stand for. ISO 32000-1, 9.10.3.
func (f *face) textMap() string {
	var all []rune
	for r := range f.used {
		all = append(all, r)
	}
	slices.Sort(all)
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(all, 100) { // the most that one list may have
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, r := range part {
			fmt.Fprintf(&b, "<%04X> <%s>\n", r, hexUTF16(string(meant(r))))
		}
		b.WriteString("endbfchar\n")
	}
	return b.String() + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
}
