"""The rooms that talk: one folder per wire, no decision beyond translation."""
