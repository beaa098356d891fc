package session

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// holders are the ways to hold a journal's slot, the best first.
func holders(p Place, journal [16]byte) []holder {
	return []holder{newKernel(journal), newAgent(p, journal)}
}

// kernel holds a slot in the keyring of the user, which is never written
// to swap and lives no longer than the machine runs. See keyrings(7).
type kernel struct{ label string }

func newKernel(journal [16]byte) kernel {
	return kernel{"afterword:" + hex.EncodeToString(journal[:])}
}

// keyPermissions lets the user's own processes look a key up, read it and
// take it away, whether or not their session is linked to the keyring
// (its possessor, in the highest byte, and the user, in the next). Nobody
// may set its time limit again, and no other user may see it.
const keyPermissions = 0x0f0f0000

func (kernel) name() Holder { return InKernel }

// keep adds the slot, limited in time by the kernel as well. Containers
// often refuse these calls; that the slot can be read back is made sure of
// here, not found out by the next command.
func (k kernel) keep(ctx context.Context, slot []byte, e end) error {
	now, err := now()
	if err != nil {
		return blocked(err)
	}
	seconds := int(roundUp(e.left(now), time.Second) / time.Second)
	if seconds < 1 {
		return blocked(errors.New("its time is over already"))
	}
	// Looking first, since what was added where this is refused could not
	// be taken out again.
	switch _, err := k.find(); err {
	case nil, unix.ENOKEY, unix.EKEYEXPIRED, unix.EKEYREVOKED:
	default:
		return blocked(err)
	}
	err = k.add(slot, seconds)
	if err == unix.EACCES {
		// A key whose time is over stays in the keyring for some minutes.
		// It was renewed instead of replaced, with its old permissions,
		// and has been taken out now.
		err = k.add(slot, seconds)
	}
	if err != nil {
		return blocked(err)
	}
	return nil
}

// add puts the slot into the keyring, or leaves nothing there.
func (k kernel) add(slot []byte, seconds int) error {
	id, err := unix.AddKey("user", k.label, slot, unix.KEY_SPEC_USER_KEYRING)
	if err != nil {
		return err
	}
	_, err = unix.KeyctlInt(unix.KEYCTL_SET_TIMEOUT, id, seconds, 0, 0)
	if err == nil {
		err = unix.KeyctlSetperm(id, keyPermissions)
	}
	if err == nil {
		var back []byte
		if back, err = k.read(); err == nil && !bytes.Equal(back, slot) {
			err = errors.New("it gives back something else")
		}
	}
	if err != nil {
		k.unlink(id)
	}
	return err
}

// blocked is why the keyring is not used.
func blocked(err error) error { return fmt.Errorf("the kernel's keyring is blocked (%w)", err) }

func (k kernel) fetch(context.Context) ([]byte, error) {
	slot, err := k.read()
	if err != nil {
		return nil, fmt.Errorf("%w: the kernel's keyring says: %w", ErrNone, err)
	}
	return slot, nil
}

// read returns the slot as the keyring has it.
func (k kernel) read() ([]byte, error) {
	id, err := k.find()
	if err != nil {
		return nil, err
	}
	slot := make([]byte, mostSlot)
	n, err := unix.KeyctlBuffer(unix.KEYCTL_READ, id, slot, 0)
	if err != nil {
		return nil, err
	}
	return slot[:min(n, mostSlot)], nil
}

func (k kernel) find() (int, error) {
	return unix.KeyctlSearch(unix.KEY_SPEC_USER_KEYRING, "user", k.label, 0)
}

// drop takes the slot out of the keyring. What cannot be taken out is the
// kernel's to forget at its time, and opens nothing without the file.
func (k kernel) drop(context.Context) bool {
	id, err := k.find()
	if err != nil {
		return false
	}
	k.unlink(id)
	_, err = k.find()
	return err != nil
}

func (kernel) unlink(id int) {
	_, _ = unix.KeyctlInt(unix.KEYCTL_REVOKE, id, 0, 0, 0)
	_, _ = unix.KeyctlInt(unix.KEYCTL_UNLINK, id, unix.KEY_SPEC_USER_KEYRING, 0, 0)
}
