package cli

import (
	"fmt"
	"strings"

	"afterword/internal/insight"
	"afterword/internal/pack"
)

// purposes tells what the entries were for, by three models of supervision.
func (p page) purposes(n insight.Numbers) {
	if !p.drawn {
		p.head("What the entries were for")
	} else {
		p.title("What the entries were for")
	}
	for _, m := range []struct {
		name string
		all  []insight.Function
	}{{"Proctor", n.Proctor}, {"Kadushin", n.Kadushin}} {
		var words []string
		for _, f := range m.all {
			words = append(words, fmt.Sprintf("%s %d", pack.Glossed(f.Name), f.Entries))
		}
		p.tell(m.name + ": " + strings.Join(words, ", ") + ".")
	}
	var eyes []insight.Count
	for _, e := range n.Eyes {
		if e.Entries > 0 {
			eyes = append(eyes, insight.Count{Name: eyeName(e.Eye), Times: e.Entries})
		}
	}
	if len(eyes) > 0 {
		p.tell("Seven eyes, or where an entry looks: " + countWords(eyes) + ".")
	}
}

// eyeName says where an eye of the seven-eyed model looks.
func eyeName(eye int) string {
	return [...]string{"the person", "what you did", "you and the person", "yourself", "you and your supervisor", "your supervisor", "the wider system"}[eye-1]
}
