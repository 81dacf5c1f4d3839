# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""The client for callers that do not await."""
