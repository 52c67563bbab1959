"""Recognition of scans and pictures: two readers behind one interface, a grid of table lines, doubts marked."""
