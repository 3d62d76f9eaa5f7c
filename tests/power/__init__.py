"""Power loss (R2): every write of the store is recorded, and those never synced are dropped.

    record.c   a shim for LD_PRELOAD: notes each write, cut and sync of the data folder's files
    victim     a process that opens cases on the store and says which ones were acknowledged
    replay     disks as they may be after the power failed, from such a record

A file's writes are safe once a sync of that file has returned. Of later ones any may be missing,
and the last that is there may be torn, in units of 512 bytes. A file counts as made as soon as it
is opened: that its folder was synced as well is not part of the model.
"""
