package privacy

import (
	"slices"
	"strings"
	"testing"
)

// decided writes what has to be decided in a text as "kind:words", for
// comparison with a table.
func decided(guard Guard, text string) []string {
	var out []string
	for _, f := range guard.Scan(text) {
		if f.Level != Hint {
			out = append(out, string(f.Kind)+":"+text[f.Start:f.End])
		}
	}
	return out
}

func TestPersons(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// cues
		{"Sat with Mr Nguyen till five.", "name:Mr Nguyen"},
		{"spent an hour with mrs adebayo", "name:mrs adebayo"},
		{"The twins, Amara and Zuri, slept.", "name:Amara|name:Zuri"},
		{"she said her name was kirsty", "name:kirsty"},
		{"When Farida walked in everybody stopped.", "name:Farida"},
		{"angie in pharmacy sorted it, so did femi", "name:angie|name:femi"},
		{"SPOKE TO PRIYA ABOUT THE ERROR. SHE WAS GOOD ABOUT IT.", "name:PRIYA"},
		{"- Aoibheann off sick again", "name:Aoibheann"},
		{"Sgt Brannigan brought him.", "name:Sgt Brannigan"},
		// whole names
		{"Dr. al-Khatib disagreed.", "name:Dr. al-Khatib"},
		{"Seen by J. O’Hara today.", "name:J. O’Hara"},
		{"Mrs Featherstonehaugh-Bligh asked.", "name:Mrs Featherstonehaugh-Bligh"},
		{"Her cousin Joon-ho came.", "name:Her cousin Joon-ho"},
		{"Sunita didi came.", "name:Sunita didi"},
		{"My mentor Mr van der Merwe smiled.", "name:My mentor Mr van der Merwe"},
		{"The student, Saffron, kept the pad steady.", "name:Saffron"},
		{"seen with ayesha d/o imtiyaz khan", "name:ayesha|name:imtiyaz khan"},
		{"TJ's koro rang twice.", "initials:TJ"},
		{"The Storm Eunice rota was a mess.", ""},
		{"My mum sang Land of Hope and Glory.", ""},
		{"He said \"bless you, hon.\" Fair.", ""},
		{"The Burch colposuspension went well.", ""},
		{"He only speaks Tulu to us.", ""},
		{"I ate in Greggs and I cried.", ""},
		{"We gave Oreos and Hobnobs out.", ""},
		{"今天很累 and אני עייף היום", ""},
		{"Her name is आशा", "name:आशा"},
		{"Rang the Okonjos. Later Tanisha the OT came.", "name:Okonjos|name:Tanisha"},
		// names that are words
		{"Blessing took over and made the toast.", "name:Blessing"},
		{"Will refused his depot.", "name:Will"},
		{"Will say yes this time. A proper June sort of day.", ""},
		{"Told June about it. In June it rained.", "name:June"},
		{"I asked Will if he would wait.", "name:Will"},
		{"Will he be quiet? May it be a quiet night.", ""},
		{"Mark my words, the Trust will bill us.", ""},
		{"hope tomorrow is better and may it be quiet", ""},
		// letters
		{"Client AK was late. Mrs K sang.", "initials:AK|initials:Mrs K"},
		{"Client A slept, Mrs X cried, Patient B left.", ""},
		{"My client J.T. was tearful.", "initials:J.T."},
		// found again
		{"Ngozi rang. later i saw ngozi's mum.", "name:Ngozi|name:ngozi"},
		{"Siobhan came late. siobhan left, then siobhann again.", "name:Siobhan|name:siobhan|name:siobhann"},
		// nobody
		{"Parkinson's, Crohn's and a Foley catheter.", ""},
		{"Rogers would say so; Bowlby too.", ""},
		{"Foster care again. Rob me of my lunch, go on.", ""},
		{"She has a B.Pharm and read out Matthew 5:4.", ""},
		{"Cultural safety (Ramsden, 2002), and Tervalon & Murray-García, 1998.", ""},
		{"In Ireland it would be different.", ""},
		{"Kia ora koutou, he aha te mea nui o te ao.", ""},
		{"Diolch yn fawr iawn, meddai hi.", ""},
		{"felt rubish tbh and cryed in the car", ""},
		{"busy shift no break two falls one arrest bleep going all night", ""},
		{"Spiritual Care came, and Social Services.", ""},
	} {
		var want []string
		if tt.want != "" {
			want = strings.Split(tt.want, "|")
		}
		if got := decided(Guard{}, tt.text); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", tt.text, got, want)
		}
	}
}

