// Afterword is a reflective-practice journal for the command line.
package main

import (
	"os"

	"afterword/internal/cli"
	"afterword/internal/quiet"
)

func main() {
	quiet.Restore()
	os.Exit(cli.Main(cli.System(), os.Args[1:]))
}
