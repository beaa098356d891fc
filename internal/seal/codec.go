package seal

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/fxamacker/cbor/v2"
)

// Codec encodes what goes into envelopes: deterministic CBOR (RFC 8949,
// section 4.2.1), so that the same value always gives the same bytes.
type Codec struct {
	enc cbor.EncMode
	dec cbor.DecMode
}

// Raw is a part of an encoding that is carried as it is.
type Raw = cbor.RawMessage

// NewCodec returns a codec with the limits that hold for everything read
// from a file: nesting, number of elements, no duplicate keys, no
// indefinite lengths.
func NewCodec() (*Codec, error) {
	options := cbor.CoreDetEncOptions()
	enc, err := options.EncMode()
	if err != nil {
		return nil, fmt.Errorf("setting up the encoding: %w", err)
	}
	dec, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  16,
		MaxArrayElements: 1 << 17,
		MaxMapPairs:      1 << 16,
	}.DecMode()
	if err != nil {
		return nil, fmt.Errorf("setting up the encoding: %w", err)
	}
	return &Codec{enc: enc, dec: dec}, nil
}

// Encode returns the bytes of v. It refuses what Decode would not take
// back, such as text that is not UTF-8: better unsaved than unreadable.
func (c *Codec) Encode(v any) ([]byte, error) {
	b, err := c.enc.Marshal(v)
	if err != nil {
		return nil, err
	}
	var back any
	if err := c.dec.Unmarshal(b, &back); err != nil {
		return nil, fmt.Errorf("it could not be read back: %w", err)
	}
	return b, nil
}

// Decode reads v from b. Keys that v does not know are passed over; see
// Carry for keeping them.
func (c *Codec) Decode(b []byte, v any) error { return c.dec.Unmarshal(b, v) }

// Carry encodes v, a pointer to a struct, and adds every top-level key of
// an earlier encoding that v's type does not know, so that what a newer
// program wrote survives an older program's edit.
func (c *Codec) Carry(earlier []byte, v any) ([]byte, error) {
	fresh, err := c.Encode(v)
	if err != nil || len(earlier) == 0 {
		return fresh, err
	}
	var was, is map[string]cbor.RawMessage
	if err := c.Decode(earlier, &was); err != nil {
		return nil, err
	}
	if err := c.Decode(fresh, &is); err != nil {
		return nil, err
	}
	for key := range tags(reflect.TypeOf(v).Elem()) {
		delete(was, key)
	}
	if len(was) == 0 {
		return fresh, nil
	}
	for key, value := range was {
		is[key] = value
	}
	return c.Encode(is)
}

// tags returns the keys that a struct type encodes to.
func tags(t reflect.Type) map[string]bool {
	keys := make(map[string]bool, t.NumField())
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("cbor"), ",")
		if name != "" && name != "-" {
			keys[name] = true
		}
	}
	return keys
}
