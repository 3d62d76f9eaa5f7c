"""The scenes of a conversation, one file each: what is shown, and what a trigger leads to."""
