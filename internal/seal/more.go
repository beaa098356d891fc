package seal

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
)

// ErrMore means that what should be joined to a value is no map of keys, or
// says something else than the value does.
var ErrMore = errors.New("what is joined to a record contradicts it")

// Split decodes b into v, a pointer to an empty struct, and returns what
// would be lost by encoding v again: an encoded map of the outermost keys
// that v's type does not know whole. It is nil where nothing would be. A
// nil v knows no key.
func (c *Codec) Split(b []byte, v any) (more Raw, err error) {
	fresh := []byte{0xa0} // the empty map
	if v != nil {
		if err := c.Decode(b, v); err != nil {
			return nil, err
		}
		if fresh, err = c.enc.Marshal(v); err != nil {
			return nil, err
		}
	}
	if bytes.Equal(b, fresh) {
		return nil, nil
	}
	var was, is map[string]Raw
	if err := c.Decode(b, &was); err != nil {
		return nil, err
	}
	if err := c.Decode(fresh, &is); err != nil {
		return nil, err
	}
	for key, value := range was {
		if known, ok := is[key]; ok && bytes.Equal(known, value) {
			delete(was, key)
		}
	}
	if len(was) == 0 {
		return nil, nil
	}
	return c.Encode(was)
}

// Join encodes v together with what Split left over. Nothing in more may
// change what v says: v is what was checked, and the rest is only carried.
func (c *Codec) Join(v any, more []byte) ([]byte, error) {
	fresh := []byte{0xa0}
	if v != nil {
		var err error
		if fresh, err = c.Encode(v); err != nil {
			return nil, err
		}
	}
	if len(more) == 0 {
		return fresh, nil
	}
	var is, add map[string]Raw
	if err := c.Decode(more, &add); err != nil || add == nil {
		return nil, ErrMore
	}
	if err := c.Decode(fresh, &is); err != nil {
		return nil, err
	}
	for key, value := range add {
		is[key] = value
	}
	joined, err := c.Encode(is)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMore, err)
	}
	if v == nil {
		return joined, nil
	}
	back := reflect.New(reflect.TypeOf(v).Elem()).Interface()
	if err := c.Decode(joined, back); err != nil {
		return nil, ErrMore
	}
	if again, err := c.enc.Marshal(back); err != nil || !bytes.Equal(again, fresh) {
		return nil, ErrMore
	}
	return joined, nil
}
