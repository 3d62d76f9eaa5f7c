"""The room that remembers: rows, migrations, transactions; no rule of the domain."""
