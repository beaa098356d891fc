package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"
)

// helpColumns is how wide help is written.
const helpColumns = 80

// narrowHelp wraps help by words on a terminal that is narrower than what it
// is written for.
func (a *app) narrowHelp(cmd *cobra.Command) {
	help := cmd.HelpFunc()
	cmd.SetHelpFunc(func(c *cobra.Command, args []string) {
		if room := a.columnsWide(); room == 0 || room >= helpColumns {
			help(c, args)
			return
		}
		var b bytes.Buffer
		c.SetOut(&b)
		help(c, args)
		c.SetOut(a.Out)
		fmt.Fprint(a.Out, wrapHelp(b.String(), a.width()))
	})
}

// wrapHelp sets paragraphs anew, which were broken for a wider terminal, and
// wraps the rest of a help line by line.
func wrapHelp(text string, width int) string {
	var out, paragraph []string
	column := 0 // of what is said, in the list that is read
	flush := func() {
		if len(paragraph) > 0 {
			out = append(out, wrapTo(strings.Join(paragraph, " "), width))
		}
		paragraph = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "- ") {
			paragraph = append(paragraph, line)
			continue
		}
		flush()
		column = saidAt(line, column)
		out = append(out, wrapListed(line, column, width))
	}
	flush()
	return strings.Join(out, "\n")
}

// leastListed is the least room for what stands beside a flag, a command or
// an example; with less, it goes beneath.
const leastListed = 24

// saidAt is the column in which a line of a list says something of its first
// part, after two spaces or more, or after one where the line before says it
// there too; 0 where it says nothing.
func saidAt(line string, before int) int {
	if before > 0 && before < len(line) && line[before-1] == ' ' && line[before] != ' ' {
		return before
	}
	words := strings.TrimLeft(line, " ")
	at := strings.Index(words, "  ")
	if at < 0 {
		return 0
	}
	return len(line) - len(strings.TrimLeft(words[at:], " "))
}

// wrapListed wraps one line of a list, which says something of its first
// part in a column, or nothing in column 0.
func wrapListed(line string, column, width int) string {
	if column == 0 {
		return wrapTo(line, width)
	}
	lead, said := line[:column], line[column:]
	if hang := lipgloss.Width(lead); width-hang >= leastListed {
		return lead + strings.ReplaceAll(wrapTo(said, width-hang), "\n", "\n"+strings.Repeat(" ", hang))
	}
	under := strings.Repeat(" ", len(lead)-len(strings.TrimLeft(lead, " "))+2)
	return wrapTo(strings.TrimRight(lead, " "), width) + "\n" + wrapTo(under+said, width)
}
