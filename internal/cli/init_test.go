package cli_test

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// longestInit is the most milliseconds that the initialisation of any
// package may take; each is paid at every start.
const longestInit = 5.0

// TestInit reads how long every package takes to initialise. A busy
// machine can only make it slower, so the best of a few runs counts.
func TestInit(t *testing.T) {
	binary := built(t)
	traced := regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock`)
	best := map[string]float64{}
	for range 5 {
		cmd := exec.Command(binary, "version")
		cmd.Env = elsewhere(t, "GODEBUG=inittrace=1")
		var trace strings.Builder
		cmd.Stderr = &trace
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		slow := false
		for _, m := range traced.FindAllStringSubmatch(trace.String(), -1) {
			ms, err := strconv.ParseFloat(m[2], 64)
			if err != nil {
				t.Fatal(err)
			}
			if old, ok := best[m[1]]; !ok || ms < old {
				best[m[1]] = ms
			}
			slow = slow || best[m[1]] > longestInit
		}
		if !slow {
			break
		}
	}
	if len(best) < 5 {
		t.Fatalf("the trace names %d packages, which is not all", len(best))
	}
	for name, ms := range best {
		if ms > longestInit {
			t.Errorf("initialising %s takes %.1f ms, more than %.0f", name, ms, longestInit)
		}
	}
}
