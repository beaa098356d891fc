package privacy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// structuredIn writes what the structured half finds as "kind:words", with
// a question mark before a hint.
func structuredIn(text string) []string {
	all, _, _ := structured(text)
	var out []string
	for _, f := range resolve(all) {
		mark := ""
		if f.Level == Hint {
			mark = "?"
		}
		out = append(out, fmt.Sprintf("%s%s:%s", mark, f.Kind, text[f.Start:f.End]))
	}
	return out
}

// identifier is a line with what is to be found in it, as structuredIn
// writes it, several with a bar between.
type identifier struct{ text, want string }

func checkIdentifiers(t *testing.T, table []identifier) {
	t.Helper()
	for _, tt := range table {
		if got := structuredIn(tt.text); !slices.Equal(got, strings.Split(tt.want, "|")) {
			t.Errorf("%q: found %q, want %q", tt.text, got, tt.want)
		}
	}
}

// nearMiss is a line without an identifier, and what the figures in it are.
type nearMiss struct{ text, is string }

func checkNearMisses(t *testing.T, table []nearMiss) {
	t.Helper()
	for _, tt := range table {
		if got := structuredIn(tt.text); got != nil {
			t.Errorf("%q (%s): found %q, want nothing", tt.text, tt.is, got)
		}
	}
}

