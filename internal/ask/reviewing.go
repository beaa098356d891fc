package ask

import (
	"context"
	"fmt"
)

// ReviewFull goes through a review on the full screen. Of the form it takes
// what surrounds the questions: Title, Notice, Support, Lock. However it
// ended, the outcome holds all that was decided; only Completed means that
// the person is done.
func ReviewFull(ctx context.Context, f Form, s Screen, r Review) (Outcome, End, error) {
	f.Questions = []Question{{ID: "review", Kind: Card, Uncounted: true}}
	v := &reviewPage{review: newReview(r, nil)}
	m := newModel(ctx, f, s)
	m.review = v
	m.show(reviewing)
	result, err := m.run(ctx, s)
	return v.outcome(), result.End, err
}

// ReviewPlain goes through a review line by line, with the same letters.
// The end of input ends it with Interrupted.
func ReviewPlain(ctx context.Context, f Form, s Screen, r Review) (Outcome, End, error) {
	f.Questions = nil
	p, stop := newPlain(f, s)
	defer stop()
	p.out.say(f.Title)
	p.out.say(f.Notice)
	v := newReview(r, nil)
	end := Completed
	if !p.goThrough(ctx, v, func() {}) {
		end = Interrupted
	}
	if p.out.err != nil {
		return v.outcome(), Interrupted, fmt.Errorf("writing the review: %w", p.out.err)
	}
	return v.outcome(), end, nil
}
