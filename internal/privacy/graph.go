package privacy

import (
	"iter"
)

// graph is a list of keys with a number each, as internal/privacy/gen
// writes it: the smallest automaton that reads these keys and no other.
// It is looked up where it lies, letter by letter, and makes nothing.
//
//	graph = node*, where the first node lies, how many keys there are
//	node  = head, number of the key that ends here, edges, targets
//
// The first byte of a node says what follows:
//
//	0x00 to 0x3f  so many edges, and no key ends here
//	0x40 to 0x7f  64 edges less, and a key with a number of one byte
//	0x80 to 0xbf  128 edges less, and a key with a number of two bytes
//	0xc0 to 0xff  one edge, whose code this is, to the node right behind
//
// An edge is a byte: in its lower six bits the code of a letter, digit or
// mark, above them how many bytes its target takes. A target is how far
// the next node lies behind the last edge. Numbers have their lowest
// byte first; the two at the end take three bytes each.
type graph string

// noNode is where a key leads that the graph does not have.
const noNode = -1

// root is the node that every key begins from.
func (g graph) root() int { return g.number(len(g)-6, 3) }

// count is how many keys the graph has.
func (g graph) count() int { return g.number(len(g)-3, 3) }

// number reads a number of one to three bytes.
func (g graph) number(at, width int) int {
	switch width {
	case 1:
		return int(g[at])
	case 2:
		return int(g[at]) | int(g[at+1])<<8
	}
	return int(g[at]) | int(g[at+1])<<8 | int(g[at+2])<<16
}

// What the first byte of a node says beside the number of its edges.
const (
	shortNumber = 0x40
	longNumber  = 0x80
	onlyEdge    = 0xc0
)

// noCode is the code of a byte that no key has.
const noCode = 0xff

// codeOf is what stands for a byte of a key in the graph.
func codeOf(c byte) byte {
	switch {
	case c >= 'a' && c <= 'z':
		return c - 0x40
	case c >= ' ' && c < '@':
		return c - 0x20
	}
	return noCode
}

// byteOf is the byte that a code stands for.
func byteOf(code byte) byte {
	if code > 0x20 {
		return code + 0x40
	}
	return code + 0x20
}

// edges returns where the edges of a node lie and how many there are.
func (g graph) edges(node int) (at, n int) {
	head := g[node]
	return node + 1 + int(head>>6), int(head & 0x3f)
}

// step returns the node that c leads to from a node.
func (g graph) step(node int, c byte) int {
	code := codeOf(c)
	if head := g[node]; head >= onlyEdge {
		if head == onlyEdge|code {
			return node + 1
		}
		return noNode
	}
	at, n := g.edges(node)
	target := at + n
	for _, e := range []byte(g[at : at+n]) {
		if e&0x3f == code {
			return at + n + g.number(target, int(e>>6))
		}
		target += int(e >> 6)
	}
	return noNode
}

// value returns the number of the key that ends at a node, if one does.
func (g graph) value(node int) (int, bool) {
	width := int(g[node] >> 6)
	if width == 0 || width == 3 {
		return 0, false
	}
	return g.number(node+1, width), true
}

// find returns the number of a key.
func (g graph) find(key string) (int, bool) {
	node := g.follow(g.root(), key)
	if node == noNode {
		return 0, false
	}
	return g.value(node)
}

// follow returns the node that the bytes of key lead to from a node.
func (g graph) follow(node int, key string) int {
	for i := 0; i < len(key) && node != noNode; i++ {
		node = g.step(node, key[i])
	}
	return node
}

// longest returns the number of the longest phrase that the words begin
// with, and how many of them it takes: 0 where there is none. Phrases are
// kept with one space between words, and a hyphen counts as a space.
func (g graph) longest(words []string) (number, taken int) {
	node := g.root()
	for n, word := range words {
		if n > 0 {
			if node = g.step(node, ' '); node == noNode {
				break
			}
		}
		for i := 0; i < len(word) && node != noNode; i++ {
			c := word[i]
			if c == '-' {
				c = ' '
			}
			node = g.step(node, c)
		}
		if node == noNode {
			break
		}
		if v, ok := g.value(node); ok {
			number, taken = v, n+1
		}
	}
	return number, taken
}

// all ranges over the keys in the order of their bytes.
func (g graph) all() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		g.walk(g.root(), nil, yield)
	}
}

// walk yields the keys below a node, which the bytes of key lead to. It
// returns false when no more are wanted.
func (g graph) walk(node int, key []byte, yield func(string, int) bool) bool {
	if number, ok := g.value(node); ok && !yield(string(key), number) {
		return false
	}
	if head := g[node]; head >= onlyEdge {
		return g.walk(node+1, append(key, byteOf(head&0x3f)), yield)
	}
	at, n := g.edges(node)
	for i := range n {
		c := byteOf(g[at+i] & 0x3f)
		if !g.walk(g.step(node, c), append(key, c), yield) {
			return false
		}
	}
	return true
}