func TestBritain(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"NHS no 943 476 5919", "nhs-number:943 476 5919"},
		{"nhs no:9434765919", "nhs-number:9434765919"},
		{"NHS Number: 943 476 5918", "nhs-number:943 476 5918"},
		{"her nhs number is 943-476-5919 I think", "nhs-number:943-476-5919"},
		{"NHS9434765919", "nhs-number:9434765919"},
		{"NHS# 943.476.5919", "nhs-number:943.476.5919"},
		{"CHI 0101601234", "nhs-number:0101601234"},
		{"chi number 010160 1234", "nhs-number:010160 1234"},
		{"H&C number 320 000 0001", "nhs-number:320 000 0001"},
		{"NI number QQ 12 34 56 C", "national-id:QQ 12 34 56 C"},
		{"NINO: ab123456c", "national-id:ab123456c"},
		{"AB 12 34 56 C on the form", "national-id:AB 12 34 56 C"},
		{"national insurance no. JG103759A", "national-id:JG103759A"},
		{"driving licence MORGA753116SM9IJ", "national-id:MORGA753116SM9IJ"},
		{"passport no 925665416", "national-id:925665416"},
		{"MRN-004512", "record-number:004512"},
		{"MRN004512 in the notes", "record-number:004512"},
		{"hospital number K123456", "record-number:K123456"},
		{"Hospital no: 12 34 56", "record-number:12 34 56"},
		{"RiO 1234567", "record-number:1234567"},
		{"EMIS number 48213", "record-number:48213"},
		{"SystmOne id 5521", "record-number:5521"},
		{"Datix W123456 was filed", "record-number:W123456"},
		{"datix ref INC-20345", "record-number:INC-20345"},
		{"CAD 1234 of that night", "record-number:1234"},
		{"CAD 345/14MAR26", "record-number:345/14MAR26"},
		{"crime ref 42/12345/26", "record-number:42/12345/26"},
		{"URN 01AB/1234/26", "record-number:01AB/1234/26"},
		{"court case number ZW24C50123", "record-number:ZW24C50123"},
		{"safeguarding referral no. 88213", "record-number:88213"},
		{"our ref: AB/123/45", "record-number:AB/123/45"},
		{"ref AJ-2291", "record-number:AJ-2291"},
		{"patient id 00123", "record-number:00123"},
		{"case file 77120", "record-number:77120"},
		{"incident number 20931", "record-number:20931"},
		{"prison number A1234BC", "record-number:A1234BC"},
		{"NMC pin 12A3456E", "registration-number:12A3456E"},
		{"my pin is 98i1234e", "registration-number:98i1234e"},
		{"GMC 7654321", "registration-number:7654321"},
		{"GMC no. 701 2345", "registration-number:701 2345"},
		{"HCPC PA12345", "registration-number:PA12345"},
		{"registered as OT54321", "registration-number:OT54321"},
		{"SW123456 with Social Work England", "registration-number:SW123456"},
		{"GPhC 2045678", "registration-number:2045678"},
		{"a silver Fiesta, AB12 CDE, outside", "plate:AB12 CDE"},
		{"reg ab12cde", "plate:ab12cde"},
		{"van reg A123 BCD", "plate:A123 BCD"},
		{"the car, plate ABC 123D", "plate:ABC 123D"},
		{"registration KX70 LMN", "plate:KX70 LMN"},
		{"sort code 12-34-56 account 12345678", "bank:12-34-56|bank:12345678"},
		{"20-45-77 12345678", "bank:20-45-77 12345678"},
		{"IBAN GB29 NWBK 6016 1331 9268 19", "bank:GB29 NWBK 6016 1331 9268 19"},
		{"gb29nwbk60161331926819", "bank:gb29nwbk60161331926819"},
		{"card 4929 1234 5678 9012", "bank:4929 1234 5678 9012"},
		{"4539 1488 0343 6467", "bank:4539 1488 0343 6467"},
		{"88 rue des Érables, side door", "address:88 rue des Érables"},
		{"14 Acacia Street, Bendigo 3550", "address:14 Acacia Street|postcode:3550"},
		{"Unit 2/15 Banksia Parade, Wagga Wagga, 2650.", "address:Unit 2/15 Banksia Parade|postcode:2650"},
		{"14 Acacia Street, 2026 was hard", "address:14 Acacia Street"},
		{"of one fella, 96 and still driving", "age:96"},
		{"tea poured, ninety-two and not a tremor", "age:ninety-two"},
		{"ext 4512", "phone:4512"},
		{"extension 4512 again", "phone:4512"},
		{"ring x4512", "phone:4512"}, {"his last four, 7731", "national-id:7731"}, {"IG-2025-118", "number:IG-2025-118"}, {"N.H.S. number 943 476 5919", "nhs-number:943 476 5919"}, {"nmc 12 a 3456 e", "registration-number:12 a 3456 e"},
		{"ni number ab 12 34 56 c and", "national-id:ab 12 34 56 c"}, {"jo dot bloggs at example dot org", "email:jo dot bloggs at example dot org"}, {"22 acacia avenue", "address:22 acacia avenue"}, {"Rose Cottage, Mill Lane", "address:Rose Cottage, Mill Lane"},
		{"bleep 2210", "phone:2210"},
		{"020 7946 0958 ext 12", "phone:020 7946 0958 ext 12"},
		{"0161 496 0000 x4512", "phone:0161 496 0000 x4512"},
		{"mob:07700900123", "phone:07700900123"},
		{"07700.900.123", "phone:07700.900.123"},
		{"(0161) 496-0123", "phone:(0161) 496-0123"},
		{"44 7700 900123", "phone:44 7700 900123"},
		{"tel. 496 0123", "phone:496 0123"},
		{"0800 123 4567", "phone:0800 123 4567"},
		{"0300 555 0199", "phone:0300 555 0199"},
		{"07700 900 123 or 07700 900 124", "phone:07700 900 123|phone:07700 900 124"},
		{"postcode sw1a 1aa", "postcode:sw1a 1aa"},
		{"SW1A  1AA", "postcode:SW1A  1AA"},
		{"lives at 12 Marlowe Road, LS6 2AB", "address:12 Marlowe Road|postcode:LS6 2AB"},
		{"Flat 4, 12 Elm Close", "address:Flat 4, 12 Elm Close"},
		{"she is at flat 4b", "address:flat 4b"},
		{"12a High Street", "address:12a High Street"},
		{"lives in Elm Close", "address:Elm Close"},
		{"the house on Marlowe Road", "address:Marlowe Road"},
		{"lives at 12 marlowe road", "address:12 marlowe road"},
		{"PO Box 12", "address:PO Box 12"},
		{"45 St John's Terrace", "address:45 St John's Terrace"},
		{"7 The Crescent, Leeds", "address:7 The Crescent"},
	})
	checkNearMisses(t, []nearMiss{
		{"NHS 111 told her to wait", "a public line"},
		{"the NHS has 1.3 million staff", "a count"},
		{"NHS England 2023 report", "a year"},
		{"CHI square 3.84", "a statistic"},
		{"NI 2019 guidance", "Northern Ireland and a year"},
		{"case 3 of 12", "a count"}, {"case 24/7", "always"}, {"in case 2 of them came", "a count"},
		{"incident 20/03", "a day without its cue"}, {"incidents 12 to 15", "a range"},
		{"referral 18/52 ago", "weeks"}, {"file 2 of 3", "a count"}, {"ref 7", "one digit"},
		{"record 2019", "a year"}, {"track record of 20 years", "years"},
		{"Ofsted Grade 2, band 6", "grades"}, {"Section 136", "a section"}, {"s.17 leave", "a section"}, {"S117 aftercare", "a section"},
		{"Mental Health Act 1983", "an act"}, {"Care Act 2014", "an act"}, {"HCPC standard 5.1", "a standard"},
		{"NMC Code 2018", "a code's year"}, {"NMC standards 2019", "a year"}, {"GMC 2024 guidance", "a year"},
		{"NG158", "guidance"}, {"CG90", "guidance"}, {"QS15", "guidance"}, {"TA 217", "guidance"}, {"PH46", "guidance"},
		{"ICD-10 F32.1", "a diagnosis"}, {"DSM-5 309.81", "a diagnosis"}, {"ICD 11 6A70", "a diagnosis"},
		{"call 999", "an emergency number"}, {"ring 111", "a public line"}, {"101 for the police", "a public line"},
		{"116 123", "a helpline"}, {"call 116 123", "a helpline"}, {"0800 1111", "a helpline"}, {"0800 58 58 58", "a helpline"},
		{"Mind on 0300 123 3393", "a helpline"}, {"text 85258", "a helpline"}, {"Samaritans tel 116 123", "a helpline"},
		{"crash call 2222", "the hospital's own emergency number"},
		{"M25 and the A38", "roads"}, {"B12 1mg", "a vitamin"}, {"L5/S1 disc", "vertebrae"}, {"T2DM since 2009", "a diagnosis"}, {"H1N1", "a virus"},
		{"E4V5M6", "a coma scale"}, {"E4 V5 M6", "a coma scale"}, {"GCS E3V4M5", "a coma scale"}, {"G2P1 at 38+4", "obstetrics"}, {"Apgar 9 and 10", "a score"},
		{"NEWS2 of 7", "a score"}, {"MUST 2", "a score"}, {"Waterlow 15", "a score"}, {"EPDS 13/30", "a score"}, {"CORE-10 21/40", "a score"},
		{"version 2.10.1", "a version"}, {"v14.3.26", "a version"}, {"ISBN 978-0-306-40615-7", "a book"}, {"doi:10.1136/bmj.n1234567", "a paper"}, {"PMID 12345678", "a paper"},
		{"registered charity 1089464", "a charity"}, {"£1,250,000", "a sum"}, {"250000 people", "a count"}, {"platelets 150000", "a reading"},
		{"recommendation 1.4.10", "guidance"}, {"section 1.2.3.4", "a section"}, {"BP 120/80/72", "readings"},
		{"SE1 office", "half a postcode"}, {"E2 1st", "an ordinal"}, {"bed 4, bay 2", "beds"}, {"5 minutes down the road", "a distance"},
		{"a long road ahead", "a figure of speech"}, {"Crown Court", "a court"}, {"on the High Street", "any town"}, {"Level 2 Close Observation", "a level"}, {"10 minute drive", "a distance"},
		{"Dr Patel", "a title"}, {"St John Ambulance", "a charity"}, {"Harley Street", "a byword"}, {"12 Hour Shift", "hours"},
		{"lay flat 4 hours", "hours"}, {"ECG flat", "a reading"}, {"the flat, 2 of them", "a count"},
		{"ward 12 at 0730", "a ward and a time"}, {"x2 staff", "a count"}, {"10x1000", "a sum"}, {"pin 1234", "no registration"},
		{"AB12 THE", "no plate"}, {"the car park is full, bay 12", "a bay"}, {"plates 150", "a reading"},
		{"stage T2N0M0", "a stage"}, {"2 of the 4 May be late", "a verb"}, {"FY2025-26", "a year"}, {"card 3", "a card"},
		{"1.5 units", "a dose"}, {"FiO2 0.28", "a reading"}, {"2 L/min", "a rate"}, {"SpO2 94% on 2L", "a reading"}, {"37.9ºC", "a temperature"},
		{"0730 hrs", "a time"}, {"7.30pm", "a time"}, {"19.45", "a time"}, {"at 07:30", "a time"}, {"0700-1930", "a shift"}, {"1900-0730 shift", "a shift"},
		{"2:1 obs", "a ratio"}, {"24-7", "always"}, {"Covid-19", "a virus"}, {"3x/week", "a rate"},
		{"1st, 2nd and 3rd", "ordinals"}, {"week 12 of 52", "weeks"}, {"5-10 mg", "a dose"}, {"500 mg 250 mg", "doses"},
	})
}

