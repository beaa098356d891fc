#!/usr/bin/env python3
"""Makes the fonts beside this file, which are embedded in the program.

    make.py SOURCE-SERIF DEJAVU

SOURCE-SERIF is a directory with SourceSerif4_400Regular.ttf,
SourceSerif4_600SemiBold.ttf and SourceSerif4_400Regular_Italic.ttf (the npm
package @expo-google-fonts/source-serif-4, 0.4.1); DEJAVU is DejaVuSans.ttf
(the Go module codeberg.org/go-fonts/dejavu, v0.4.0). It needs Debian's
python3-fonttools. The glyphs stay as they were drawn. Left out are hints,
tables of layout, characters above U+FFFF, and what the writer of PDF does
not read. A face that was changed takes another name.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
LEFT_OUT = ["GSUB", "GPOS", "GDEF", "kern", "STAT", "DSIG", "gasp", "FFTM", "BASE", "MATH", "prep", "fpgm", "cvt "]
FACES_AT = 0xE000  # emoticons of DejaVu Sans, U+1F600 to U+1F64F, for a writer that knows 16 bits only


def write(font, name, characters):
    options = subset.Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True,
                             name_IDs=[0, 1, 2, 4, 6, 13, 14], legacy_cmap=False, symbol_cmap=False)
    options.drop_tables += LEFT_OUT
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = "Afterword " + name if record.nameID != 6 else "Afterword-" + name
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format == 4 and t.platformID == 3]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(HERE / (name.lower() + ".ttf"))


def main(serif, dejavu):
    covered = set()
    for name, file in (("Serif", "400Regular"), ("SerifBold", "600SemiBold"), ("SerifItalic", "400Regular_Italic")):
        font = TTFont(pathlib.Path(serif) / f"SourceSerif4_{file}.ttf")
        characters = {c for c in font.getBestCmap() if 0x20 <= c <= 0xFFFF and not 0xE000 <= c <= 0xF8FF}
        covered = covered & characters if covered else characters
        write(font, name, characters)
    font = TTFont(dejavu)
    best = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.platformID == 3 and table.format == 4:
            for c in [c for c in table.cmap if 0xE000 <= c <= 0xF8FF]:
                del table.cmap[c]
            for c in range(0x1F600, 0x1F650):
                if c in best:
                    table.cmap[c - 0x1F600 + FACES_AT] = best[c]
            characters = {c for c in table.cmap if c >= 0x20 and c not in covered}
    font["cmap"].tables = [t for t in font["cmap"].tables if t.platformID == 3 and t.format == 4]
    write(font, "Rest", characters)


if __name__ == "__main__":
    main(*sys.argv[1:])
