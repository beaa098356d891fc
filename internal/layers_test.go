// Package internal_test holds the walls between the packages of
// Afterword: what each may import and what its own lines may touch.
package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that our own packages begin with.
const module = "afterword"

// layer is what one package may import and touch.
type layer struct {
	ours    []string // packages below internal
	modules []string // third parties, with all packages below that path
	may     []string // see the powers below
}

// The powers a package can have. What is in none of them, and is not
// refused to all, is free: it takes values and gives values.
const (
	system   = "the operating system" // os, os/..., syscall, golang.org/x/sys
	clock    = "the clock"            // time.Now, time.Since, time.Until
	exit     = "the end of the program"
	sql      = "database/sql"
	random   = "crypto/rand"
	ciphers  = "crypto/..."
	digest   = "crypto/sha256"
	starting = "an init function"
)

// layers is the table of docs/architecture.md. A package that is not in
// it is refused, so a new one begins here.
func layers() map[string]layer {
	all := []string{"ask", "chart", "cli", "demo", "insight", "interchange", "journal", "pack", "phrase", "privacy", "prompt", "quiet", "render", "seal", "session", "sheet", "vault"}
	return map[string]layer{
		"cmd/afterword":        {ours: []string{"cli", "quiet"}, may: []string{system, exit}},
		"internal/quiet":       {may: []string{system, starting}},
		"internal/journal":     {modules: []string{"golang.org/x/text/unicode/norm"}},
		"internal/prompt":      {ours: []string{"journal"}, modules: []string{"github.com/pelletier/go-toml/v2"}},
		"internal/privacy":     {},
		"internal/privacy/gen": {ours: []string{"privacy"}, may: []string{system}},
		"internal/seal": {
			modules: []string{"golang.org/x/crypto", "golang.org/x/text/secure/precis", "github.com/fxamacker/cbor/v2", "filippo.io/age"},
			may:     []string{random, ciphers},
		},
		"internal/phrase":      {may: []string{digest}},
		"internal/sheet":       {modules: []string{"codeberg.org/go-pdf/fpdf", "rsc.io/qr"}},
		"internal/insight":     {ours: []string{"journal"}},
		"internal/chart":       {modules: []string{"github.com/guptarohit/asciigraph", "github.com/charmbracelet/lipgloss"}},
		"internal/demo":        {ours: []string{"journal", "pack", "prompt"}, modules: []string{"github.com/pelletier/go-toml/v2"}},
		"internal/interchange": {ours: []string{"journal"}},
		"internal/session":     {ours: []string{"seal"}, modules: []string{"golang.org/x/sys"}, may: []string{system, clock}},
		"internal/fault":       {may: []string{system, clock}},
		"internal/vault": {
			ours:    []string{"journal", "seal"},
			modules: []string{"modernc.org/sqlite"},
			may:     []string{system, sql},
		},
		"internal/ask": {
			ours: []string{"journal", "prompt", "privacy"},
			modules: []string{
				"github.com/charmbracelet/huh", "github.com/charmbracelet/bubbletea", "github.com/charmbracelet/bubbles",
				"github.com/charmbracelet/lipgloss", "github.com/charmbracelet/x/ansi", "github.com/muesli/termenv",
				"github.com/mattn/go-runewidth", "github.com/rivo/uniseg",
			},
		},
		"internal/pack": {ours: []string{"insight", "journal", "privacy"}, may: []string{digest}},
		"internal/render": {
			ours:    []string{"journal", "pack"},
			modules: []string{"codeberg.org/go-pdf/fpdf", "github.com/rivo/uniseg", "golang.org/x/text/unicode/norm", "golang.org/x/text/unicode/bidi"},
			may:     []string{digest},
		},
		"internal/cli": {
			ours: all,
			modules: []string{
				"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "golang.org/x/sys",
				"github.com/charmbracelet/lipgloss", "github.com/muesli/termenv", "github.com/pelletier/go-toml/v2", "github.com/adrg/xdg", "github.com/zalando/go-keyring",
			},
			may: []string{system, clock},
		},
		"internal/bench": {ours: all, may: []string{system, clock}},
	}
}

func TestLayers(t *testing.T) {
	table := layers()
	root := ".."
	checked := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); name != root && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		checked++
		problems, err := checkFile(table, filepath.ToSlash(relative), name, nil)
		for _, p := range problems {
			t.Error(p)
		}
		return err
	})
	if err != nil || checked == 0 {
		t.Fatalf("after %d files: %v", checked, err)
	}
}