func TestIreland(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"Eircode D02 X285", "postcode:D02 X285"}, {"A65F4E2", "postcode:A65F4E2"}, {"d02 x285", "postcode:d02 x285"}, {"eircode: D6W XY00", "postcode:D6W XY00"},
		{"087 123 4567", "phone:087 123 4567"}, {"01 234 5678", "phone:01 234 5678"}, {"+353 87 123 4567", "phone:+353 87 123 4567"}, {"(021) 427 1234", "phone:(021) 427 1234"}, {"0871234567", "phone:0871234567"},
		{"PPS 1234567T", "national-id:1234567T"}, {"PPSN: 1234567TW", "national-id:1234567TW"}, {"her pps number is 1234567t", "national-id:1234567t"}, {"1234567FA", "national-id:1234567FA"},
		{"191-D-12345", "plate:191-D-12345"}, {"the car, 231 MH 1234", "plate:231 MH 1234"}, {"12-D-345", "plate:12-D-345"},
		{"NMBI 123456", "registration-number:123456"}, {"NMBI pin no: 98765", "registration-number:98765"}, {"CORU SW012345", "registration-number:SW012345"},
		{"IE29 AIBK 9311 5212 3456 78", "bank:IE29 AIBK 9311 5212 3456 78"},
		{"14 Main Street, Athlone", "address:14 Main Street"}, {"medical card 1234567A", "national-id:1234567A"},
	})
	checkNearMisses(t, []nearMiss{
		{"D02 is busy", "half an Eircode"}, {"1800 66 66 66", "a helpline"}, {"Pieta 1800 247 247", "a helpline"}, {"text 50808", "a helpline"},
		{"F32 depression", "a diagnosis"}, {"Section 25 of the 2001 Act", "a section"}, {"112 or 999", "emergency numbers"}, {"T20 overs", "a game"},
		{"HIQA standard 1.2", "a standard"}, {"day 12 d 3", "days"}, {"in 2019-2020", "years"}, {"level 8 degree", "a level"},
	})
}

