"""Makes a multilingual coaching toolkit, a site and printable worksheets, from YAML definitions."""
