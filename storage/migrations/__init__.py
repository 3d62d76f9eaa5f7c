"""What brings a database of any version to `storage.schema`: one file per step, oldest first."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every revision there is, oldest first; a test compares this with the files."""

HEAD = REVISIONS[-1]