func TestAmerica(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"(415) 555-2671", "phone:(415) 555-2671"}, {"415-555-2671", "phone:415-555-2671"}, {"415.555.2671", "phone:415.555.2671"}, {"1-415-555-2671", "phone:1-415-555-2671"}, {"call 4155552671", "phone:4155552671"},
		{"(415)555-2671 x12", "phone:(415)555-2671 x12"}, {"555-0123", "phone:555-0123"}, {"call her at 234-5678", "phone:234-5678"}, {"cell: 415 555 2671", "phone:415 555 2671"},
		{"SSN 123-45-6789", "national-id:123-45-6789"}, {"123-45-6789", "national-id:123-45-6789"}, {"ssn 123456789", "national-id:123456789"}, {"SSN: 123 45 6789", "national-id:123 45 6789"}, {"last four of her SSN 6789", "national-id:6789"},
		{"SSN ending 6789", "national-id:6789"}, {"ITIN 912-78-1234", "national-id:912-78-1234"}, {"xxx-xx-6789", "national-id:xxx-xx-6789"},
		{"MBI 1EG4-TE5-MK73", "national-id:1EG4-TE5-MK73"}, {"1EG4TE5MK73", "national-id:1EG4TE5MK73"}, {"Medicare 1eg4-te5-mk73", "national-id:1eg4-te5-mk73"},
		{"Austin, TX 78701", "postcode:78701"}, {"78701-1234", "postcode:78701-1234"}, {"zip 78701", "postcode:78701"}, {"zip code: 90210", "postcode:90210"}, {"California 90210", "postcode:90210"},
		{"1234 W Oak St Apt 5", "address:1234 W Oak St Apt 5"}, {"500 SW 5th Street", "address:500 SW 5th Street"}, {"12 Sunset Blvd", "address:12 Sunset Blvd"}, {"123 N. 4th Ave", "address:123 N. 4th Ave"}, {"P.O. Box 1234", "address:P.O. Box 1234"},
		{"MRN: 00123456", "record-number:00123456"}, {"MRN #8841209", "record-number:8841209"}, {"medical record number 55-12-98", "record-number:55-12-98"}, {"case # 23-CV-1045", "record-number:23-CV-1045"},
		{"RN license 123456", "registration-number:123456"}, {"Texas license no. 812345", "registration-number:812345"}, {"LCSW #12345", "registration-number:12345"}, {"NPI 1234567893", "registration-number:1234567893"}, {"DEA AB1234563", "registration-number:AB1234563"},
		{"driver's license D1234567", "national-id:D1234567"}, {"plate 7ABC123", "plate:7ABC123"}, {"license plate ABC-1234", "plate:ABC-1234"}, {"member ID XYZ123456789", "record-number:XYZ123456789"}, {"Medicaid ID 123456789", "national-id:123456789"},
		{"policy number 88-1234-5", "record-number:88-1234-5"}, {"routing 021000021 account 123456789", "bank:021000021|bank:123456789"},
		{"3/14/2026", "date:3/14/2026"}, {"03-14-2026", "date:03-14-2026"}, {"March 14, 2026", "date:March 14, 2026"}, {"DOB 3/14/62", "dob:3/14/62"}, {"seen on 3/14", "date:on 3/14"},
	})
	checkNearMisses(t, []nearMiss{
		{"CPT 99213", "a procedure"}, {"ICD-10 F33.1", "a diagnosis"}, {"5150 hold", "a hold"}, {"45 CFR 164.514", "a regulation"}, {"42 U.S.C. 1983", "a law"}, {"501(c)(3)", "a charity"},
		{"988", "a crisis line"}, {"call 911", "an emergency number"}, {"1-800-273-8255", "a crisis line"}, {"text HOME to 741741", "a crisis line"},
		{"W-2 and 1099", "forms"}, {"Route 66", "a road"}, {"I-95", "a road"}, {"Title IX, Title 42", "laws"}, {"Section 8 housing", "a scheme"}, {"DSM-5-TR", "a book"},
		{"NDC 0002-8215-01", "a drug code"}, {"SNOMED 73211009", "a concept"}, {"LOINC 4548-4", "a test code"}, {"A1c 7.2", "a reading"}, {"401k", "a plan"}, {"PCL-5 45", "a score"},
		{"10,000 steps", "steps"}, {"$1,200", "a sum"}, {"1:100000", "a dilution"}, {"AM shift 0700-1500", "a shift"}, {"pages 213-2145", "pages"}, {"HR 110-120", "readings"},
		{"the 1990s", "a decade"}, {"room air 98", "a reading"}, {"NCT01234567", "a trial"}, {"license to practise since 2011", "a year"}, {"C-SSRS 3", "a score"}, {"Rule 702", "a rule"},
	})
}

func TestCanada(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"SIN 046 454 286", "national-id:046 454 286"}, {"046-454-286", "national-id:046-454-286"}, {"sin: 046454286", "national-id:046454286"},
		{"K1A 0B6", "postcode:K1A 0B6"}, {"k1a 0b6", "postcode:k1a 0b6"}, {"M5V3L9", "postcode:M5V3L9"},
		{"OHIP 1234-567-890 AB", "national-id:1234-567-890"}, {"health card 1234 567 890", "national-id:1234 567 890"}, {"PHN 9123 456 789", "national-id:9123 456 789"}, {"RAMQ ABCD 6203 1412", "national-id:ABCD 6203 1412"},
		{"416-555-0199", "phone:416-555-0199"}, {"(604) 555-0123", "phone:(604) 555-0123"},
	})
	checkNearMisses(t, []nearMiss{
		{"9-8-8", "a crisis line"}, {"Kids Help Phone 1-800-668-6868", "a helpline"}, {"Form 1 of the Act", "a form"}, {"H1N1 2009", "a virus"}, {"811", "a health line"}, {"100 000 000", "a count"},
	})
}

