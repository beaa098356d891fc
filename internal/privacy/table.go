package privacy

import (
	_ "embed"
	"strings"
)

//go:embed data/weights.txt
var weightTable string

// weights are log-odds in hundredths, one for each evidence.
type weights [evidences]int16

// readWeights reads the table: a line for each evidence, in their order,
// with its name, its weight in hundredths and what it means, between tabs.
func readWeights() weights { return parseWeights(weightTable) }

func parseWeights(table string) weights {
	var w weights
	e := 0
	for line := range strings.Lines(table) {
		if line[0] == '#' || e >= len(w) {
			continue
		}
		at := strings.IndexByte(line, '\t') + 1
		sign, sum := int16(1), int16(0)
		for ; at < len(line) && line[at] != '\t'; at++ {
			if line[at] == '-' {
				sign = -1
			} else {
				sum = sum*10 + int16(line[at]-'0')
			}
		}
		w[e] = sign * sum
		e++
	}
	return w
}

// reason returns what the table says about e, for a person to read.
func reason(e evidence) string {
	at := evidence(0)
	for line := range strings.Lines(weightTable) {
		if line[0] == '#' {
			continue
		}
		if at == e {
			return strings.TrimSuffix(line[strings.LastIndexByte(line, '\t')+1:], "\n")
		}
		at++
	}
	return ""
}

// sum adds what all the evidence weighs.
func (w *weights) sum(p proof) int16 {
	total := int16(0)
	for e := range evidences {
		if p.has(e) {
			total += w[e]
		}
	}
	return total
}

// strongest returns the evidence that says most for a name.
func (w *weights) strongest(p proof) evidence {
	best, most := noWord, int16(0)
	for e := range evidences {
		if p.has(e) && w[e] > most && reason(e) != "" {
			best, most = e, w[e]
		}
	}
	return best
}
