"""The site and the protocols over one snapshot. Light to import: the query workers start from here."""