func TestAustralia(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"Medicare 2123 45670 1", "national-id:2123 45670 1"}, {"medicare no. 2123456701", "national-id:2123456701"}, {"2123 45670 1", "national-id:2123 45670 1"},
		{"TFN 123 456 782", "national-id:123 456 782"}, {"tfn: 123456782", "national-id:123456782"}, {"CRN 123 456 789A", "national-id:123 456 789A"}, {"IHI 8003 6012 3456 7890", "national-id:8003 6012 3456 7890"}, {"DVA file NX123456", "national-id:NX123456"},
		{"0412 345 678", "phone:0412 345 678"}, {"(02) 9876 5432", "phone:(02) 9876 5432"}, {"+61 412 345 678", "phone:+61 412 345 678"}, {"1300 975 707", "phone:1300 975 707"}, {"0412345678", "phone:0412345678"}, {"02 9876 5432", "phone:02 9876 5432"}, {"phone 9876 5432", "phone:9876 5432"},
		{"AHPRA NMW0001234567", "registration-number:NMW0001234567"}, {"MED0001234567", "registration-number:MED0001234567"},
		{"Surry Hills NSW 2010", "postcode:2010"}, {"VIC 3000", "postcode:3000"}, {"postcode 4000", "postcode:4000"}, {"Fremantle, WA 6160", "postcode:6160"},
		{"Unit 3/14 King St", "address:Unit 3/14 King St"}, {"14 George Street, Parramatta", "address:14 George Street"}, {"UR 123456", "record-number:123456"}, {"URN 8812345", "record-number:8812345"},
		{"rego ABC 123", "plate:ABC 123"}, {"rego 1AB 2CD", "plate:1AB 2CD"}, {"BSB 062-000 account 12345678", "bank:062-000|bank:12345678"},
	})
	checkNearMisses(t, []nearMiss{
		{"Lifeline 13 11 14", "a helpline"}, {"call 13 11 14", "a helpline"}, {"triple zero, 000", "an emergency number"}, {"1300 22 4636", "a helpline"}, {"1800 55 1800", "a helpline"}, {"K10 score 28", "a score"},
		{"ABN 51 824 753 556", "a company"}, {"in NSW 2019", "a year"}, {"Mental Health Act 2014 (WA)", "an act"}, {"NSQHS standard 5", "a standard"}, {"NDIS 2013 Act", "a year"}, {"Cat 2", "a category"},
	})
}

func TestNewZealand(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"NHI ABC1235", "national-id:ABC1235"}, {"nhi: zzz0016", "national-id:zzz0016"}, {"ZZZ0016", "national-id:ZZZ0016"}, {"NHI ZZZ00AX", "national-id:ZZZ00AX"},
		{"021 123 456", "phone:021 123 456"}, {"021 123 4567", "phone:021 123 4567"}, {"09 123 4567", "phone:09 123 4567"}, {"+64 21 123 456", "phone:+64 21 123 456"}, {"(03) 123 4567", "phone:(03) 123 4567"},
		{"Wellington 6011", "postcode:6011"}, {"postcode 1010", "postcode:1010"}, {"IRD 49-091-850", "national-id:49-091-850"}, {"49-091-850", "national-id:49-091-850"},
		{"rego ABC123", "plate:ABC123"}, {"12 Smith St, Fitzroy 3065", "address:12 Smith St|postcode:3065"}, {"01-0123-0123456-00", "bank:01-0123-0123456-00"}, {"14 Rata Street", "address:14 Rata Street"},
	})
	checkNearMisses(t, []nearMiss{
		{"1737", "a helpline"}, {"call or text 1737", "a helpline"}, {"0800 543 354", "a helpline"}, {"111", "an emergency number"}, {"Christchurch 2011", "a year"}, {"HDC right 6", "a right"}, {"the 1992 Act", "a year"}, {"Te Tiriti 1840", "a year"},
	})
}

func TestIndia(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"+91 98765 43210", "phone:+91 98765 43210"}, {"98765 43210", "phone:98765 43210"}, {"098765 43210", "phone:098765 43210"}, {"011-23456789", "phone:011-23456789"}, {"080 2345 6789", "phone:080 2345 6789"}, {"mobile 9876543210", "phone:9876543210"}, {"919876543210", "phone:919876543210"}, {"98765-43210", "phone:98765-43210"},
		{"Aadhaar 2345 6789 0123", "national-id:2345 6789 0123"}, {"aadhar no. 234567890123", "national-id:234567890123"}, {"2345 6789 0124", "national-id:2345 6789 0124"}, {"Aadhaar ending 0123", "national-id:0123"}, {"Aadhaar XXXX XXXX 0123", "national-id:XXXX XXXX 0123"},
		{"PAN ABCDE1234F", "national-id:ABCDE1234F"}, {"pan card abcde1234f", "national-id:abcde1234f"}, {"ABCPE1234F", "national-id:ABCPE1234F"},
		{"voter id ABC1234567", "national-id:ABC1234567"}, {"passport A1234567", "national-id:A1234567"}, {"ABHA 12-3456-7890-1234", "national-id:12-3456-7890-1234"},
		{"PIN 560001", "postcode:560001"}, {"pincode 560 001", "postcode:560 001"}, {"Bengaluru - 560001", "postcode:560001"}, {"Chennai 600 028", "postcode:600 028"},
		{"KA01AB1234", "plate:KA01AB1234"}, {"MH 12 AB 1234", "plate:MH 12 AB 1234"}, {"DL-3C-AB-1234", "plate:DL-3C-AB-1234"}, {"UHID 20231234", "record-number:20231234"}, {"IP No. 4521/26", "record-number:4521/26"}, {"OP number 99812", "record-number:99812"},
		{"ravi92@okaxis", "handle:ravi92@okaxis"}, {"IFSC SBIN0001234", "bank:SBIN0001234"}, {"No. 14, 3rd Cross", "address:14, 3rd Cross"}, {"14 MG Road", "address:14 MG Road"}, {"H.No. 12-3-456", "address:H.No. 12-3-456"}, {"Flat 302, Sai Residency", "address:Flat 302"},
	})
	checkNearMisses(t, []nearMiss{
		{"1800-599-0019", "a helpline"}, {"Tele-MANAS 14416", "a helpline"}, {"108 ambulance", "an emergency number"}, {"iCall 9152987821", "a helpline"}, {"Rs 250000", "a sum"}, {"₹1,50,000", "a sum"}, {"5 lakh", "a sum"}, {"MHCA 2017", "an act"}, {"section 309 IPC", "a section"}, {"2000 1500 1200", "readings"},
	})
}

