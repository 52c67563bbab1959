"""Word processors' files: DOCX, DOC, RTF, ODT in reading order, tables as grids."""
