//go:build !(linux || darwin || freebsd)

package session

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"time"
)

// errHere is the one answer on a system without a holder.
func errHere() error {
	system := runtime.GOOS
	if system == "windows" {
		system = "Windows"
	}
	return fmt.Errorf("%w: staying unlocked is not there on %s yet; the passphrase is asked for each time", ErrUnavailable, system)
}

func keep(context.Context, Place, [16]byte, []byte, time.Duration) (Holder, error) {
	return "", errHere()
}

func fetch(context.Context, Place, [16]byte) ([]byte, time.Duration, error) {
	return nil, 0, errHere()
}

// drop has nothing to do, since nothing is ever kept.
func drop(context.Context, Place, [16]byte) error { return nil }

func serve(context.Context, io.Reader, io.Writer) error { return errHere() }
