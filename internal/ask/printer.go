package ask

import (
	"io"

	"afterword/internal/journal"
)

// printer says lines, cleaned and wrapped. After an error it is silent,
// and err says what went wrong.
type printer struct {
	to    io.Writer
	width int
	err   error
}

// say prints a text, and nothing where there is none.
func (p *printer) say(text string) {
	if text != "" {
		p.write(Wrap(journal.Printable(text), p.width) + "\n")
	}
}

// gap prints an empty line.
func (p *printer) gap() { p.write("\n") }

func (p *printer) write(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.to, s)
	}
}