// checkFile returns what a file, named from the module's root, does that
// the table does not let its package do. The source is src, or that of
// the file on disk where src is nil.
func checkFile(table map[string]layer, file, disk string, src any) ([]string, error) {
	l, listed := table[path.Dir(file)]
	if !listed {
		return []string{fmt.Sprintf("%s: package %s is not in the table of layers", file, path.Dir(file))}, nil
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, disk, src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var problems []string
	report := func(at token.Pos, format string, args ...any) {
		problems = append(problems, fmt.Sprintf("%s:%d: %s", file, set.Position(at).Line, fmt.Sprintf(format, args...)))
	}
	names := map[string]string{} // of the imports, as the file calls them
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if why := l.refuses(imported); why != "" {
			report(spec.Pos(), "%s", why)
		}
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "." {
			report(spec.Pos(), "%s is imported without a name, which hides what is used of it", imported)
		}
		names[name] = imported
	}
	l.checkUses(parsed, names, report)
	l.checkDeclarations(parsed, report)
	return problems, nil
}

// refuses says why a package of this layer must not import one, or
// nothing where it may.
func (l layer) refuses(imported string) string {
	if ours, ok := strings.CutPrefix(imported, module+"/internal/"); ok {
		if !slices.Contains(l.ours, ours) {
			return fmt.Sprintf("%s is behind a wall", imported)
		}
		return ""
	}
	if within(imported, "net") && imported != "net/url" || within(imported, "crypto/tls") {
		return fmt.Sprintf("%s: nothing here may reach a network", imported)
	}
	if power := powerOf(imported); power != "" && !slices.Contains(l.may, power) {
		if imported == "crypto/sha256" && slices.Contains(l.may, digest) {
			return ""
		}
		return fmt.Sprintf("%s: this package may not touch %s", imported, power)
	}
	first, _, _ := strings.Cut(imported, "/")
	if thirdParty := strings.Contains(first, ".") || first == module; !thirdParty {
		return ""
	}
	if !slices.ContainsFunc(l.modules, func(m string) bool { return within(imported, m) }) {
		return fmt.Sprintf("%s is not among the modules of this package", imported)
	}
	return ""
}

// powerOf returns the power that importing a package takes, if any.
func powerOf(imported string) string {
	switch {
	case within(imported, "os"), within(imported, "syscall"), within(imported, "golang.org/x/sys"):
		return system
	case within(imported, "database/sql"):
		return sql
	case imported == "crypto/rand":
		return random
	case within(imported, "crypto"):
		return ciphers
	}
	return ""
}

// within reports whether a path is root or lies below it.
func within(imported, root string) bool {
	return imported == root || strings.HasPrefix(imported, root+"/")
}

// checkUses reports the clock and the end of the program where they are
// used without the power, whatever the file calls their packages.
func (l layer) checkUses(file *ast.File, names map[string]string, report func(token.Pos, string, ...any)) {
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		name, ok := selector.X.(*ast.Ident)
		if !ok || name.Obj != nil { // a variable of that name, not the package
			return true
		}
		used := names[name.Name] + "." + selector.Sel.Name
		power := ""
		switch used {
		case "time.Now", "time.Since", "time.Until":
			power = clock
		case "os.Exit", "syscall.Exit":
			power = exit
		}
		if power != "" && !slices.Contains(l.may, power) {
			report(selector.Pos(), "%s: this package may not touch %s", used, power)
		}
		return true
	})
}

// checkDeclarations reports init functions and package variables.
func (l layer) checkDeclarations(file *ast.File, report func(token.Pos, string, ...any)) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil && !slices.Contains(l.may, starting) {
				report(d.Pos(), "this package may not have %s", starting)
			}
		case *ast.GenDecl:
			if d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				if v := s.(*ast.ValueSpec); !isEmbed(d.Doc) && !isEmbed(v.Doc) && !isSentinel(v) && !isAssertion(v) {
					report(v.Pos(), "%s is a package variable, and neither an error, an embedded file nor an assertion", v.Names[0].Name)
				}
			}
		}
	}
}

