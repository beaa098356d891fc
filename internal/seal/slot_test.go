package seal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// A slot opens with its own secret, in its own journal and under the
// numbers it was made for.
func TestSlotBindsItsPlace(t *testing.T) {
	s := vectorSample(t)
	fresh, err := WrapSecret(s.format, SlotKeyFile, s.secret, s.dataKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(*Slot, *Format, *[]byte)
		want   error
	}{
		{"its own", func(*Slot, *Format, *[]byte) {}, nil},
		{"another secret", func(_ *Slot, _ *Format, secret *[]byte) { *secret = counting(0x41, 32) }, ErrSealed},
		{"an empty secret", func(_ *Slot, _ *Format, secret *[]byte) { *secret = nil }, ErrSealed},
		{"another slot's id", func(s *Slot, _ *Format, _ *[]byte) { s.ID[0]++ }, ErrSealed},
		{"another kind", func(s *Slot, _ *Format, _ *[]byte) { s.Kind = "recovery" }, ErrSealed},
		{"other parameters", func(s *Slot, _ *Format, _ *[]byte) { s.Params = []byte{1} }, ErrSealed},
		{"another journal", func(_ *Slot, f *Format, _ *[]byte) { f.Journal[3]++ }, ErrSealed},
		{"another format", func(_ *Slot, f *Format, _ *[]byte) { f.Number++ }, ErrSealed},
		{"another reader", func(_ *Slot, f *Format, _ *[]byte) { f.MinReader-- }, ErrSealed},
		{"nothing sealed", func(s *Slot, _ *Format, _ *[]byte) { s.Sealed = nil }, ErrSealed},
	} {
		slot, format, secret := fresh, s.format, s.secret
		tt.change(&slot, &format, &secret)
		key, err := slot.Open(format, secret)
		if !errors.Is(err, tt.want) || err == nil && !bytes.Equal(key, s.dataKey) {
			t.Errorf("%s: Open = %x, %v", tt.name, key, err)
		}
	}
}

func TestKeyFileRoundTrip(t *testing.T) {
	for range 50 {
		secret := NewKey()
		text := WriteKeyFile("a-journal", secret)
		for name, form := range map[string]string{
			"as written":      text,
			"Windows' lines":  strings.ReplaceAll(text, "\n", "\r\n"),
			"lower case":      strings.Replace(text, keyLine(text), strings.ToLower(keyLine(text)), 1),
			"without dashes":  strings.Replace(text, keyLine(text), strings.ReplaceAll(keyLine(text), "-", ""), 1),
			"spaces about it": strings.Replace(text, keyLine(text), "  "+keyLine(text)+" \t", 1),
			"no notes":        strings.SplitAfter(text, keyLine(text))[0],
			"a line more":     strings.Replace(text, "\nkey ", "\nlabel of mine\nkey ", 1),
		} {
			if got, err := ReadKeyFile(form); err != nil || !bytes.Equal(got, secret) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// keyLine is the line of a key file that holds the secret.
func keyLine(text string) string {
	_, rest, _ := strings.Cut(text, "\nkey ")
	line, _, _ := strings.Cut(rest, "\n")
	return "key " + line
}

func TestDamagedKeyFile(t *testing.T) {
	text := WriteKeyFile("a-journal", counting(0x40, 32))
	for name, form := range map[string]string{
		"empty":             "",
		"other heading":     strings.Replace(text, "file 1", "file 2", 1),
		"text before":       "notes\n" + text,
		"no key":            strings.Replace(text, keyLine(text), "", 1),
		"cut in the key":    text[:strings.Index(text, "\nkey ")+30],
		"a group missing":   strings.Replace(text, keyLine(text)[:9], "key ", 1),
		"a group too many":  strings.Replace(text, "key ", "key AAAA-", 1),
		"a wrong character": strings.Replace(text, keyLine(text), strings.Replace(keyLine(text), "B", "1", 1), 1),
		"far too long":      text + strings.Repeat("# note\n", 1000),
		"a newer key word":  strings.Replace(text, "\nkey ", "\nkey2 ", 1),
	} {
		if secret, err := ReadKeyFile(form); !errors.Is(err, ErrKeyFile) || secret != nil {
			t.Errorf("%s: ReadKeyFile = %x, %v", name, secret, err)
		}
	}
}

// FuzzReadKeyFile: what is read as a key can be written and read again.
func FuzzReadKeyFile(f *testing.F) {
	text := WriteKeyFile("a-journal", counting(0x40, 32))
	f.Add(text)
	f.Add(strings.ReplaceAll(text, "\n", "\r\n"))
	f.Add(text[:60])
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := ReadKeyFile(text)
		if err != nil {
			if !errors.Is(err, ErrKeyFile) {
				t.Fatalf("ReadKeyFile = %v", err)
			}
			return
		}
		if len(secret) != KeySize {
			t.Fatalf("a key of %d bytes", len(secret))
		}
		if back, err := ReadKeyFile(WriteKeyFile("x", secret)); err != nil || !bytes.Equal(back, secret) {
			t.Fatalf("written again it is %x, %v", back, err)
		}
	})
}
