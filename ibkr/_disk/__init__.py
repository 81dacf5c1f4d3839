"""Files that outlive a client or are shared by several: the journal, limits shared by processes."""
