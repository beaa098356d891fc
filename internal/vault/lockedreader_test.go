//go:build external

package vault

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The two keys of the locked fixture, as they are typed. The words are those
// of the secret that recoverySecret gives.
func fixtureKeys() map[string]string {
	return map[string]string{
		"--passphrase-fd": "Gr\u00fcn und\u00a07 Moorhu\u0308hner\n",
		"--recovery-fd": "thought audit rib six fury initial photo diary typical guess knife that " +
			"audit west sound pact want save dinosaur vote save leave winner verb",
	}
}

// The independent reader opens a locked journal as the vault does, and reads
// what waits in its letterbox; afterwards, what was filed.
func TestIndependentReaderOfALockedJournal(t *testing.T) {
	for flag, typed := range fixtureKeys() {
		p := copyFixture2(t)
		lines, said, sound := readWith(t, typed, p.Journal, flag, "0")
		if sound || strings.Count(said, "\n") != 1 || !strings.Contains(said, fixtureID(26).String()) || len(lines) != 4 {
			t.Fatalf("%s: %d lines, and it says %q", flag, len(lines), said)
		}
		var one struct {
			Kind   string
			ID     string
			Letter struct {
				Things []struct {
					ID   string         `json:"i"`
					Head map[string]any `json:"h"`
					Body map[string]any `json:"b"`
				} `json:"t"`
			}
		}
		fine(t, json.Unmarshal([]byte(lines[2]), &one))
		v := unlocked(t, p, Recovery(recoverySecret()))
		got := ours(t, v)
		if one.Kind != "letter" || one.ID != fixtureID(23).String() || len(one.Letter.Things) != 2 || len(got) != 5 {
			t.Fatalf("%s: the letter is %+v", flag, one)
		}
		for i, thing := range one.Letter.Things {
			var filed struct{ Head, Body map[string]any }
			fine(t, json.Unmarshal([]byte(got[2+i]), &filed))
			if !reflect.DeepEqual(filed.Head, thing.Head) || !reflect.DeepEqual(filed.Body, thing.Body) {
				t.Errorf("%s: the reader reads\n%v %v, the vault\n%v %v", flag, thing.Head, thing.Body, filed.Head, filed.Body)
			}
		}
		var draft, filed map[string]any
		fine(t, json.Unmarshal([]byte(lines[3]), &draft))
		fine(t, json.Unmarshal([]byte(got[4]), &filed))
		if draft["kind"] != "letter-draft" || !reflect.DeepEqual(draft["letter"], filed["draft"]) || draft["count"] != filed["count"] {
			t.Errorf("%s: the draft is %v, the vault's %v", flag, draft, filed)
		}
		fine(t, v.Close())
		lines, said, _ = readWith(t, typed, p.Journal, flag, "0")
		for i := range lines {
			lines[i] = canonical(t, lines[i])
		}
		if strings.Count(said, "\n") != 1 || !slices.Equal(lines, got) {
			t.Errorf("%s: once it was filed the reader reads\n%s\nthe vault\n%s", flag, strings.Join(lines, "\n"), strings.Join(got, "\n"))
		}
	}
}

// What does not open the vault does not open for the reader either.
func TestIndependentReaderRefusesWrongWords(t *testing.T) {
	p := copyFixture2(t)
	for name, tt := range map[string][3]string{
		"a wrong passphrase":     {"--passphrase-fd", "Grun und 7 Moorhuhner\n", "does not open this journal"},
		"no passphrase":          {"--passphrase-fd", "", "does not open this journal"},
		"words changed round":    {"--recovery-fd", swapWords(fixtureKeys()["--recovery-fd"]), "belong together"},
		"a word that is none":    {"--recovery-fd", strings.Replace(fixtureKeys()["--recovery-fd"], " ", " heronry ", 1), "not 24 words"},
		"another journal's":      {"--recovery-fd", strings.Repeat("abandon ", 23) + "art", "does not open this journal"},
		"an option that is none": {"--keyring-fd", "", "unknown option"},
	} {
		lines, said, sound := readWith(t, tt[1], p.Journal, tt[0], "0")
		if sound || lines[0] != "" || !strings.Contains(said, tt[2]) {
			t.Errorf("%s: it reads %q and says %q", name, lines, said)
		}
	}
	for name, query := range map[string]string{
		"parameters that use up the machine": `update slot set params = cast(x'ffffffff0000000100000001' || substr(params, 13) as blob) where kind = 'passphrase'`,
		"the sealed key changed":             `update slot set sealed = zeroblob(89)`,
	} {
		p := copyFixture2(t)
		meddle(t, p, query)
		lines, said, sound := readWith(t, fixtureKeys()["--passphrase-fd"], p.Journal, "--passphrase-fd", "0")
		if sound || lines[0] != "" || said == "" {
			t.Errorf("%s: it reads %q and says %q", name, lines, said)
		}
	}
}

func swapWords(text string) string {
	words := strings.Fields(text)
	words[2], words[3] = words[3], words[2]
	return strings.Join(words, " ")
}

// What the vault finds wrong in a letterbox, the reader finds as well, and
// reads the rest.
func TestIndependentReaderFindsDamageInTheLetterbox(t *testing.T) {
	for name, tt := range map[string]struct {
		query string
		lines int
	}{
		"another's key":      {`update letterbox set public = randomblob(32)`, 2},
		"the key damaged":    {`update letterbox set sealed = zeroblob(73)`, 2},
		"the key gone":       {`delete from letterbox`, 2},
		"a letter damaged":   {`update letter set sealed = zeroblob(500) where n = 1`, 3},
		"a letter cut short": {`update letter set sealed = x'01' where n = 1`, 3},
		"a count changed":    {`update letter set count = 9 where draft = 1`, 3},
	} {
		p := copyFixture2(t)
		meddle(t, p, tt.query)
		lines, said, sound := readWith(t, fixtureKeys()["--passphrase-fd"], p.Journal, "--passphrase-fd", "0")
		if sound || len(lines) != tt.lines || strings.Count(said, "\n") < 2 {
			t.Errorf("%s: %d lines, and it says %q", name, len(lines), said)
		}
	}
}
