"""The words: one gettext catalog a language. Adding a language adds a folder here and no Python."""
