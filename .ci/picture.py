#!/usr/bin/env python3
"""Turns a terminal's screen, as `tmux capture-pane -e -p` prints it, into an SVG.

    picture.py TITLE COLUMNS < screen.ansi > picture.svg

The text stays text, every run of it is stretched to its columns, so that no
font can break a drawing, and colours follow the reader's light or dark page.
Nothing is embedded: a picture weighs a few kilobytes, where one with its font
weighs hundreds.
"""
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL, LINE, SIZE, EDGE = 8.4, 17.0, 14, 16
# The sixteen colours on a light page and on a dark one.
LIGHT = ["#24292f", "#b3261e", "#1a7f37", "#8a6100", "#0550ae", "#7b3fa0", "#0b6e75", "#57606a",
         "#57606a", "#b3261e", "#1a7f37", "#8a6100", "#0550ae", "#7b3fa0", "#0b6e75", "#24292f"]
DARK = ["#6e7681", "#ff8a80", "#7ee2a0", "#e3c06b", "#8ab8ff", "#d2a8ff", "#76d7dd", "#c9d1d9",
        "#8b949e", "#ff8a80", "#7ee2a0", "#e3c06b", "#8ab8ff", "#d2a8ff", "#76d7dd", "#f0f3f6"]


def colour(codes):
    """The colour that follows 38 or 48, taken off the codes."""
    kind = codes.pop(0) if codes else 0
    if kind == 5 and codes:
        n = codes.pop(0)
        if n < 16:
            return n
        if n >= 232:
            return "#%02x%02x%02x" % ((8 + 10 * (n - 232),) * 3)
        steps = [0, 95, 135, 175, 215, 255]
        n -= 16
        return "#%02x%02x%02x" % (steps[n // 36], steps[n // 6 % 6], steps[n % 6])
    if kind == 2 and len(codes) >= 3:
        return "#%02x%02x%02x" % tuple(codes.pop(0) for _ in range(3))
    return None


def style(now, sequence):
    """The style after one sequence of SGR codes."""
    codes = [int(c) if c.isdigit() else 0 for c in sequence.replace(":", ";").split(";")]
    while codes:
        c = codes.pop(0)
        if c == 0:
            now = {}
        elif c in (1, 2, 3, 4, 7):
            now = {**now, {1: "bold", 2: "dim", 3: "italic", 4: "under", 7: "reverse"}[c]: True}
        elif c in (22, 23, 24, 27):
            gone = {22: ("bold", "dim"), 23: ("italic",), 24: ("under",), 27: ("reverse",)}[c]
            now = {k: v for k, v in now.items() if k not in gone}
        elif c in (38, 48):
            now = {**now, "fg" if c == 38 else "bg": colour(codes)}
        elif c in (39, 49):
            now = {k: v for k, v in now.items() if k != ("fg" if c == 39 else "bg")}
        elif 30 <= c <= 37 or 90 <= c <= 97:
            now = {**now, "fg": c - 30 if c < 90 else c - 82}
        elif 40 <= c <= 47 or 100 <= c <= 107:
            now = {**now, "bg": c - 40 if c < 100 else c - 92}
    return now


def width(text):
    return sum(0 if unicodedata.combining(r) else 2 if unicodedata.east_asian_width(r) in "WF" else 1 for r in text)


def runs(line, now):
    """The runs of one style in a line, with the columns they begin in; and the style at its end."""
    out, column = [], 0
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b["):
            now = style(now, part[2:-1])
            continue
        part = re.sub(r"\x1b[\[(][0-9;?]*[A-Za-z]|[\x00-\x1f]", "", part)
        if part:
            out.append((column, part, now))
            column += width(part)
    return out, now


def paint(value, default):
    """A colour as an attribute: one of the sixteen by its class, another as it is."""
    if value is None:
        return 'class="%s"' % default
    return 'class="c%d"' % value if isinstance(value, int) else 'fill="%s"' % value


def draw(row, column, text, now):
    """One run as SVG."""
    out = []
    fg, bg = now.get("fg"), now.get("bg")
    front, back = paint(fg, "fg"), paint(bg, "bg")
    if now.get("reverse"):
        front, back = paint(bg, "bg"), paint(fg, "fg")
    if now.get("reverse") or bg is not None:
        out.append('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" %s/>'
                   % (EDGE + column * CELL, EDGE + row * LINE, width(text) * CELL, LINE, back))
    words = text.strip(" ")
    if words:
        column += len(text) - len(text.lstrip(" "))
        more = "".join(' %s' % a for key, a in (("bold", 'font-weight="700"'), ("italic", 'font-style="italic"'),
                                               ("under", 'text-decoration="underline"'), ("dim", 'opacity=".65"')) if now.get(key))
        out.append('<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" %s%s>%s</text>'
                   % (EDGE + column * CELL, EDGE + row * LINE + SIZE - 1, width(words) * CELL, front, more, escape(words)))
    return out


def main():
    title, columns = sys.argv[1], int(sys.argv[2])
    lines = sys.stdin.read().rstrip().split("\n")
    body, now = [], {}
    for row, line in enumerate(lines):
        found, now = runs(line, now)
        for column, text, how in found:
            body += draw(row, column, text, how)
    palette = lambda colours, fg, bg, edge: "".join(".c%d{fill:%s}" % pair for pair in enumerate(colours)) + \
        ".fg{fill:%s}.bg{fill:%s}.page{fill:%s;stroke:%s}" % (fg, bg, bg, edge)
    wide, high = columns * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    print('<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">' % (wide, high, wide, high))
    print("<title>%s</title>" % escape(title))
    print("<style>text{white-space:pre}%s@media(prefers-color-scheme:dark){%s}</style>"
          % (palette(LIGHT, "#24292f", "#ffffff", "#d0d7de"), palette(DARK, "#d5dbe1", "#15191e", "#30363d")))
    print('<rect class="page" x=".5" y=".5" width="%.0f" height="%.0f" rx="8"/>' % (wide - 1, high - 1))
    print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="%d">' % SIZE)
    print("\n".join(body))
    print("</g></svg>")


if __name__ == "__main__":
    main()
