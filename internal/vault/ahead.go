package vault

import "iter"

// aheadRows is how many rows are read before they are asked for: enough to
// keep a second processor busy, few enough that a list of ten costs no more.
const aheadRows = 32

// pair is one step of a sequence of rows.
type pair[T any] struct {
	row T
	err error
}

// ahead runs a sequence in a goroutine of its own, a little before its
// consumer, so that reading and opening go on while what was opened is
// decoded and searched. The sequence has ended whenever the loop over it
// has, however the loop was left.
func ahead[T any](rows iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		batches, stop := make(chan []pair[T], 2), make(chan struct{})
		go func() {
			defer close(batches)
			batch := make([]pair[T], 0, aheadRows)
			send := func() bool {
				select {
				case batches <- batch:
					batch = make([]pair[T], 0, aheadRows)
					return true
				case <-stop:
					return false
				}
			}
			for row, err := range rows {
				if batch = append(batch, pair[T]{row, err}); len(batch) == aheadRows && !send() {
					return
				}
			}
			send()
		}()
		defer func() {
			close(stop)
			for range batches { // until the goroutine has let go of the rows
			}
		}()
		for batch := range batches {
			for _, p := range batch {
				if !yield(p.row, p.err) {
					return
				}
			}
		}
	}
}
