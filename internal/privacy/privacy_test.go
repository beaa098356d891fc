package privacy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// found writes findings as "kind:words" for comparison with a table.
func found(text string) []string {
	var out []string
	for _, f := range (Guard{}).Scan(text) {
		out = append(out, fmt.Sprintf("%s:%s", f.Kind, text[f.Start:f.End]))
	}
	return out
}

func TestScanFinds(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"write to jo.bloggs@example.org.", "email:jo.bloggs@example.org"},
		{"(o'neill+ward@nhs.example.uk)", "email:o'neill+ward@nhs.example.uk"},
		{"José@exämple.org wrote", "email:José@exämple.org"},
		{"mailto:a_b@x.co", "email:a_b@x.co"},
		{"'sam@example.com'", "email:sam@example.com"},
		{"07700900123@example.org", "email:07700900123@example.org"},
		{"ring 07700 900123@example.org", "email:07700 900123@example.org"},

		{"rang 07700 900123 twice", "phone:07700 900123"},
		{"07700900123", "phone:07700900123"},
		{"07700-900-123", "phone:07700-900-123"},
		{"07 700 900 123", "phone:07 700 900 123"},
		{"020 7946 0958", "phone:020 7946 0958"},
		{"(020) 7946 0958", "phone:(020) 7946 0958"},
		{"(0151 496 0123)", "phone:0151 496 0123"},
		{"020 7946-0958", "phone:020 7946-0958"},
		{"01204 52122", "phone:01204 52122"},
		{"01204 52122 3 times", "phone:01204 52122"},
		{"01 23 45 67 89", "phone:01 23 45 67 89"},
		{"01.23.45.67.89", "phone:01.23.45.67.89"},
		{"+44 7700 900123", "phone:+44 7700 900123"},
		{"+447700900123", "phone:+447700900123"},
		{"+44 (0)20 7946 0958", "phone:+44 (0)20 7946 0958"},
		{"(+44) 7700 900123", "phone:(+44) 7700 900123"},
		{"+44 7700 900123 2 times", "phone:+44 7700 900123"},
		{"0044 7700 900123", "phone:0044 7700 900123"},
		{"+1 (415) 555-2671", "phone:+1 (415) 555-2671"},
		{"+353 1 234 5678", "phone:+353 1 234 5678"},
		{"07700\u00a0900123", "phone:07700\u00a0900123"},
		{"07700\u2011900\u2013123", "phone:07700\u2011900\u2013123"},
		{"aged 45 07700 900123", "phone:07700 900123"},
		{"at 07:30 07700 900123", "phone:07700 900123"},
		{"07700 900123 07:30", "phone:07700 900123"},
		{"07700 900123 120/80", "phone:07700 900123"},
		{"0151 496 0123/0124", "phone:0151 496 0123"},
		{"2. 07700 900123", "phone:07700 900123"},
		{"12 (07700 900123)", "phone:07700 900123"},

		{"943 476 5919", "nhs-number:943 476 5919"},
		{"943-476-5919", "phone:943-476-5919"}, // as in North America; with its label it is an NHS number
		{"9434765919", "nhs-number:9434765919"},
		{"NHS no. 943 476 5919, seen", "nhs-number:943 476 5919"},
		{"943 476 5918", "number:943 476 5918"},
		{"9434765918", "number:9434765918"},
		{"123456", "number:123456"},
		{"MRN1234567.", "record-number:1234567"},
		{"QQ123456C", "national-id:QQ123456C"},
		{"case 20261123", "record-number:20261123"},
		{"123-45-6789", "national-id:123-45-6789"},
		{"4929 1234 5678 9012", "bank:4929 1234 5678 9012"},
		{"shelf 12 123456", "number:123456"},
		{"415-555-2672", "phone:415-555-2672"},
		{"192.168.100.123", "ip:192.168.100.123"},

		{"2026-11-23", "date:2026-11-23"},
		{"23/11/2026", "date:23/11/2026"},
		{"23.11.2026", "date:23.11.2026"},
		{"5-10-2026", "date:5-10-2026"},
		{"05 10 2026", "date:05 10 2026"},
		{"2026-11-23 07:30", "date:2026-11-23"},
		{"05-10-2026 07:30", "date:05-10-2026"},
		{"23 November 2026", "date:23 November 2026"},
		{"2026-11-23T07:30:00", "date:2026-11-23"},

		{"SW1A 1AA", "postcode:SW1A 1AA"},
		{"SW1A  1AA", "postcode:SW1A  1AA"},
		{"lives at M1 1AE, flat", "postcode:M1 1AE"},
		{"b33 8th", "postcode:"},
		{"b33 8tg", "postcode:b33 8tg"},
		{"CR2 6XH", "postcode:CR2 6XH"},
		{"DN55 1PT", "postcode:DN55 1PT"},
		{"W1A 0AX", "postcode:W1A 0AX"},
		{"EC1A1BB", "postcode:EC1A1BB"},
		{"ls11aa", "postcode:ls11aa"},
		{"Sw1a\u00a01aa", "postcode:Sw1a\u00a01aa"},
	} {
		want := []string{tt.want}
		if strings.HasSuffix(tt.want, ":") {
			want = nil
		}
		if got := found(tt.text); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", tt.text, got, want)
		}
	}
}