func TestNigeriaAndSouthAfrica(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"0803 123 4567", "phone:0803 123 4567"}, {"08031234567", "phone:08031234567"}, {"+234 803 123 4567", "phone:+234 803 123 4567"}, {"234 803 123 4567", "phone:234 803 123 4567"}, {"NIN 12345678901", "national-id:12345678901"}, {"nin: 1234 567 8901", "national-id:1234 567 8901"}, {"BVN 22123456789", "national-id:22123456789"},
		{"ABC-123DE", "plate:ABC-123DE"}, {"plate LSR 123 AB", "plate:LSR 123 AB"}, {"NMCN/RN/12345", "registration-number:RN/12345"}, {"MDCN 12345", "registration-number:12345"}, {"hospital no LUTH/123456", "record-number:LUTH/123456"}, {"account 0123456789", "bank:0123456789"}, {"Ikeja 100271", "postcode:100271"}, {"12 Adeola Odeku Street", "address:12 Adeola Odeku Street"}, {"passport A01234567", "national-id:A01234567"},
		{"082 123 4567", "phone:082 123 4567"}, {"+27 82 123 4567", "phone:+27 82 123 4567"}, {"(011) 123 4567", "phone:(011) 123 4567"}, {"ID 8001015009087", "national-id:8001015009087"}, {"8001015009087", "national-id:8001015009087"}, {"id number 800101 5009 087", "national-id:800101 5009 087"},
		{"the car, CA 123-456", "plate:CA 123-456"}, {"ABC 123 GP", "plate:ABC 123 GP"}, {"AB 12 CD GP", "plate:AB 12 CD GP"}, {"SANC 12345678", "registration-number:12345678"}, {"HPCSA MP 0123456", "registration-number:MP 0123456"}, {"Cape Town 8001", "postcode:8001"}, {"Johannesburg, 2001", "postcode:2001"},
		{"SACSSP 10-12345", "registration-number:10-12345"}, {"medical aid no 123456789", "national-id:123456789"},
	})
	checkNearMisses(t, []nearMiss{
		{"₦500000", "a sum"}, {"N500,000", "a sum"}, {"R250000", "a sum"}, {"R 1500", "a sum"}, {"10111", "an emergency number"}, {"10177", "an emergency number"}, {"0800 567 567", "a helpline"}, {"0861 322 322", "a helpline"}, {"Act 17 of 2002", "an act"}, {"load shedding stage 4", "a stage"}, {"CD4 350", "a reading"}, {"viral load 125000 copies", "a reading"},
	})
}

