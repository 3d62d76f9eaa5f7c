"""The pure core: a conversation, a form, a case. No I/O, no clock, no chance, no await."""
