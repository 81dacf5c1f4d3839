"""The client for callers that await. `_sync` is derived from this folder."""