func TestDatesAndAges(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"14 March", "date:14 March"}, {"14th of March 2026", "date:14th of March 2026"}, {"the 14th March", "date:the 14th March"}, {"March 14", "date:March 14"}, {"March 14th, 2026", "date:March 14th, 2026"}, {"14/03/2026", "date:14/03/2026"}, {"14.3.26", "date:14.3.26"}, {"2026-03-14", "date:2026-03-14"}, {"14-Mar-26", "date:14-Mar-26"}, {"14MAR2026", "date:14MAR2026"}, {"14 mar", "date:14 mar"}, {"3/6/26", "date:3/6/26"},
		{"Tuesday the 3rd", "date:Tuesday the 3rd"}, {"Friday 13th", "date:Friday 13th"}, {"Tuesday 14 March", "date:Tuesday 14 March"}, {"Tues, 14 Mar 2026", "date:Tues, 14 Mar 2026"}, {"14–16 March", "date:14–16 March"}, {"14 and 15 March", "date:14 and 15 March"}, {"fourteenth of March", "date:fourteenth of March"}, {"the twenty-third of June", "date:the twenty-third of June"}, {"March the fourteenth", "date:March the fourteenth"}, {"the 1st of May", "date:the 1st of May"}, {"5 May 2024", "date:5 May 2024"}, {"2 april", "date:2 april"}, {"seen on 14/3", "date:on 14/3"}, {"since 21/2", "date:21/2"}, {"from 14/3 until 20/3", "date:from 14/3 until 20/3"}, {"Mon 2/3", "date:2/3"}, {"on the 14th she", "?date:the 14th"}, {"2026/03/14", "date:2026/03/14"}, {"dated 20260314", "date:20260314"}, {"14 Sept '26", "date:14 Sept '26"}, {"20/03/26-22/03/26", "date:20/03/26|date:22/03/26"}, {"DOB:22-Jul-1979", "dob:22-Jul-1979"}, {"may 5th", "date:may 5th"}, {"Jan 3rd", "date:Jan 3rd"}, {"3rd Jan", "date:3rd Jan"},
		{"DOB 14/03/1962", "dob:14/03/1962"}, {"d.o.b. 14.3.62", "dob:14.3.62"}, {"born on 14 March 1962", "dob:on 14 March 1962"}, {"date of birth: 14-03-1962", "dob:14-03-1962"}, {"her birthday is the 14th of March", "dob:14th of March"}, {"dob 140362", "dob:140362"}, {"14/03/1962 (DOB)", "dob:14/03/1962"}, {"14 March is his birthday", "dob:14 March"}, {"D.O.B: 1962-03-14", "dob:1962-03-14"}, {"dob:14/3/62", "dob:14/3/62"}, {"born 03/14/1962", "dob:03/14/1962"},
		{"94-year-old", "age:94"}, {"a 94 year old man", "age:94"}, {"94yo", "age:94"}, {"a 101 yo", "age:101"}, {"94 y/o", "age:94"}, {"aged 93", "age:93"}, {"age: 92", "age:92"}, {"she is 95.", "age:95"}, {"he turned 90 and", "age:90"}, {"ninety-two-year-old", "age:ninety-two"}, {"aged ninety-two", "age:ninety-two"}, {"in her nineties", "age:in her nineties"}, {"in his late 90s", "age:in his late 90s"}, {"93rd birthday", "age:93"}, {"her 100th birthday", "age:100"}, {"a 94F with sepsis", "age:94"}, {"93 years of age", "age:93"}, {"a centenarian", "age:centenarian"}, {"the lady, 94, fell", "age:94"}, {"93 yrs old", "age:93"},
	})
	checkNearMisses(t, []nearMiss{
		{"3/7 of antibiotics", "days"}, {"for 2/52", "weeks"}, {"4/12 ago", "months"}, {"review on 3/7", "days"}, {"pain from 7/10 to 3/10", "scores"}, {"in March", "a month"}, {"on Tuesday", "a weekday"}, {"March 2026", "a month"}, {"in 2019", "a year"}, {"May 2024", "a month"}, {"you may 2 or 3 times", "a verb"}, {"these 14 may be late", "a verb"}, {"march 10 miles", "a verb"}, {"March 12 patients fell", "a count"}, {"Monday 0730", "a time"}, {"Tuesday 9am", "a time"}, {"the 3rd time", "an ordinal"}, {"on the 14th floor", "a floor"}, {"the 21st century", "a century"}, {"Monday 2 patients", "a count"},
		{"5/10/15 mg", "doses"}, {"on 1/2 tablet", "a dose"}, {"on 2/3 occasions", "a share"}, {"ratio 12.10.8", "figures"}, {"summer 2025", "a season"},
		{"89-year-old", "an age below 90"}, {"aged 72", "an age below 90"}, {"sats 94", "a reading"}, {"94 kg", "a weight"}, {"95% on air", "a reading"}, {"a 90-minute session", "minutes"}, {"ninety per cent", "a share"}, {"100-year-old building", "a building"}, {"over-90s clinic", "a class"}, {"she is 98 on room air", "a reading"}, {"the 90s", "a decade"}, {"in the nineties", "a decade"}, {"sats 93, 94, 95", "readings"}, {"people aged 90 and over", "a class"}, {"120 years old", "no age"}, {"HR 95, RR 18", "readings"}, {"one hundred per cent", "a share"}, {"page 94", "a page"},
	})
}

func TestNetwork(t *testing.T) {
	checkIdentifiers(t, []identifier{
		{"https://www.facebook.com/jaz.k", "url:https://www.facebook.com/jaz.k"}, {"facebook.com/jaz.k", "url:facebook.com/jaz.k"}, {"see www.smithfamily.co.uk.", "url:www.smithfamily.co.uk"}, {"linkedin.com/in/jaz-k", "url:linkedin.com/in/jaz-k"}, {"rosewood-care.co.uk", "url:rosewood-care.co.uk"}, {"http://192.168.1.1/x", "url:http://192.168.1.1/x"}, {"(https://gofundme.com/f/for-jaz)", "url:https://gofundme.com/f/for-jaz"},
		{"@jaz_92", "handle:@jaz_92"}, {"follows @jazmine.k on it", "handle:@jazmine.k"}, {"insta jaz_92", "handle:jaz_92"}, {"his Snapchat is jayk9", "handle:jayk9"}, {"tiktok: user.k", "handle:user.k"}, {"u/nurse_k", "handle:u/nurse_k"}, {"Discord jay#1234", "handle:jay#1234"},
		{"192.168.10.12", "ip:192.168.10.12"}, {"IP 8.8.8.8", "ip:8.8.8.8"}, {"2001:db8::ff00:42:8329", "ip:2001:db8::ff00:42:8329"}, {"00:1B:44:11:3A:B7", "ip:00:1B:44:11:3A:B7"},
	})
	checkNearMisses(t, []nearMiss{
		{"nice.org.uk", "a public site"}, {"www.nhs.uk/conditions", "a public site"}, {"gov.uk", "a public site"}, {"https://www.who.int", "a public site"}, {"see nice.org.uk/guidance/ng158", "a public site"}, {"posted on facebook", "a network"}, {"home.She was", "two sentences"}, {"e.g. this", "an abbreviation"}, {"left today.in the", "two sentences"}, {"notes.docx", "a file"}, {"@home", "a place"}, {"@ward7", "a place"}, {"met @ 7", "a time"}, {"step 1.2.3.4", "a step"}, {"insta and tiktok", "networks"}, {"10:30:45", "a time"}, {"on twitter today", "a network"},
	})
}

