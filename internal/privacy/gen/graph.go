package main

import (
	"fmt"
	"maps"
	"slices"
)

// builder makes the graph of a list: see the type graph of the package
// privacy for the layout. Nodes with the same edges are written once. A
// node is known by how far its first byte lies from the end, since what it
// leads to is made before it and stands behind it.
type builder struct {
	nodes [][]byte // the last one first
	size  int      // of all nodes, in bytes
	seen  map[string]int
}

// edge leads to the node so far from the end. Where its byte is 0, or the
// node would be a leaf, in which a key ends and none goes on, to is the
// number of that key.
type edge struct {
	c    byte
	to   int
	leaf bool
}

// encode returns the graph of keys and their values.
func encode(list map[string]int) ([]byte, error) {
	keys := slices.Sorted(maps.Keys(list))
	for _, key := range keys {
		if number := list[key]; number < 0 || number >= 1<<16 {
			return nil, fmt.Errorf("%q has the number %d, which takes more than two bytes", key, number)
		}
	}
	b := builder{seen: map[string]int{}}
	root, err := b.node(keys, 0, list)
	if err != nil {
		return nil, err
	}
	if b.size >= 1<<24 || len(keys) >= 1<<24 {
		return nil, fmt.Errorf("%d keys in %d bytes are more than a graph can hold", len(keys), b.size)
	}
	slices.Reverse(b.nodes)
	out := slices.Concat(b.nodes...)
	return appendNumber(appendNumber(out, b.size-root, 3), len(keys), 3), nil
}

// node makes the node that keys share after their first depth bytes, and
// before it whatever it leads to.
func (b *builder) node(keys []string, depth int, values map[string]int) (int, error) {
	var edges []edge
	if len(keys) > 0 && len(keys[0]) == depth {
		edges = append(edges, edge{to: values[keys[0]]})
		keys = keys[1:]
	}
	for len(keys) > 0 {
		c := keys[0][depth]
		end := slices.IndexFunc(keys, func(k string) bool { return k[depth] != c })
		if end < 0 {
			end = len(keys)
		}
		if end == 1 && len(keys[0]) == depth+1 {
			edges = append(edges, edge{c, values[keys[0]], true})
		} else if to, err := b.node(keys[:end], depth+1, values); err != nil {
			return 0, err
		} else {
			edges = append(edges, edge{c, to, false})
		}
		keys = keys[end:]
	}
	return b.write(edges)
}

// write returns the place of the node with these edges, which it makes
// unless there is one.
func (b *builder) write(edges []edge) (int, error) {
	signature := fmt.Sprint(edges)
	if at, ok := b.seen[signature]; ok {
		return at, nil
	}
	node, err := b.layout(edges)
	if err != nil {
		return 0, err
	}
	b.nodes = append(b.nodes, node)
	b.size += len(node)
	b.seen[signature] = b.size
	return b.size, nil
}

// layout returns the bytes of a node that will stand before all others,
// with its leaves behind it.
func (b *builder) layout(edges []edge) (node []byte, err error) {
	number := -1
	if len(edges) > 0 && edges[0].c == 0 {
		number, edges = edges[0].to, edges[1:]
	}
	if number < 0 && len(edges) == 1 && (edges[0].leaf || edges[0].to == b.size) {
		code, err := codeOf(edges[0].c)
		node = []byte{onlyEdge | code}
		if edges[0].leaf {
			node = append(node, head(0, edges[0].to)...)
		}
		return node, err
	}
	targets, leaves := b.aim(edges)
	node = head(len(edges), number)
	for i, e := range edges {
		code, err := codeOf(e.c)
		if err != nil {
			return nil, err
		}
		node = append(node, code|byte(widthOf(targets[i]))<<6)
	}
	for _, t := range targets {
		node = appendNumber(node, t, widthOf(t))
	}
	return append(node, leaves...), nil
}

// aim returns how far behind its last edge each of a node's edges leads,
// and the leaves that stand first behind the targets.
func (b *builder) aim(edges []edge) (targets []int, leaves []byte) {
	at := map[int]int{} // of leaves by their numbers
	for _, e := range edges {
		if _, ok := at[e.to]; e.leaf && !ok {
			at[e.to] = len(leaves)
			leaves = append(leaves, head(0, e.to)...)
		}
	}
	for _, e := range edges {
		target := len(leaves) + b.size - e.to
		if e.leaf {
			target = at[e.to]
		}
		targets = append(targets, target)
	}
	// The targets themselves stand between, and the farther they point the
	// more room they take: they grow until nothing changes.
	for room := 0; ; {
		sum := 0
		for _, t := range targets {
			sum += widthOf(t)
		}
		if sum == room {
			return targets, leaves
		}
		for i := range targets {
			targets[i] += sum - room
		}
		room = sum
	}
}

// What the first byte of a node says beside the number of its edges.
const (
	shortNumber = 0x40
	longNumber  = 0x80
	onlyEdge    = 0xc0
)

// head returns how a node begins in which the key with a number ends, none
// if it is below 0.
func head(edges, number int) []byte {
	switch {
	case number < 0:
		return []byte{byte(edges)}
	case number < 1<<8:
		return []byte{shortNumber | byte(edges), byte(number)}
	}
	return appendNumber([]byte{longNumber | byte(edges)}, number, 2)
}

// codeOf returns what stands for a byte of a key in six bits.
func codeOf(c byte) (byte, error) {
	switch {
	case c >= 'a' && c <= 'z':
		return c - 0x40, nil
	case c >= ' ' && c < '@':
		return c - 0x20, nil
	}
	return 0, fmt.Errorf("%q is no letter, digit or mark that a key may have", c)
}

// widthOf is how many bytes a target takes.
func widthOf(target int) int {
	width := 1
	for target >>= 8; target > 0; target >>= 8 {
		width++
	}
	return width
}

// appendNumber appends the lowest bytes of n, the lowest first.
func appendNumber(dst []byte, n, width int) []byte {
	for range width {
		dst = append(dst, byte(n))
		n >>= 8
	}
	return dst
}