// isEmbed reports whether a comment holds the directive that embeds files.
func isEmbed(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// isSentinel reports whether v declares errors made by errors.New or
// fmt.Errorf and named for it.
func isSentinel(v *ast.ValueSpec) bool {
	for i, name := range v.Names {
		if !strings.HasPrefix(name.Name, "Err") && !strings.HasPrefix(name.Name, "err") || i >= len(v.Values) {
			return false
		}
		call, ok := v.Values[i].(*ast.CallExpr)
		if !ok {
			return false
		}
		maker, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || maker.Sel.Name != "New" && maker.Sel.Name != "Errorf" {
			return false
		}
	}
	return true
}

// isAssertion reports whether v only makes the compiler check a type.
func isAssertion(v *ast.ValueSpec) bool {
	return len(v.Names) == 1 && v.Names[0].Name == "_"
}

// TestLayersSeeTrespass checks the check: each source does one thing that
// its package must not do, or comes as near to it as is allowed.
func TestLayersSeeTrespass(t *testing.T) {
	for _, tt := range []struct{ dir, src, want string }{
		{"internal/journal", `import "golang.org/x/text/unicode/norm"`, ""},
		{"internal/journal", `import "golang.org/x/text/cases"`, "not among the modules"},
		{"internal/journal", `import "golang.org/x/text/unicode/normal"`, "not among the modules"},
		{"internal/journal", `import "afterword/internal/seal"`, "behind a wall"},
		{"internal/journal", `import "afterword/outside"`, "not among the modules"},
		{"internal/render", `import "afterword/internal/pack"`, ""},
		{"internal/render", `import "afterword/internal/vault"`, "behind a wall"},
		{"internal/prompt", `import _ "github.com/pelletier/go-toml/v2/unstable"`, ""},
		{"internal/cli", `import "github.com/charmbracelet/huh"`, "not among the modules"},
		{"internal/ledger", ``, "not in the table"},
		{".", ``, "not in the table"},
		{"internal/cli", `import "net/http"`, "network"},
		{"internal/cli", `import "net"`, "network"},
		{"internal/seal", `import "crypto/tls"`, "network"},
		{"internal/vault", `import "net/url"`, ""},
		{"internal/pack", `import "os"`, "operating system"},
		{"internal/ask", `import "os/signal"`, "operating system"},
		{"internal/ask", `import "golang.org/x/sys/unix"`, "operating system"},
		{"internal/render", `import "syscall"`, "operating system"},
		{"internal/vault", `import "os"`, ""},
		{"internal/cli", `import "database/sql"`, "database/sql"},
		{"internal/vault", `import "crypto/rand"`, "crypto/rand"},
		{"internal/seal", `import "crypto/rand"`, ""},
		{"internal/pack", `import "crypto/sha256"`, ""},
		{"internal/pack", `import "crypto/sha512"`, "crypto/..."},
		{"internal/vault", `import "crypto/sha256"`, "crypto/..."},
		{"internal/ask", `import "time"; func f() { _ = time.Now() }`, "the clock"},
		{"internal/ask", `import clock "time"; func f() { g := clock.Now; _ = g }`, "the clock"},
		{"internal/ask", `import "time"; func f(t time.Time) { _ = time.Since(t) }`, "the clock"},
		{"internal/ask", `import . "time"`, "without a name"},
		{"internal/ask", `import "time"; func f(t time.Time) { _ = t.Hour() }`, ""},
		{"internal/ask", `type now struct{ Now int }; func f(time now) { _ = time.Now }`, ""},
		{"internal/cli", `import "time"; func f() { _ = time.Now() }`, ""},
		{"internal/cli", `import "os"; func f() { os.Exit(1) }`, "the end of the program"},
		{"cmd/afterword", `import "os"; func main() { os.Exit(1) }`, ""},
		{"internal/privacy", `func init() {}`, "init function"},
		{"internal/quiet", `func init() {}`, ""},
		{"internal/privacy", `type t int; func (t) init() {}`, ""},
		{"internal/privacy", `var cache = map[string]int{}`, "package variable"},
		{"internal/privacy", `var ( ErrA = errors.New("a"); b int )`, "b is a package variable"},
		{"internal/privacy", `var ErrCount = 3`, "package variable"},
		{"internal/privacy", `var ErrA, cache = errors.New("a"), 3`, "package variable"},
		{"internal/privacy", `import "errors"; var ( ErrA = errors.New("a"); errB = errors.New("b") )`, ""},
		{"internal/privacy", "import _ \"embed\"\n//go:embed names.txt\nvar names string", ""},
		{"internal/privacy", "import _ \"embed\"\nvar (\n//go:embed names.txt\nnames string\n)", ""},
		{"internal/privacy", `var _ error = (*fault)(nil)`, ""},
		{"internal/privacy", `func f() { var local int; _ = local }`, ""},
	} {
		problems, err := checkFile(layers(), path.Join(tt.dir, "file.go"), "file.go", "package p; "+tt.src)
		if err != nil {
			t.Errorf("%s: %q: %v", tt.dir, tt.src, err)
			continue
		}
		got := strings.Join(problems, "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q: found %q, want %q", tt.dir, tt.src, got, tt.want)
		}
	}
}
