package seal

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

func aged(t *testing.T, text string, recipients ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := AgeTo(&out, recipients)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(k *AgeKey, file []byte) (string, error) {
	r, err := k.Open(bytes.NewReader(file))
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	return string(b), err
}

func TestAgeTo(t *testing.T) {
	mine, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("A calm handover. ", 10_000)
	file := aged(t, text, other.Recipient().String(), mine.Recipient().String())
	key, err := AgeIdentities(strings.NewReader("# my key\n" + mine.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time by the key that is kept
		if got, err := opened(key, file); err != nil || got != text {
			t.Fatalf("opened %d bytes: %v", len(got), err)
		}
	}
	if !IsAge(file) || AgeByPassphrase(file) || IsAge([]byte("{")) || IsAge(nil) {
		t.Error("the beginning of a file is taken for another")
	}
	var armoured bytes.Buffer
	w := armor.NewWriter(&armoured)
	if _, err := w.Write(file); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if got, err := opened(key, armoured.Bytes()); err != nil || got != text || !IsAge(armoured.Bytes()) || AgeByPassphrase(armoured.Bytes()[:AgePeek]) {
		t.Errorf("armoured: %v", err)
	}
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := AgeIdentities(strings.NewReader(stranger.String()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened(wrong, file); !errors.Is(err, ErrAgeKey) {
		t.Errorf("another's key: %v", err)
	}
	words, err := AgePassphrase("tidal lantern copper")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened(words, file); !errors.Is(err, ErrAgeNeedsKey) {
		t.Errorf("a passphrase: %v", err)
	}
	for name, bad := range map[string][]byte{"cut short": file[:len(file)-1], "cut in the header": file[:50], "changed": flipped(file, len(file)-100), "none": []byte("age")} {
		fresh, err := AgeIdentities(strings.NewReader(mine.String()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := opened(fresh, bad); !errors.Is(err, ErrAge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func flipped(b []byte, i int) []byte {
	b = bytes.Clone(b)
	b[i] ^= 1
	return b
}

func TestAgeRefuses(t *testing.T) {
	for _, bad := range []string{"", "zebra", "age1zebra", "ssh-ed25519 AAAA", "age1\nage1", "# age1"} {
		err := CheckRecipient(bad)
		if !errors.Is(err, ErrRecipient) || strings.Contains(err.Error(), "zebra") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, bad := range []string{"", "# nothing", "AGE-SECRET-KEY-1ZEBRA", "zebra"} {
		if _, err := AgeIdentities(strings.NewReader(bad)); !errors.Is(err, ErrIdentity) || strings.Contains(strings.ToLower(err.Error()), "zebra") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := AgePassphrase(""); !errors.Is(err, ErrPassphrase) {
		t.Errorf("an empty passphrase: %v", err)
	}
	if _, err := AgeWith(io.Discard, ""); !errors.Is(err, ErrPassphrase) {
		t.Errorf("an empty passphrase: %v", err)
	}
}

// TestAgeWith checks what a passphrase opens, with a file of little work so
// that it is quick, and that one which asks for too much is refused.
func TestAgeWith(t *testing.T) {
	file := func(work int) []byte {
		r, err := age.NewScryptRecipient("tidal lantern copper")
		if err != nil {
			t.Fatal(err)
		}
		r.SetWorkFactor(work)
		var out bytes.Buffer
		w, err := age.Encrypt(&out, r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, "A calm handover."); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	quick := file(4)
	if !AgeByPassphrase(quick[:60]) {
		t.Error("a file with a passphrase is not known for one")
	}
	key, err := AgePassphrase("tidal lantern copper")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := opened(key, quick); err != nil || got != "A calm handover." {
		t.Errorf("opened %q: %v", got, err)
	}
	for text, in := range map[string][]byte{"tidal lantern coppers": quick, "tidal lantern copper": bytes.Replace(quick, []byte(" 4\n"), []byte(" 21\n"), 1)} {
		wrong, err := AgePassphrase(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := opened(wrong, in); !errors.Is(err, ErrAgeText) {
			t.Errorf("%q: %v", text, err)
		}
	}
	mine, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	id, err := AgeIdentities(strings.NewReader(mine.String()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened(id, quick); !errors.Is(err, ErrAgeNeedsText) {
		t.Errorf("an identity: %v", err)
	}
}

func TestSplitAndJoin(t *testing.T) {
	type noun struct {
		Text string `cbor:"t"`
		More int    `cbor:"m,omitempty"`
	}
	codec, err := NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	encode := func(v any) []byte {
		b, err := codec.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, whole := range map[string][]byte{
		"known":         encode(noun{Text: "a", More: 1}),
		"and unknown":   encode(map[string]any{"t": "a", "z": []string{"b"}, "y": map[string]int{"c": 1}}),
		"an empty part": encode(map[string]any{"t": "a", "m": 0}),
	} {
		var v noun
		more, err := codec.Split(whole, &v)
		if err != nil || v.Text != "a" || (name == "known") != (more == nil) {
			t.Fatalf("%s: %+v, more %x: %v", name, v, more, err)
		}
		if back, err := codec.Join(&v, more); err != nil || !bytes.Equal(back, whole) {
			t.Errorf("%s: joined to %x, want %x: %v", name, back, whole, err)
		}
		if more, err = codec.Split(whole, nil); err != nil {
			t.Fatal(err)
		}
		if back, err := codec.Join(nil, more); err != nil || !bytes.Equal(back, whole) {
			t.Errorf("%s, of no known kind: joined to %x, want %x: %v", name, back, whole, err)
		}
	}
	for name, more := range map[string][]byte{
		"another text": encode(map[string]any{"t": "b"}), "more of it": encode(map[string]any{"m": 2}),
		"another type": encode(map[string]any{"t": 1}), "no map": encode("t"), "nothing": {0xf6}, "no encoding": {0xff},
	} {
		if _, err := codec.Join(&noun{Text: "a"}, more); !errors.Is(err, ErrMore) {
			t.Errorf("%s was joined: %v", name, err)
		}
	}
}

func TestRecipients(t *testing.T) {
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	quantum, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	one, two := classic.Recipient().String(), quantum.Recipient().String()
	for _, tt := range []struct {
		name string
		to   []string
		want error
	}{
		{"classic", []string{one, one}, nil},
		{"post-quantum", []string{two}, nil},
		{"mixed", []string{one, two}, ErrMixed},
		{"mixed the other way", []string{two, one}, ErrMixed},
		{"ssh", []string{"ssh-ed25519 AAAA"}, ErrSSHRecipient},
		{"none", []string{"zebra"}, ErrRecipient},
	} {
		if err := CheckRecipients(tt.to); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	list, err := Recipients(strings.NewReader("# the team\r\n\r\n" + one + "\r\n  " + two))
	if err != nil || len(list) != 2 || list[0] != one || list[1] != two {
		t.Errorf("the file gives %q, %v", list, err)
	}
	for _, empty := range []string{"", "# nobody\n"} {
		if _, err := Recipients(strings.NewReader(empty)); !errors.Is(err, ErrRecipient) {
			t.Errorf("%q: %v", empty, err)
		}
	}
	if short := ShortRecipient(one); len(short) != 22 || !strings.HasPrefix(one, short[:12]) || !strings.HasSuffix(one, short[15:]) {
		t.Errorf("the short form is %q", short)
	}
	if got := ShortRecipient("age1"); got != "age1" {
		t.Errorf("the short form of nothing is %q", got)
	}
}
