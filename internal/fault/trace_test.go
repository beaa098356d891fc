//go:build external && linux

package fault

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// opKind is what one recorded call did.
type opKind int

const (
	opWrite opKind = iota
	opTruncate
	opSync    // of a file
	opSyncDir // of a directory
	opCreate
	opRemove
	opRename
	opAck // the program said that it was done
)

// op is one recorded call. Files are numbered, since a name can come to
// mean another one.
type op struct {
	kind     opKind
	file     int
	path, to string // below the root
	at       int64  // where a write begins, what a file is cut to
	data     []byte
}

// tape is what was recorded: the files there were, by name, and the calls.
type tape struct {
	base  map[string][]byte
	names map[string]int // of the files there were, by name
	ops   []op
	dirs  []string // every directory there is at the end
}

// recorder reads a trace line by line.
type recorder struct {
	tape
	root   string
	files  map[string]int   // the file that each name means now
	ends   map[string]int64 // where the next write to an open file goes
	sizes  map[int]int64
	next   int
	halves map[string]string // unfinished lines, by process
}

// record runs a shell script under strace and reads what it did below the
// home's root.
func record(t *testing.T, h home, script string) tape {
	t.Helper()
	r := &recorder{root: h.root + "/", files: map[string]int{}, ends: map[string]int64{}, sizes: map[int]int64{}, halves: map[string]string{}}
	r.base, r.names = filesOf(t, h), map[string]int{}
	for _, path := range sortedKeys(r.base) {
		r.files[path], r.names[path], r.sizes[r.next] = r.next, r.next, int64(len(r.base[path]))
		r.next++
	}
	trace := filepath.Join(t.TempDir(), "trace")
	ran := h.start(4*patience, "", "strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", "signal=none", "-o", trace, "-e",
		"trace=open,openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,link,linkat,copy_file_range,sendfile,fallocate",
		"sh", "-c", script, "sh", program())
	if ran.status != 0 && ran.status != 130 {
		t.Fatalf("recording: %v", ran)
	}
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`(?s)^\d+ +(\w+)\((.*)\) += (-?\d+)`)
	for line := range strings.Lines(string(data)) {
		process, _, _ := strings.Cut(line, " ")
		if begun, _, ok := strings.Cut(line, " <unfinished ...>"); ok {
			r.halves[process] = begun
			continue
		}
		if _, rest, ok := strings.Cut(line, " resumed>"); ok {
			line = r.halves[process] + rest
		}
		m := call.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(m[3], "-") {
			continue // it failed, and changed nothing
		}
		result, err := strconv.ParseInt(m[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if !r.take(m[1], strings.Split(m[2], ", "), result) {
			t.Fatalf("a call that is not understood: %.200s", line)
		}
	}
	r.dirs = dirsOf(t, h)
	return r.tape
}

// take adds one call. It reports whether the call is one of those that it
// knows what they do.
func (r *recorder) take(name string, args []string, result int64) bool {
	switch name {
	case "open", "openat":
		if name == "openat" {
			args = args[1:]
		}
		r.open(r.below(unquoted(args[0])), args[1])
	case "unlink", "unlinkat":
		path := r.below(unquoted(args[len(args)-1-extra(name == "unlinkat")]))
		if file, ok := r.files[path]; ok {
			r.ops = append(r.ops, op{kind: opRemove, file: file, path: path})
			delete(r.files, path)
		}
	case "rename", "renameat", "renameat2":
		paths := quotedOf(args)
		from, to := r.below(paths[0]), r.below(paths[1])
		if file, ok := r.files[from]; ok {
			r.ops = append(r.ops, op{kind: opRename, file: file, path: from, to: to})
			delete(r.files, from)
			r.files[to] = file
		}
	case "link", "linkat", "copy_file_range", "sendfile", "fallocate":
		return !slices.ContainsFunc(args, func(a string) bool { return r.below(described(a)) != "" })
	default:
		r.onFile(name, args, result)
	}
	return true
}

// extra is 1 for a call that has an argument more at its end.
func extra(more bool) int {
	if more {
		return 1
	}
	return 0
}

func (r *recorder) open(path, how string) {
	if path == "" {
		return
	}
	r.ends[path] = 0
	file, there := r.files[path]
	if !there && strings.Contains(how, "O_CREAT") {
		file, r.files[path] = r.next, r.next
		r.next++
		r.ops = append(r.ops, op{kind: opCreate, file: file, path: path})
	}
	if there && strings.Contains(how, "O_TRUNC") {
		r.ops, r.sizes[file] = append(r.ops, op{kind: opTruncate, file: file}), 0
	}
	if strings.Contains(how, "O_APPEND") {
		r.ends[path] = r.sizes[file]
	}
}

// onFile takes a call whose first argument is an open file.
func (r *recorder) onFile(name string, args []string, result int64) {
	path := r.below(described(args[0]))
	if name == "write" && (strings.HasPrefix(args[0], "1<") || strings.HasPrefix(args[0], "2<")) {
		if said := unquoted(args[1]); strings.Contains(said, `"schema": "afterword/`) || strings.Contains(said, "Draft kept") {
			r.ops = append(r.ops, op{kind: opAck})
		}
		return
	}
	file, ok := r.files[path]
	switch {
	case path == "":
	case !ok && strings.HasSuffix(name, "sync"):
		r.ops = append(r.ops, op{kind: opSyncDir, path: path})
	case !ok: // it has been removed, or it is no file
	case name == "write":
		r.write(op{kind: opWrite, file: file, at: r.ends[path], data: []byte(unquoted(args[1]))[:result]})
		r.ends[path] += result
	case name == "pwrite64":
		at, err := strconv.ParseInt(args[3], 10, 64)
		if err == nil {
			r.write(op{kind: opWrite, file: file, at: at, data: []byte(unquoted(args[1]))[:result]})
		}
	case name == "ftruncate":
		size, err := strconv.ParseInt(args[1], 10, 64)
		if err == nil {
			r.ops, r.sizes[file] = append(r.ops, op{kind: opTruncate, file: file, at: size}), size
		}
	default:
		r.ops = append(r.ops, op{kind: opSync, file: file})
	}
}

func (r *recorder) write(o op) {
	r.ops = append(r.ops, o)
	r.sizes[o.file] = max(r.sizes[o.file], o.at+int64(len(o.data)))
}

// below is a path from the root, or "" for one that is not below it.
func (r *recorder) below(path string) string {
	if relative, ok := strings.CutPrefix(path, r.root); ok {
		return relative
	}
	return ""
}

// unquoted decodes an argument that is a string of \x escapes.
func unquoted(arg string) string {
	b, err := hex.DecodeString(strings.ReplaceAll(strings.Trim(arg, `"`), `\x`, ""))
	if err != nil {
		return ""
	}
	return string(b)
}

// quotedOf are those arguments that are strings, decoded.
func quotedOf(args []string) []string {
	var out []string
	for _, a := range args {
		if strings.HasPrefix(a, `"`) {
			out = append(out, unquoted(a))
		}
	}
	return out
}

// described is the path that strace gives with an open file.
func described(arg string) string {
	_, rest, ok := strings.Cut(arg, "<")
	path, _, closed := strings.Cut(rest, ">")
	if !ok || !closed {
		return ""
	}
	if strings.HasPrefix(path, `\x`) {
		return unquoted(path)
	}
	return path
}
