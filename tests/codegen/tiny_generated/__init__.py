# Generated from spec/. Do not edit.
"""A gateway small enough to read, with one of everything that the generator knows."""
