# Generated from spec/. Do not edit.
"""What the spec knows, as tables."""
