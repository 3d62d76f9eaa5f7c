"""Builds `locales/places/places.tsv` from open data; see `locales/places/README.md`."""
