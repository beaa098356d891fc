package render

import (
	"testing"

	"afterword/internal/pack"
)

func TestStaged(t *testing.T) {
	for _, tt := range []struct{ stage, question, want string }{
		{"So what?", "So what does it tell you?", "So what does it tell you?"},
		{"What?", "What happened?", "What happened?"},
		{"What", "what happened?", "what happened?"},
		{"What?", "Whatever happened?", "What? Whatever happened?"},
		{"Now what?", "Which step is yours?", "Now what? Which step is yours?"},
		{"Ethics", "How far did it match?", "Ethics: How far did it match?"},
		{"Ethics", "Ethics", "Ethics"},
		{"?", "¿Qué?", "? ¿Qué?"},
		{"", "What helped?", "What helped?"},
		{"Evaluation", "", "Evaluation"},
	} {
		if got := staged(pack.Answer{StageName: tt.stage, Question: tt.question}); got != tt.want {
			t.Errorf("%q and %q are %q, want %q", tt.stage, tt.question, got, tt.want)
		}
	}
}
