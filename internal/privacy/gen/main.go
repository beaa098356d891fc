// Gen writes the lists that the package privacy embeds, from published
// lists and from those in hand, which were written for Afterword. The same
// sources give the same bytes.
//
//	go run ./internal/privacy/gen SOURCES internal/privacy/data
//
// SOURCES is a directory with births.tsv, census.tsv, faker.tsv, cities.tsv
// and scowl; internal/privacy/data/SOURCES.md says how they are made from
// the packages that hold them.
package main

import (
	"embed"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
)

//go:embed hand
var hand embed.FS

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: gen SOURCES OUT")
	}
	if err := generate(os.DirFS(os.Args[1]), os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// generate writes every list into the directory out.
func generate(sources fs.FS, out string) error {
	lists, err := build(sources)
	if err != nil {
		return err
	}
	for name, list := range lists {
		data, err := encode(list)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d keys, %d bytes\n", name, len(list), len(data))
	}
	return nil
}

// build returns the lists by the names of their files.
func build(sources fs.FS) (map[string]map[string]int, error) {
	l, err := readLexicon(sources)
	if err != nil {
		return nil, err
	}
	lexicon := l.values()
	places, err := readPlaces(sources, lexicon)
	if err != nil {
		return nil, err
	}
	negative, err := readNegative(l.births, lexicon, places)
	if err != nil {
		return nil, err
	}
	cues, err := readCues()
	if err != nil {
		return nil, err
	}
	grammar, err := readGrammar()
	if err != nil {
		return nil, err
	}
	return map[string]map[string]int{
		"grammar.bin": grammar, "lexicon.bin": lexicon, "places.bin": places, "negative.bin": negative, "cues.bin": cues,
	}, nil
}
