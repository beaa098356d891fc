package ask

import (
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// look is how the full screen is drawn: one accent colour out of the
// terminal's own sixteen, so that the reader's theme keeps the contrast.
// Nothing is told by colour alone.
type look struct {
	plain  lipgloss.Style
	accent lipgloss.Style
	strong lipgloss.Style
	faint  lipgloss.Style
	cursor lipgloss.Style // the cell where typing goes in a Secret
	mask   string         // what stands for one character of a Secret
	color  bool
	theme  *huh.Theme
	blank  *huh.Theme // theme, with nothing where the marker would be
}

// newLook builds the styles from what the caller knows of the terminal;
// the terminal itself is never asked. Without colour not even bold is
// sent, only the reversed cell that shows where typing goes.
func newLook(s Screen) look {
	r := renderer(s, termenv.ANSI)
	if !s.Color {
		r = renderer(s, termenv.Ascii)
	}
	plain := r.NewStyle()
	l := look{
		plain:  plain,
		accent: plain.Foreground(lipgloss.AdaptiveColor{Light: "4", Dark: "6"}),
		strong: plain.Bold(true),
		faint:  plain.Faint(true),
		cursor: renderer(s, termenv.ANSI).NewStyle().Reverse(true),
		mask:   "*",
		color:  s.Color,
	}
	if s.Color {
		l.mask = "•"
	}
	t := huh.ThemeBase()
	t.Focused = huh.FieldStyles{
		Base:                plain,
		SelectSelector:      l.accent.SetString("> "),
		MultiSelectSelector: l.accent.SetString("> "),
		SelectedOption:      plain,
		UnselectedOption:    plain,
		SelectedPrefix:      plain.SetString("[x] "),
		UnselectedPrefix:    plain.SetString("[ ] "),
		TextInput: huh.TextInputStyles{
			Cursor:     renderer(s, termenv.ANSI).NewStyle(),
			CursorText: plain, Placeholder: plain, Prompt: plain, Text: plain,
		},
	}
	l.theme = t
	blank := *t
	blank.Focused.SelectSelector = plain.SetString("  ")
	l.blank = &blank
	return l
}

// renderer returns a renderer that has nothing left to ask the terminal.
func renderer(s Screen, colours termenv.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(s.Out)
	r.SetColorProfile(colours)
	r.SetHasDarkBackground(s.Dark)
	return r
}

// hushDefault keeps the styles inside the text box that no theme reaches
// from asking the terminal about its colours, and from colouring blanks.
// The function returned puts the default colours back.
func hushDefault(s Screen) (restore func()) {
	before := lipgloss.ColorProfile()
	lipgloss.SetHasDarkBackground(s.Dark)
	lipgloss.SetColorProfile(termenv.Ascii)
	return func() { lipgloss.SetColorProfile(before) }
}
