// Command start is the smallest program that imports bubbletea after
// quiet. It says first what its environment and its colours have become.
package main

import (
	"fmt"
	"os"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"afterword/internal/quiet"
)

func main() {
	quiet.Restore()
	ci, set := os.LookupEnv("CI")
	fmt.Printf("started ci=%q set=%t colour=%t\n", ci, set, lipgloss.ColorProfile() != termenv.Ascii)
	_ = tea.Quit
}