// fuzzSeeds are one of everything, in the forms that share marks.
func fuzzSeeds() []string {
	return []string{
		"NHS no:9434765919, MRN-004512; ext 4512", "DOB 14/03/1962 aged 93", "Flat 4, 12 Elm Close, LS6 2AB", "AB12 CDE AB 12 34 56 C", "https://x.com/@jaz_92 @jaz_92 jaz@okaxis",
		"xxx-xx-6789 2123 45670 1", "GB29 NWBK 6016 1331 9268 19", "GCS E4V5M6 PHQ-9 12/21 7.30pm", "191-D-12345 2001:db8::ff00:42:8329", "jo dot bloggs at example dot org",
		"March the fourteenth, Tuesday the 3rd, on the 14th", "in her late 90s\r\nninety-two\u00a0year old", "1.2.3.4.5.6", "14–16 March – 12/3", "É12 Rue Élysée 5\u0301", "\xff12 \xfe/7", "((((#12, 4th Main",
	}
}

// checkStructured holds what is promised for every text.
func checkStructured(t *testing.T, text string) {
	t.Helper()
	all, taken, _ := structured(text)
	end := 0
	for _, s := range taken {
		if s.start < end || s.end <= s.start || s.end > len(text) {
			t.Fatalf("taken %d-%d after %d in %d bytes", s.start, s.end, end, len(text))
		}
		end = s.end
	}
	found := resolve(all)
	for i := len(found) - 1; i >= 0; i-- {
		f := found[i]
		if f.Why == "" || strings.ToLower(f.Why[:1]) != f.Why[:1] && !strings.HasPrefix(f.Why, "NHS") || f.Level == "" || structuredIn(f.Suggest) != nil {
			t.Fatalf("%s: level %q, why %q, suggest %q", f.Kind, f.Level, f.Why, f.Suggest)
		}
		replaced := text[:f.Start] + f.Suggest + text[f.End:]
		again, _, _ := structured(replaced)
		for _, g := range again {
			if g.Start >= f.Start && g.End <= f.Start+len(f.Suggest) {
				t.Fatalf("%s: what is suggested is itself found, as %s", f.Kind, g.Kind)
			}
		}
	}
}

func TestStructuredKeepsItsPromises(t *testing.T) {
	for _, text := range fuzzSeeds() {
		checkStructured(t, text)
	}
}

func FuzzStructured(f *testing.F) {
	for _, seed := range fuzzSeeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			text = text[:2000]
		}
		checkStructured(t, text)
	})
}

// TestStructuredLineEnds holds that a line's end is one, however written.
func TestStructuredLineEnds(t *testing.T) {
	text := strings.Join(fuzzSeeds()[:12], "\n")
	lf, crlf := structuredIn(text), structuredIn(strings.ReplaceAll(text, "\n", "\r\n"))
	for i := range crlf {
		crlf[i] = strings.ReplaceAll(crlf[i], "\r\n", "\n")
	}
	if len(lf) < 10 || !slices.Equal(lf, crlf) {
		t.Errorf("LF finds %q, CRLF %q", lf, crlf)
	}
}

// TestStructuredComposed holds that accents, composed or not, change nothing.
func TestStructuredComposed(t *testing.T) {
	for _, tt := range [][2]string{
		{"12 Rue Élysée", "12 Rue E\u0301lyse\u0301e"},
		{"lives at 4 Béal Road", "lives at 4 Be\u0301al Road"},
		{"José@exämple.org", "Jose\u0301@exa\u0308mple.org"},
		{"naïve 943 476 5919", "nai\u0308ve 943 476 5919"},
	} {
		composed, _, _ := structured(tt[0])
		decomposed, _, _ := structured(tt[1])
		if len(composed) != 1 || len(decomposed) != 1 || composed[0].Kind != decomposed[0].Kind {
			t.Errorf("%q: %d findings composed, %d decomposed", tt[0], len(composed), len(decomposed))
		}
	}
}

func BenchmarkStructured(b *testing.B) {
	note := "A heavy night on the unit, BP 120/80 at 07:30, PHQ-9 12/21, seen on 14 March and given 500 mg; rang 07700 900123 twice. " +
		"She lives at 12 Marlowe Road, MRN 004512, and nobody was there to hand over to until eight, so we waited in the corridor. "
	note = strings.Repeat(note, 2000/len(note)+1)
	b.SetBytes(int64(len(note)))
	for b.Loop() {
		structured(note)
	}
}