func TestPlacesAndWorkplaces(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"He grew up in Maiduguri. I was in Leeds, and then in Alnwick.", "place:Maiduguri|place:Alnwick"},
		{"We walked round the baths at Bath.", "place:Bath"},
		{"Reading is hard. I was reading in the bath.", ""},
		{"Moved to Rowan Ward, then the Elms.", "workplace:Rowan Ward|workplace:Elms"},
		{"It was on Ward 7.", "workplace:Ward 7"},
		{"The busy ward, the stroke unit, another hospital.", ""},
		{"Thirty years at St Blaise's, nights.", "workplace:St Blaise's"},
		{"St John Ambulance on St Patrick's Day.", ""},
		{"On 7 North it was quiet.", "workplace:7 North"},
		{"My placement at Talking Space ended.", "workplace:Talking Space"},
		{"Visit at Hazel Court, then Heatherwood Primary.", "workplace:Hazel Court|workplace:Heatherwood Primary"},
		{"Nothing like it in New Zealand or Kenya.", ""},
		{"Back on Nightingale Ward, then on nightingale ward.", "workplace:Nightingale Ward|workplace:nightingale ward"},
		{"Moved to Seacole Unit, then to Bevan Suite.", "workplace:Seacole Unit|workplace:Bevan Suite"},
		{"Freud House is a hostel. Freud said so.", "workplace:Freud House"},
		{"Grace Lodge was cold. They moved me to Osprey.", "workplace:Grace Lodge|workplace:Osprey"},
		{"I hope the Harbour Team comes.", "workplace:Harbour Team"},
		{"The Continence Service, the Catering Team and a Simulation Suite.", ""},
		{"The Bereavement Suite is by the Falls Clinic and the Coffee House.", ""},
		{"The Freud Museum, a Kolb Model, and the Macmillan Team.", ""},
		{"We went to Hope House, and then to the Coffee House.", "workplace:Hope House"},
		{"He fell at the Tesco on Fernleigh.", "workplace:Tesco on Fernleigh"},
		{"The Queen's Hospital rang.", "workplace:Queen's Hospital"},
		{"Saw her in Toledo OH last week.", "place:Toledo"},
	} {
		var want []string
		if tt.want != "" {
			want = strings.Split(tt.want, "|")
		}
		if got := decided(Guard{}, tt.text); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", tt.text, got, want)
		}
	}
}

func TestOwnWords(t *testing.T) {
	guard := Guard{Lexicon: Lexicon{
		Own:     []string{"the Bluebird", "Sunny Side", "Zed"},
		Allowed: []string{"Tracey", "Elm House"},
		Aliases: []string{"heron-3"},
	}}
	for _, tt := range []struct{ text, want string }{
		{"Back on the bluebird with zed’s lot.", "name:the bluebird|name:zed"},
		{"Sunny-Side was full.", "name:Sunny-Side"},
		{"Tracey said so at Elm House; Tracey's idea.", ""},
		{"heron-3 did not attend. Heron-3’s mum rang.", ""},
	} {
		var want []string
		if tt.want != "" {
			want = strings.Split(tt.want, "|")
		}
		if got := decided(guard, tt.text); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", tt.text, got, want)
		}
	}
}

func TestSuggestions(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"I rang his mum Tracey twice.", "I rang his mum twice."},
		{"I told my manager Tracey.", "I told my manager."},
		{"We rang Dr Okafor, the registrar.", "We rang the registrar."},
		{"Tracey's mum rang.", "[name]'s mum rang."},
		{"My client Tracey was late.", "My client was late."},
		{"Ward 7 was full. 14 Acacia Avenue was not.", "My ward was full. Their home was not."},
		{"I am on Ward 7 now.", "I am on my ward now."},
		{"He was at Queen Adelaide Hospital.", "He was at the hospital."},
		{"He comes from Maiduguri.", "He comes from a town nearby."},
	} {
		if got := replaced(tt.text, Guard{}.Scan(tt.text)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestReasons has what a person is told about a name, by what stands beside
// it.
func TestReasons(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Mrs Okafor slept.", "a title such as Mrs or Dr stands before it"},
		{"Her cousin Joon-ho slept.", "a word for a relative, such as mum or son, stands before it"},
		{"Sister Eze slept.", "a word that people are addressed by, such as Sister or Auntie, goes with it"},
		{"She said her name was kirsty", "the words before it say that a name follows"},
		{"He comes from Zubrowka in the hills.", "it is no English word"},
	} {
		for _, f := range (Guard{}).Scan(tt.text) {
			if f.Why != tt.want {
				t.Errorf("%q: %q, want %q", tt.text, f.Why, tt.want)
			}
		}
	}
}

func TestDetails(t *testing.T) {
	text := "The lady in bed 9 waved. She is the only resident in the home who sings, in room 4."
	n := 0
	for _, f := range (Guard{}).Scan(text) {
		if f.Kind == Detail {
			n++
			if f.Level != Hint {
				t.Errorf("a detail is %s, want a hint", f.Level)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d details, want one question about the whole", n)
	}
}

func TestWhyIsSaid(t *testing.T) {
	for _, x := range labelled(t) {
		for _, f := range (Guard{}).Scan(x.Text) {
			if f.Why == "" || strings.HasSuffix(f.Why, ": ") || f.Suggest == "" {
				t.Errorf("%s: %+v says too little", x.ID, f)
			}
		}
	}
}

// TestWeightsAreNamed compares the table with the constants: a row for each,
// none for anything else.
func TestWeightsAreNamed(t *testing.T) {
	rows := 0
	for line := range strings.Lines(weightTable) {
		if line[0] == '#' {
			continue
		}
		if fields := strings.Split(line, "\t"); len(fields) != 3 {
			t.Errorf("row %d has %d fields", rows, len(fields))
		}
		rows++
	}
	if rows != int(evidences) || evidences > 64 {
		t.Errorf("%d rows for %d pieces of evidence, of which a proof holds 64", rows, evidences)
	}
}
