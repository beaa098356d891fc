package render

// placed is a box on a page, y mm below its upper margin.
type placed struct {
	box
	y float64
}

// paginate divides boxes into pages of a height in mm. Boxes that are to
// be kept together are, unless they are higher than a page.
func paginate(boxes []box, height float64) [][]placed {
	pages := [][]placed{nil}
	y := 0.0
	var row *tableRow
	place := func(all []box) {
		need := 0.0
		for _, b := range all {
			need += b.before + b.height
		}
		page := &pages[len(pages)-1]
		if len(*page) > 0 && y+need > height {
			pages = append(pages, nil)
			page, y = &pages[len(pages)-1], 0
			if all[0].row != nil && row != nil {
				for _, b := range all[0].row.head {
					*page = append(*page, placed{b, y})
					y += b.height
				}
			}
		}
		for _, b := range all {
			if len(*page) > 0 {
				y += b.before
			}
			*page = append(*page, placed{b, y})
			y += b.height
			row = b.row
		}
	}
	for len(boxes) > 0 {
		n := 1
		need := boxes[0].height
		for n < len(boxes) && boxes[n-1].keep {
			need += boxes[n].before + boxes[n].height
			n++
		}
		if need > height {
			n = 1
		}
		place(boxes[:n])
		boxes = boxes[n:]
	}
	return pages
}
