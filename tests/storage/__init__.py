"""What only the store on SQLite promises: durability, seals, keys, migrations."""
