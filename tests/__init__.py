"""Tests state truths: each docstring says what is true."""
