# Generated from spec/. Do not edit.
"""Groups of operations for callers that wait."""