func TestScanLeavesTheTradeAlone(t *testing.T) {
	for _, text := range []string{
		"", "quiet night", "BP 120/80", "120/80 then 135/85 and 110/70", "pain 7/10", "review 2/52, 3/7", "24/7",
		"07:30", "07:30-08:15", "22:00 to 07:45:30", "12 hours", "12-hour shift", "a 12h shift",
		"500 mg", "500mg", "heparin 150000 units", "250000 IU", "100000ml", "500 mg 250 mg 125 mg",
		"in 2019", "2019 2020 2021", "2019-2023", "1998, 1999", "2025/26", "2025-26",
		"v1.2.3", "version 10.15.7", "1.26.0", "98%", "12.5 %", "100%", "0.9%", "0.1234567", "pi is 3.14159265",
		"PHQ-9 12/21", "GAD-7: 15/21", "NEWS2 5", "GCS 15/15", "NG158", "CG90", "B12 5mg", "B12 1 mg", "L5 4th", "L4/5", "T10",
		"EPDS 0 1 2 1 0 2 1 1 0 2", "scores 12 14 15 9 11", "BP 120-140", "sats 95-98", "sodium 135 140 138 142",
		"shifts 0700 1400 2100", "1930-0730", "drank 1000 1500 2000 ml", "1,000,000", "£1250000", "$ 5", "10,000 steps",
		"05.30 06.45 07.15", "07-09 10-12 15", "1 in 100", "4 x 25", "+2 oedema", "+3.5 dioptres", "day 1-2-3",
		"0800 1111", "call 111 or 999", "116 123", "ISO 27001", "heron-3", "2 patients, 3 students",
		"user@host", "@ward7", "a @ b", "me@.", "@example.org", "cost 5@3.50 each", "S1 2nd", "E4 2hr", "E2 1st day", "HH1 1AA",
		"SW1A 1AAA", "xSW1A 1AA", "SW1A", "ÉSW1A 1AA", "5 4 3 2 1", "1. one 2. two 3. three", "80-20 rule", "doses of 40, 96 and 120",
		"100 000 000",
	} {
		if got := found(text); got != nil {
			t.Errorf("%q: found %q, want nothing", text, got)
		}
	}
}

func TestScanSeveral(t *testing.T) {
	text := "Rang 07700 900123, wrote to jo@example.org; lives at SW1A 1AA (NHS 943 476 5919), BP 120/80."
	want := []string{"phone:07700 900123", "email:jo@example.org", "postcode:SW1A 1AA", "nhs-number:943 476 5919"}
	if got := found(text); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestScanSaysWhyWithoutTheWords(t *testing.T) {
	for _, f := range (Guard{}).Scan("Rang 07700 900123, jo@example.org, SW1A 1AA, 943 476 5919, 123456") {
		if f.Why == "" || f.Suggest == "" || f.Level == "" {
			t.Errorf("%s: incomplete finding %+v", f.Kind, f)
		}
		if shown := fmt.Sprintf("%+v", f); strings.Contains(shown, "900123") || strings.Contains(shown, "example") {
			t.Errorf("%s: the finding repeats the words: %s", f.Kind, shown)
		}
		if again := (Guard{}).Scan(f.Suggest); again != nil {
			t.Errorf("%s: what is suggested is itself a finding", f.Kind)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"07700 900123@example.org", "+44 (0)20 7946 0958", "943 476 5919", "SW1A 1AA", "José@exämple.org",
		"\xff@\xfe.com 123456\xc3", "1.2.3.4.5.6.7.8.9", "01000000000.000000", "((((0(2(0)7946 0958", "٠٧٧٠٠", "é123456é",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, finding := range (Guard{}).Scan(text) {
			if finding.Start < end || finding.End <= finding.Start || finding.End > len(text) {
				t.Fatalf("finding %d-%d after %d in %d bytes", finding.Start, finding.End, end, len(text))
			}
			end = finding.End
			if utf8.ValidString(text) && !(utf8.ValidString(text[:finding.Start]) && utf8.ValidString(text[:finding.End])) {
				t.Fatalf("finding %d-%d splits a character", finding.Start, finding.End)
			}
		}
	})
}

func BenchmarkScanNote(b *testing.B) {
	note := strings.Repeat("A heavy night on the unit, BP 120/80 at 07:30, and nobody to hand over to until eight. ", 24)
	b.SetBytes(int64(len(note)))
	for b.Loop() {
		Guard{}.Scan(note)
	}
}
