"""What is kept, and how: `storage.sqlite.open_store` is the door, `storage.keys` makes its keys.

    sqlite        the store: one folder, one process, one writing connection
    group, batch  units of work committed together
    transaction   the verbs of `bot.ports.Transaction`, gathered from
                  conversations, cases, queues, outbox, moves, files, staff
    rows          core types ↔ columns
    vault         what seals and opens every personal column: the only place that knows ciphertexts
    schema        tables; migrations bring an older database to them

In clear, because queues, order and erasure need them: case id and reference, status, language,
whether a case can be reached, revisions, attempts, times, key ids, ids of messages and files.
Addresses and staff ids appear only as keyed hashes, everything else is sealed.
"""
